import type { Environment } from '../../environment.ts';
import type { ResourceTypes } from '../../resource-types/api.ts';
import type { CompilerCatalog } from '../compiler-catalog.ts';
import { findDuplicateAliases } from './aliases.ts';
import { findCycles } from './cycles.ts';
import type { CatalogFinding } from './finding.ts';
import { orderGraph } from './order-graph.ts';
import { findMissingSources } from './sources.ts';

export type { CatalogFinding } from './finding.ts';

/** What Puppet would find only on the machine: cycles, missing sources, duplicate aliases. */
export function checkCatalog(
  catalog: CompilerCatalog,
  environment: Environment,
  types: ResourceTypes,
): CatalogFinding[] {
  return [
    ...findCycles(orderGraph(catalog, types)),
    ...findMissingSources(catalog, environment),
    ...findDuplicateAliases(catalog),
  ];
}
