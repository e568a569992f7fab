import type { Node } from '../ast.ts';
import { argumentList, callArguments, startsArgument } from './arguments.ts';
import { arrowLambda } from './blocks.ts';
import { withBlock } from './calls.ts';
import { keyword } from './control.ts';
import {
  hereDocument,
  numberLiteral,
  percentLiteral,
  regexpLiteral,
  stringLiteral,
  symbolLiteral,
} from './literal.ts';
import { call, identifier, isLocal, keywords, type Parser, wordHere } from './state.ts';
import { statements } from './statements.ts';

export function primary(parser: Parser): Node {
  const { reader } = parser;
  const { line, next } = reader;
  if (/\d/.test(next)) return numberLiteral(parser);
  if (next === "'" || next === '"' || next === '`') return stringLiteral(parser);
  if (next === '(') return parenthesised(parser);
  if (next === '[') {
    reader.at++;
    return { kind: 'array', items: argumentList(parser, ']'), line };
  }
  if (next === '{') return hashLiteral(parser);
  if (next === ':') return reader.looksAt(/::[A-Z]/y) ? word(parser) : symbolLiteral(parser);
  if (next === '/') return regexpLiteral(parser, '/', '/', 1);
  if (next === '%') return percentLiteral(parser);
  if (next === '@') return { kind: 'instance', name: reader.match(/@{1,2}(\w+)/y)![1]!, line };
  if (next === '$') return { kind: 'global', name: reader.match(/\$(?:\w+|.)/y)![0], line };
  if (reader.looksAt(/<<[~-]?["'`]?[A-Z_a-z]/y)) return hereDocument(parser);
  if (reader.looksAt(/->/y)) return arrowLambda(parser);
  if (reader.looksAt(/\?[^\s](?!\w)/y)) {
    reader.at += 2;
    return { kind: 'string', parts: [reader.text[reader.at - 1]!], line };
  }
  return word(parser);
}

function hashLiteral(parser: Parser): Node {
  const { reader } = parser;
  const { line } = reader;
  reader.at++;
  const args = argumentList(parser, '}');
  const [only] = args;
  if (args.length === 0) return { kind: 'hash', entries: [], line };
  return only?.kind === 'hash' ? only : reader.fail('expected a hash');
}

function parenthesised(parser: Parser): Node {
  const { reader } = parser;
  const { noDo } = parser;
  parser.noDo = false;
  reader.at++;
  const body = statements(parser, [')']);
  reader.expect(')');
  parser.noDo = noDo;
  return body;
}

function word(parser: Parser): Node {
  const { reader } = parser;
  const { line } = reader;
  const constant = reader.match(/(?:::)?[A-Z]\w*/y);
  if (constant) {
    const path = constant[0].replace(/^::/, '');
    if (reader.next === '(') return withBlock(parser, call(null, path, callArguments(parser, false), line));
    if (startsArgument(parser) && reader.looksAt(/[ \t]+["'@\w]/y))
      return call(null, path, callArguments(parser, true), line);
    return { kind: 'constant', path, line };
  }
  const word = reader.match(identifier)?.[0];
  if (word === undefined) return reader.fail(`unexpected '${wordHere(parser)}'`);
  if (keywords.has(word)) return keyword(parser, word, line);
  if (isLocal(parser, word) && reader.next !== '(') return { kind: 'local', name: word, line };
  return withBlock(parser, call(null, word, callArguments(parser, true), line));
}
