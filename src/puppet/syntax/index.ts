import type { Program } from './ast.ts';
import { assertNoByteOrderMark } from './byte-order-mark.ts';
import { lex } from './lexer/index.ts';
import type { LexerWarning } from './lexer/lexer.ts';
import { parseTokens } from './parser/index.ts';
import { makeParser, type Parser } from './parser/state.ts';
import type { Source } from './source.ts';
import { validate } from './validate/index.ts';
import type { AutoloadPaths } from './validate/location.ts';
import type { Release } from './validate/report.ts';
import type { SyntaxWarning } from './warning.ts';

export type { AutoloadPaths } from './validate/location.ts';
export type { Release } from './validate/report.ts';
export type { SyntaxWarning } from './warning.ts';

/** How a text is read. */
export interface ParseOptions {
  /** What messages call the text; absolute when `paths` are given. */
  file?: string;
  /** The release of Puppet whose rules hold, with the strictness that it has by itself; default: 7. */
  release?: Release;
  /** Where modules are, to refuse definitions where the autoloader would not find them. */
  paths?: AutoloadPaths;
  /** Gets the warnings, in Puppet's order, also of a text that is refused afterwards. */
  warn?: (warning: SyntaxWarning) => void;
}

export interface ParseResult {
  program: Program;
}

/**
 * The tree of a manifest. Throws a PuppetError, worded and placed as Puppet does; when validation finds several
 * errors, they are the `others` of one that counts them.
 */
export function parseManifest(text: string, options: ParseOptions = {}): ParseResult {
  return parse(text, options, false);
}

/** The tree of an EPP template: a program whose body is a LambdaExpression. Throws as `parseManifest` does. */
export function parseEpp(text: string, options: ParseOptions = {}): ParseResult {
  return parse(text, options, true);
}

function parse(text: string, options: ParseOptions, epp: boolean): ParseResult {
  const { file, release = 7, paths, warn = () => {} } = options;
  assertNoByteOrderMark(text);
  const source: Source = { file, text };
  const lexed = lex(source, epp);
  const parser = makeParser(source, lexed);
  const program = parseWarning(parser, lexed.warnings, warn);
  validate(program, { release, paths, warn, parsers: { manifest: parseManifest, epp: parseEpp } });
  return { program };
}

/** Parses, and passes on the lexer's warnings up to where the parser got. */
function parseWarning(
  parser: Parser,
  warnings: LexerWarning[],
  warn: (warning: SyntaxWarning) => void,
): Program {
  try {
    return parseTokens(parser);
  } finally {
    for (const { token, ...warning } of warnings) if (token <= parser.at) warn(warning);
  }
}
