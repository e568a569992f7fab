import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { packageRoot } from '../package-root.ts';

const directory = join(packageRoot, 'schema');

/** Copies of the schemas, by path in a project: the first line of each source names one, so that editors find them. */
export function schemaCopies(): [path: string, content: string][] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.schema.json'));
  return names.sort().map((name) => [`schema/${name}`, readFileSync(join(directory, name), 'utf8')]);
}

/** A warning for each copy in a project that is another version's. Only editors read them. */
export function oldSchemas(project: string): Diagnostic[] {
  if (!existsSync(join(project, 'schema'))) return [];
  const differ = schemaCopies().filter(([path, content]) => differs(join(project, path), content));
  return differ.map(([path]) => ({
    code: 'write/stale',
    severity: 'warning',
    message: `'${path}' is that of another version of placo, so editors know other properties than this one`,
    hint: `copy it from ${directory}`,
  }));
}

function differs(file: string, content: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8') !== content;
}
