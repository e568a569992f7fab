import type { Node } from '../ast.ts';
import { Reader } from '../reader.ts';

/** The state of a parse. */
export interface Parser {
  readonly reader: Reader;
  /** The local variables known so far, a set for each scope around. */
  locals: Set<string>[];
  /** In the head of `while x do`, `do` belongs to the loop. */
  noDo: boolean;
}

export function makeParser(text: string, locals: Set<string>[] = [new Set()]): Parser {
  return { reader: new Reader(text), locals, noDo: false };
}

export const keywords = new Set(
  'if unless while until and or not then do end else elsif when case in begin rescue ensure def class module return next break true false nil self yield for defined? alias undef super redo retry'.split(
    ' ',
  ),
);

export const identifier = /[a-z_\u0080-\ud7ff][\w\u0080-\ud7ff]*(?:[?!](?!~|=[^=~>]))?/y;

/** The `rescue` behind an expression. */
export const anyError = { name: null, classes: [], several: false } as const;

export function declare(parser: Parser, name: string): void {
  parser.locals.at(-1)!.add(name);
}

export function isLocal(parser: Parser, name: string): boolean {
  return parser.locals.some((scope) => scope.has(name));
}

export function wordHere(parser: Parser): string {
  return /^\w+|^./s.exec(parser.reader.text.slice(parser.reader.at, parser.reader.at + 40))?.[0] ?? 'the end';
}

export function call(
  receiver: Node | null,
  name: string,
  args: Node[],
  line: number,
): Node & { kind: 'call' } {
  return { kind: 'call', receiver, name, args, block: null, safe: false, line };
}
