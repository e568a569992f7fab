import type { Expression, Program } from '../ast.ts';
import type { Lexed } from '../lexer/index.ts';
import { Token } from '../lexer/tokens.ts';
import type { Source } from '../source.ts';
import { parseEppProgram } from './epp.ts';
import { expect, makeParser, type Parser } from './state.ts';
import { blockOrExpression, parseStatements } from './statements.ts';

/** The tree of a lexed source. Throws the PuppetError of the first thing that is not grammatical. */
export function parseTokens(source: Source, lexed: Lexed): Program {
  const parser = makeParser(source, lexed);
  const body = parseProgram(parser);
  expect(parser, Token.Eof);
  return { kind: 'Program', source, body, definitions: parser.definitions };
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
