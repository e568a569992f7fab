import { toText } from '../../types/index.ts';
import type { CompilerCatalog } from '../compiler-catalog.ts';
import { flatten } from '../flatten.ts';
import type { CatalogFinding } from './finding.ts';

/** Aliases that are the title or alias of another resource of the same type, set where the compiler does not look (overrides). */
export function findDuplicateAliases(catalog: CompilerCatalog): CatalogFinding[] {
  const resources = catalog.resources.filter((resource) => !resource.virtual);
  const owners = new Map(resources.map((resource) => [resource.ref, resource]));
  const findings: CatalogFinding[] = [];
  for (const resource of resources) {
    for (const alias of flatten(resource.get('alias'))) {
      if (alias === null) continue;
      const ref = `${resource.type}[${toText(alias)}]`;
      const owner = owners.get(ref);
      if (owner === undefined) owners.set(ref, resource);
      else if (owner !== resource) findings.push(finding(resource, ref, owner.ref));
    }
  }
  return findings;
}

function finding(
  resource: { ref: string; file?: string; line?: number },
  alias: string,
  owner: string,
): CatalogFinding {
  const { ref, file, line } = resource;
  return {
    code: 'duplicate-alias',
    message: `Cannot alias ${ref} to ${alias}: it is ${owner === alias ? 'already declared' : `an alias of ${owner}`}`,
    resources: [ref, owner],
    file,
    line,
  };
}
