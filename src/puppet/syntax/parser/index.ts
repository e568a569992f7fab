import type { Expression, Program } from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { parseEppProgram } from './epp.ts';
import { expect, type Parser } from './state.ts';
import { blockOrExpression, parseStatements } from './statements.ts';

/** The tree of the parser's source. Throws the PuppetError of the first thing that is not grammatical. */
export function parseTokens(parser: Parser): Program {
  const body = parseProgram(parser);
  expect(parser, Token.Eof);
  return { kind: 'Program', source: parser.source, body, definitions: parser.definitions };
}

function parseProgram(parser: Parser): Expression {
  switch (parser.kinds[0]) {
    case Token.EppStart:
      return parseEppProgram(parser);
    case Token.Eof:
      return { kind: 'Nop', offset: parser.starts[0]!, length: 0 };
    default:
      return blockOrExpression(parseStatements(parser));
  }
}
