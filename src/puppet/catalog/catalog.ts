import type { Resource } from './resource.ts';

/** A catalog under construction, as functions and templates see it. */
export interface Catalog {
  /** Names of the classes, lower case, in order of evaluation. */
  readonly classes: readonly string[];
  readonly resources: readonly Resource[];
  /** The catalog's own tags, in order. */
  readonly tagSet: ReadonlySet<string>;
  /** By capitalised type and title. */
  resource(type: string, title: string): Resource | undefined;
  hasTag(tag: string): boolean;
}
