import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'vitest';

test('types and reference pages are as `npm run generate` writes them', () => {
  const project = path.resolve(import.meta.dirname, '../..');
  execFileSync(process.execPath, ['scripts/generate.mjs', '--check'], { cwd: project, stdio: 'pipe' });
});
