import type { PuppetError } from './error.ts';
import type { Files } from './files.ts';
import type { Value } from './values/value.ts';

/** A module of the modulepath. */
export interface Module {
  name: string;
  /** Absolute path of the module's directory. */
  path: string;
}

/** Something that is told when a machine is compiled in an environment. */
export interface EnvironmentNote {
  readonly level: 'warning' | 'err';
  readonly message: string;
}

/** What the autoloader looks for. 3x and 4x functions in Ruby are only located, never run here. */
export type AutoloadKind = 'manifest' | 'function' | 'type' | 'plan';

/** One environment of a Puppet repository, shared by all machines that are compiled in it. */
export interface Environment {
  name: string;
  /** Absolute path of the environment's directory. */
  directory: string;
  /** Absolute paths, in order of precedence. */
  modulepath: readonly string[];
  /** Absolute path of the main manifest, a file or a directory. */
  manifest: string;
  /** Modules by name; the first of the modulepath wins. */
  modules: ReadonlyMap<string, Module>;
  files: Files;
  /** What is told of environment.conf and of the modules' metadata.json. */
  notes?: readonly EnvironmentNote[];
  /** Why nothing can be compiled in it. */
  refusal?: PuppetError;
  /** Settings (`$settings::name`), as `puppet config print` would show them. */
  settings: ReadonlyMap<string, Value>;
  /** Manifests that are read before all else, in Puppet's order: a file, or a directory's `*.pp`, recursively. */
  initialManifests(): readonly string[];
  /** The file in which the autoloader expects a qualified name (`a::b::c`), if it exists. */
  autoloadPath(kind: AutoloadKind, name: string): string | undefined;
  /** `module/some/file` below the `files` or `templates` folder of a module; absolute paths stay as they are. */
  findFile(folder: 'files' | 'templates', reference: string): string | undefined;
}
