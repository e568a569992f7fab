import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../package-root.ts';
import { commandsPage } from './reference.ts';

test('docs/commands.md says what the commands are; else run: npm run generate', () => {
  expect(readFileSync(join(packageRoot, 'docs/commands.md'), 'utf8')).toBe(commandsPage());
});

test('docs/exit-codes.md explains every exit code', async () => {
  const { exitCodes } = await import('./io.ts');
  const page = readFileSync(join(packageRoot, 'docs/exit-codes.md'), 'utf8');
  for (const code of Object.values(exitCodes)) expect(page).toContain(`| ${code} |`);
});
