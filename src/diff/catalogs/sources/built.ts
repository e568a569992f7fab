import { join } from 'node:path';
import { diskFiles, loadEnvironment } from '../../../puppet/index.ts';
import type { CatalogDocument } from '../document.ts';
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
      const catalog = parsed(files.read(join(directory, `${certname}.json`)));
      const errors = catalog ? [] : [`out/catalogs/${certname}.json is no catalog`];
      return { catalog, secrets: new Set(), errors, findings: () => [] };
    },
  };
}

function parsed(json: string | undefined): CatalogDocument | undefined {
  try {
    const document = JSON.parse(json ?? '') as Partial<CatalogDocument>;
    const { resources, edges } = document;
    return Array.isArray(resources) && Array.isArray(edges) ? { resources, edges } : undefined;
  } catch {
    return undefined;
  }
}
