import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codes } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compile } from '../pipeline.ts';
import { loadSources } from '../read/load.ts';
import { rules } from './index.ts';

/**
 * Each rule has a directory of its name below fixtures/. What is in `passing/` and `failing/` is laid over the platform
 * in `base/`, and the two differ in nothing but the breach; `finding.txt` holds what the failing one must tell.
 */
const fixtures = join(import.meta.dirname, 'fixtures');

const names = Object.keys(codes)
  .filter((code) => code.startsWith('check/'))
  .map((code) => code.slice('check/'.length));

/** What is found in the platform of `base/` with the files of a fixture in their places. */
function found(...fixture: string[]): readonly Diagnostic[] {
  const sources = ['base', ...fixture].flatMap((each) => [...loadSources(join(fixtures, each))]);
  return compile(new Map(sources)).diagnostics;
}

/** The findings of a fixture as lines; those waived do not count. */
function breaches(fixture: string): string[] {
  return found(fixture)
    .filter(({ severity }) => severity !== 'note')
    .map(line);
}

/** A finding as a reader sees its first line. */
function line({ place, code, message }: Diagnostic): string {
  return `${place!.file}:${place!.line}:${place!.column} ${code} ${message}\n`;
}

test('nothing is found in the platform that the fixtures are laid over', () => {
  expect(found()).toEqual([]);
});

test('every rule has its fixtures, and every fixture is that of a rule', () => {
  const known = rules.map(({ code }) => code.slice('check/'.length));
  expect(names).toEqual([...known, 'unused-waiver']);
  expect(readdirSync(fixtures).sort()).toEqual(['base', ...names].sort());
});

test.each(names)('%s: the passing fixture', (name) => {
  expect(breaches(`${name}/passing`)).toEqual([]);
});

test.each(names)('%s: the failing fixture', (name) => {
  const expected = readFileSync(join(fixtures, name, 'finding.txt'), 'utf8');
  expect(breaches(`${name}/failing`)).toEqual([expected]);
});

test.each(names)('%s: its page shows the fixtures and the finding', (name) => {
  const page = readFileSync(join(fixtures, '../../../docs/checks', `${name}.md`), 'utf8');
  expect(page).toContain(readFileSync(join(fixtures, name, 'finding.txt'), 'utf8'));
  for (const kind of ['passing', 'failing'])
    expect(page).toContain(`(../../src/check/fixtures/${name}/${kind})`);
});
