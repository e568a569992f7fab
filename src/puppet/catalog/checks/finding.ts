import type { PuppetPlace } from '../../error.ts';

/** Something in a finished catalog that Puppet would refuse only on the machine. */
export interface CatalogFinding extends PuppetPlace {
  code: 'dependency-cycle' | 'missing-source' | 'duplicate-alias';
  message: string;
  /** The resources concerned, as `File[/a]`; those of a cycle in order, the first repeated at the end. */
  resources: readonly string[];
}
