import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../package-root.ts';

/** What of placo decides what it makes: its program, its schemas, its modules and their templates. */
const parts = ['dist', 'schema', 'modules'];

/**
 * A hash of everything but the sources that decides what a build makes: placo itself, the versions of the libraries
 * it runs with, and Node's.
 */
export function identity(): string {
  const hash = createHash('sha256').update(process.version);
  for (const part of parts) addDirectory(hash, join(packageRoot, part));
  const manifest = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  hash.update(manifest);
  for (const name of Object.keys(JSON.parse(manifest).dependencies))
    hash.update(`${name}\0${versionOf(name, packageRoot)}\0`);
  return hash.digest('hex');
}

function addDirectory(hash: Hash, directory: string): void {
  if (!existsSync(directory)) return;
  const entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = join(directory, entry.name);
    hash.update(`${entry.name}\0`);
    if (entry.isDirectory()) addDirectory(hash, file);
    else if (!entry.name.endsWith('.map')) hash.update(readFileSync(file));
  }
}

/** Looks where Node looks: in node_modules of the directory and of those above it. */
function versionOf(name: string, directory: string): string {
  const file = join(directory, 'node_modules', name, 'package.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).version;
  const parent = dirname(directory);
  return parent === directory ? 'missing' : versionOf(name, parent);
}
