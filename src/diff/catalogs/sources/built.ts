import { join } from 'node:path';
import { diskFiles, loadEnvironment } from '../../../puppet/index.ts';
import type { CatalogSource } from '../sides.ts';

/** The catalogs that were built into out/, as they are there. */
export function builtSource(out: string): CatalogSource {
  const files = diskFiles();
  const directory = join(out, 'catalogs');
  const names = (files.list(directory) ?? []).filter((name) => name.endsWith('.json'));
  return {
    environment: loadEnvironment({ directory: out, files }),
    names: names.map((name) => name.replace(/\.json$/, '')).sort(),
    compile: (certname) => {
      const json = files.read(join(directory, `${certname}.json`));
      return isCatalog(json)
        ? { json, secrets: new Set(), errors: [], findings: () => [] }
        : { secrets: new Set(), errors: [`out/catalogs/${certname}.json is no catalog`], findings: () => [] };
    },
  };
}

function isCatalog(json: string | undefined): json is string {
  try {
    const { resources, edges } = JSON.parse(json ?? '') as { resources?: unknown; edges?: unknown };
    return Array.isArray(resources) && Array.isArray(edges);
  } catch {
    return false;
  }
}
