import type { AccessExpression, Expression, KeyedEntry, LiteralHash, LiteralList } from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { accept, expect, lastEnd, type Parser, syntaxError } from './state.ts';
import { parseAssignment } from './statements.ts';
import { literalString } from './strings.ts';

/** `[a, b => c,]`. */
export function parseArray(parser: Parser): LiteralList {
  const offset = parser.starts[parser.at++]!;
  const values: Expression[] = [];
  while (parser.kinds[parser.at] !== Token.RBrack) {
    pushArgument(values, parseArgument(parser, true));
    if (!accept(parser, Token.Comma)) break;
  }
  expect(parser, Token.RBrack);
  return { kind: 'LiteralList', offset, length: lastEnd(parser) - offset, values };
}

/** `{a => b,}`. */
export function parseHash(parser: Parser): LiteralHash {
  const offset = expect(parser, Token.LBrace);
  const entries: KeyedEntry[] = [];
  while (parser.kinds[parser.at] !== Token.RBrace) {
    entries.push(parseEntry(parser, parseEntrySide(parser)));
    if (!accept(parser, Token.Comma)) break;
  }
  expect(parser, Token.RBrace);
  return { kind: 'LiteralHash', offset, length: lastEnd(parser) - offset, entries };
}

/** `left[a, b => c,]`. */
export function parseAccess(parser: Parser, leftExpr: Expression): AccessExpression {
  parser.at++;
  const keys = parseAccessKeys(parser);
  accept(parser, Token.Comma);
  expect(parser, Token.RBrack);
  return {
    kind: 'AccessExpression',
    offset: leftExpr.offset,
    length: lastEnd(parser) - leftExpr.offset,
    leftExpr,
    keys,
  };
}

/** The keys of an access; a comma after the last is left to the caller. */
export function parseAccessKeys(parser: Parser): Expression[] {
  const keys: Expression[] = [];
  for (;;) {
    const key = parseArgumentKey(parser);
    if (parser.kinds[parser.at] === Token.FArrow) pushArgument(keys, unfolded(parseEntry(parser, key)));
    else if (parser.plain) keys.push(key);
    else throw syntaxError(parser);
    if (parser.kinds[parser.at] !== Token.Comma || parser.kinds[parser.at + 1] === Token.RBrack) return keys;
    parser.at++;
  }
}

/** One argument of a call or entry of an array; bare `k => v` becomes an unfolded hash. */
export function parseArgument(parser: Parser, keywords: boolean): Expression {
  const left = keywords ? parseEntrySide(parser) : parseArgumentKey(parser);
  return parser.kinds[parser.at] === Token.FArrow ? unfolded(parseEntry(parser, left)) : left;
}

/** Adds an argument; neighbouring unfolded hashes become one. */
export function pushArgument(list: Expression[], argument: Expression): void {
  const last = list.at(-1);
  const merges =
    argument.kind === 'LiteralHash' && argument.unfolded && last?.kind === 'LiteralHash' && last.unfolded;
  if (merges) last.entries.push(...argument.entries);
  else list.push(argument);
}

/** A keyword is a key of a bare entry, but no argument. */
function parseArgumentKey(parser: Parser): Expression {
  const isKeyword = isEntryKeyword(parser) && parser.kinds[parser.at + 1] === Token.FArrow;
  return isKeyword ? literalString(parser) : parseAssignment(parser);
}

function parseEntrySide(parser: Parser): Expression {
  return isEntryKeyword(parser) ? literalString(parser) : parseAssignment(parser);
}

/** `type` and `function` are plain words in collections unless what follows makes them more. */
function isEntryKeyword(parser: Parser): boolean {
  const next = parser.kinds[parser.at + 1]!;
  switch (parser.kinds[parser.at]) {
    case Token.Type:
      return next !== Token.LParen && next !== Token.ClassRef;
    case Token.Function:
      return (
        next !== Token.Name &&
        next !== Token.Word &&
        next !== Token.ClassRef &&
        next !== Token.Class &&
        next !== Token.String
      );
    default:
      return false;
  }
}

function parseEntry(parser: Parser, key: Expression): KeyedEntry {
  const offset = expect(parser, Token.FArrow);
  return { kind: 'KeyedEntry', offset, length: 2, key, value: parseEntrySide(parser) };
}

function unfolded(entry: KeyedEntry): LiteralHash {
  return {
    kind: 'LiteralHash',
    offset: entry.offset,
    length: entry.length,
    entries: [entry],
    unfolded: true,
  };
}
