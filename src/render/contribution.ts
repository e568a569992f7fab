import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Machine, Site } from '../model/platform.ts';

/**
 * What one software adds to one machine: the Puppet class of modules/<module> that the machine declares, with its
 * parameters, and the files that the parameters refer to.
 */
export interface Contribution {
  readonly machine: Machine;
  /** A directory of modules/, and the class it defines. */
  readonly module: string;
  /** In the order in which the manifest shows them. */
  readonly parameters: Readonly<Record<string, PuppetValue>>;
  readonly files: readonly MachineFile[];
}

/** A file of a machine, under its own final path there. */
export interface MachineFile {
  /** Absolute, such as `/etc/exports.d/placo.exports`. */
  readonly path: string;
  readonly content: string;
}

/** A value that a manifest can express; the Puppet renderer quotes it. */
export type PuppetValue =
  | string
  | number
  | boolean
  | null
  | readonly PuppetValue[]
  | { readonly [key: string]: PuppetValue }
  | FileContent
  | Secret;

/** The content of one of the machine's own files, read by Puppet's `file()` when the catalog is compiled. */
export class FileContent {
  constructor(readonly path: string) {}
}

/** A value that Hiera holds encrypted; it travels as Sensitive. */
export class Secret {
  constructor(readonly key: string) {}
}

/** What a renderer made of a site, and what it could not express. */
export interface Rendered {
  readonly contributions: readonly Contribution[];
  /** Files for people rather than for machines, below plans/<site>/. */
  readonly documents?: readonly { readonly path: string; readonly content: string }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One output format: pure, blind to the file system, and to what the site does not lead to. */
export type Renderer = (site: Site) => Rendered;
