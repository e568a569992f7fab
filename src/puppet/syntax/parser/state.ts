import { PuppetError } from '../../error.ts';
import type { Definition, Expression } from '../ast.ts';
import type { Lexed } from '../lexer/index.ts';
import { Token } from '../lexer/tokens.ts';
import { placeOf, type Source } from '../source.ts';

/** Nesting beyond this is refused, so that neither the parser nor what walks its tree overflows the stack. */
const MAX_DEPTH = 400;

/** The state of a parse: tokens in parallel arrays and the index of the current one. */
export interface Parser {
  source: Source;
  kinds: Token[];
  starts: number[];
  ends: number[];
  values: string[];
  at: number;
  failure: PuppetError | null;
  definitions: Definition[];
  /** The names of the classes around, as written. */
  namespace: string[];
  depth: number;
  /** Whether the assignment parsed last was no more than an expression. */
  plain: boolean;
}

export function makeParser(source: Source, { tokens, failure }: Lexed): Parser {
  const { kinds, starts, ends, values } = tokens;
  return {
    source,
    kinds,
    starts,
    ends,
    values,
    at: 0,
    failure,
    definitions: [],
    namespace: [],
    depth: 0,
    plain: false,
  };
}

/** Refuses the current token. */
export function syntaxError(parser: Parser): PuppetError {
  const { kinds, values, starts, at, source, failure } = parser;
  if (kinds[at] === Token.Failure) return failure!;
  if (kinds[at] === Token.Eof) {
    return new PuppetError('Syntax error at end of input', { file: source.file }, 'SYNTAX_ERROR');
  }
  const shown = kinds[at] === Token.Regex ? `(?-mix:${values[at]!.replaceAll('/', '\\/')})` : values[at];
  return new PuppetError(`Syntax error at '${shown}'`, placeOf(source, starts[at]!), 'SYNTAX_ERROR');
}

/** An error that an action of the grammar finds after it looked at the next token: a failure there comes first. */
export function lateError(parser: Parser, offset: number, message: string): PuppetError {
  return parser.kinds[parser.at] === Token.Failure ? parser.failure! : parseError(parser, offset, message);
}

/** An error that an action of the grammar finds, at an offset. */
export function parseError(parser: Parser, offset: number, message: string): PuppetError {
  return new PuppetError(message, placeOf(parser.source, offset));
}

/** Moves past the current token when it is of the kind; else a syntax error. Returns the token's start. */
export function expect(parser: Parser, kind: Token): number {
  if (parser.kinds[parser.at] !== kind) throw syntaxError(parser);
  return parser.starts[parser.at++]!;
}

/** Moves past the current token when it is of the kind. */
export function accept(parser: Parser, kind: Token): boolean {
  if (parser.kinds[parser.at] !== kind) return false;
  parser.at++;
  return true;
}

/** The end of the token before the current one. */
export function lastEnd(parser: Parser): number {
  return parser.at === 0 ? 0 : parser.ends[parser.at - 1]!;
}

/** The end of a node. */
export function endOf(node: Expression): number {
  return node.offset + node.length;
}

/** Goes one level deeper; undone by subtracting from `depth`. */
export function enter(parser: Parser, levels = 1): void {
  parser.depth += levels;
  if (parser.depth > MAX_DEPTH) {
    throw parseError(parser, parser.starts[parser.at]!, 'stack level too deep');
  }
}
