import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';

/** What of placo decides what it makes: its program with the libraries in it, its schemas, modules and their templates. */
const parts = ['dist/cli', 'dist/ruby.js', 'schema', 'modules', 'package.json'];

/** A hash of everything but the sources that decides what a build makes: placo itself, and Node's version. */
export function identity(): string {
  const hash = createHash('sha256').update(process.version);
  for (const part of parts) addPath(hash, join(packageRoot, part));
  return hash.digest('hex');
}

function addPath(hash: Hash, path: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status?.isFile()) hash.update(readFileSync(path));
  if (!status?.isDirectory()) return;
  for (const name of readdirSync(path).sort()) {
    hash.update(`${name}\0`);
    addPath(hash, join(path, name));
  }
}
