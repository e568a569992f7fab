import { PuppetError } from '../../error.ts';
import type { AnyNode, Program } from '../ast.ts';
import { placeOf, type Source } from '../source.ts';
import type { SyntaxWarning } from '../warning.ts';

/** The release of Puppet whose rules hold. */
export type Release = 7 | 8;

/** What the rules see: where they are in the tree, and where findings go. */
export interface Validation {
  source: Source;
  release: Release;
  /** The nodes around the current one, the program's body first; the Program itself is not among them. */
  path: AnyNode[];
  errors: PuppetError[];
  warnings: SyntaxWarning[];
  parsers: Parsers;
}

/** What parses a text within the text: each throws a PuppetError. */
export interface Parsers {
  manifest(text: string): unknown;
  epp(text: string): unknown;
}

export function makeValidation(program: Program, release: Release, parsers: Parsers): Validation {
  return { source: program.source, release, path: [], errors: [], warnings: [], parsers };
}

/** Adds an error at a node. */
export function report(validation: Validation, node: AnyNode, code: string, message: string): void {
  validation.errors.push(new PuppetError(message, placeOf(validation.source, node.offset), code));
}

/** Adds a warning at a node; `deprecation` for one that Puppet counts as such. */
export function warn(
  validation: Validation,
  node: AnyNode,
  code: string,
  message: string,
  deprecation?: boolean,
): void {
  validation.warnings.push({ ...placeOf(validation.source, node.offset), message, code, deprecation });
}

/** Throws what was found: the only error, or one that counts them and has them as its `others`. */
export function throwErrors({ errors, warnings, source }: Validation): void {
  if (errors.length === 0) return;
  if (errors.length === 1) throw errors[0];
  const count = `${errors.length} errors${warnings.length > 0 ? `, and ${warnings.length} warnings` : ''}`;
  const error = new PuppetError(`Language validation logged ${count}. Giving up`, { file: source.file });
  error.others = errors;
  throw error;
}
