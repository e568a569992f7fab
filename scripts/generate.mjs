// Writes what is generated: types and reference pages; with --check, fails where a file is not as it would be written.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandsPages } from './generate/commands.mjs';
import { diagnosticsPage } from './generate/diagnostics.mjs';
import { referencePages } from './generate/reference.mjs';
import { sourceTypes } from './generate/types.mjs';

const files = {
  'src/read/types.generated.ts': await sourceTypes(),
  ...referencePages(),
  ...(await diagnosticsPage()),
  ...(await commandsPages()),
};
const stale = Object.entries(files).filter(([file, content]) => contentOf(file) !== content);
if (process.argv.includes('--check')) {
  for (const [file] of stale) process.stderr.write(`${file} is stale; run: npm run generate\n`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, content] of stale) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
