import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of placo itself, where schema/ and modules/ lie, from the sources as from the bundle. */
export const packageRoot: string = find(dirname(fileURLToPath(import.meta.url)));

function find(directory: string): string {
  return existsSync(join(directory, 'package.json')) ? directory : find(dirname(directory));
}
