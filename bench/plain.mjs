// The least that can be done: writes the files of one directory into another. Reading them is not counted.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [, , from, to] = process.argv;
const entries = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(from.length + 1));
let seconds = 0;
let bytes = 0;
const made = new Set();
for (const path of paths) {
  const content = readFileSync(join(from, path));
  bytes += content.length;
  const started = performance.now();
  const target = join(to, path);
  const directory = dirname(target);
  if (!made.has(directory)) mkdirSync(directory, { recursive: true });
  made.add(directory);
  writeFileSync(target, content);
  seconds += (performance.now() - started) / 1000;
}
process.stdout.write(JSON.stringify({ seconds, bytes, files: paths.length }));
