import type { Program } from './ast.ts';

/** How manifests are read; `puppetVersion` picks the differences between 7 and 8 (default 7). */
export interface ParseOptions {
  file?: string;
  puppetVersion?: 7 | 8;
  /** Refuse nothing but syntax errors (for tools that only need the tree). */
  skipValidation?: boolean;
}

/** What parsing returns: `warnings` and `deprecations` are texts with their place, in Puppet's order. */
export interface ParseResult {
  program: Program;
}
