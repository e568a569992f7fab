import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';

const pages = execFileSync('git', ['ls-files', '*.md'], { cwd: packageRoot, encoding: 'utf8' })
  .trim()
  .split('\n');

test.each(pages)('the links of %s lead somewhere', (page) => {
  const text = readFileSync(join(packageRoot, page), 'utf8').replace(/```.*?```/gs, '');
  for (const [, target] of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
    if (/^[a-z]+:/.test(target!)) continue;
    expect([target, existsSync(join(packageRoot, dirname(page), target!))]).toEqual([target, true]);
  }
});

test('the picture in README.md is that of the example; else run: node bin/placo.js graph bordeaux -o docs/images/bordeaux.svg', () => {
  const program = join(packageRoot, 'bin/placo.js');
  const drawn = execFileSync(process.execPath, [program, 'graph', 'bordeaux'], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  expect(readFileSync(join(packageRoot, 'docs/images/bordeaux.svg'), 'utf8')).toBe(drawn);
});
