import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../package-root.ts';

const { flagsOf } = createRequire(import.meta.url)(join(packageRoot, 'bin/flags.js')) as {
  flagsOf: (version: string) => string[];
};

test('the V8 that runs placo knows each flag that it is given', () => {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const known = new Set([...stdout.matchAll(/^ +--(?:no-)?([\w-]+) /gm)].map(([, name]) => name));
  expect(known.size).toBeGreaterThan(300);
  for (const flag of flagsOf(process.versions.v8))
    expect(known, flag).toContain(/^--(?:no-)?([\w-]+)/.exec(flag)![1]);
});

test.each([
  ['20', '11.3.244.8-node.33', true],
  ['22', '12.4.254.21-node.33', false],
  ['24', '13.6.233.10-node.28', false],
])('Node %s is asked for an interrupt budget only where there is one', (_, version, expected) => {
  expect(flagsOf(version).some((flag) => flag.startsWith('--interrupt-budget='))).toBe(expected);
});
