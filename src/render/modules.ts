import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';
import { type Tree, treeOf } from './tree.ts';

/** The Puppet modules that placo brings, by path below modules/, without the templates that only placo reads. */
export function readModules(): Tree {
  const root = join(packageRoot, 'modules');
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.hbs'))
    .map((entry) => join(entry.parentPath, entry.name));
  return treeOf(files.map((file) => [relative(root, file), readFileSync(file, 'utf8')]));
}

function relative(root: string, file: string): string {
  return file.slice(root.length + 1).replaceAll('\\', '/');
}
