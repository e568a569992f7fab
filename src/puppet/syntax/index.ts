import type { Program } from './ast.ts';
import { assertNoByteOrderMark } from './byte-order-mark.ts';
import { lex } from './lexer/index.ts';
import type { SyntaxWarning } from './lexer/lexer.ts';
import { parseTokens } from './parser/index.ts';
import type { Source } from './source.ts';

export type { SyntaxWarning } from './lexer/lexer.ts';

/** How a text is read. `file` is what messages call it. */
export interface ParseOptions {
  file?: string;
}

/** A tree, and what Puppet would have warned of while making it, in its order. */
export interface ParseResult {
  program: Program;
  warnings: SyntaxWarning[];
}

/** The tree of a manifest. Throws a PuppetError, worded and placed as Puppet does. */
export function parseManifest(text: string, options: ParseOptions = {}): ParseResult {
  return parse(text, options, false);
}

/** The tree of an EPP template: a program whose body is a LambdaExpression. Throws a PuppetError. */
export function parseEpp(text: string, options: ParseOptions = {}): ParseResult {
  return parse(text, options, true);
}

function parse(text: string, options: ParseOptions, epp: boolean): ParseResult {
  assertNoByteOrderMark(text);
  const source: Source = { file: options.file, text };
  const lexed = lex(source, epp);
  return { program: parseTokens(source, lexed), warnings: lexed.warnings };
}
