import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { expect, test } from 'vitest';
import { type Comparison, comparisons } from './compile-oracle.ts';
import { type Installation, installations } from './installation.ts';

const FACTS = JSON.parse(
  readFileSync(new URL('./fixtures/corpus/facts/app01.example.com.json', import.meta.url), 'utf8'),
);

/** A name and a manifest for each example of the packages, and for each class of their modules, that includes it. */
function manifests({ modules, documentation }: Installation): [string, string][] {
  const patterns = [`${documentation()}/puppet-module-*/examples/**/*.pp`, `${modules()}/*/examples/**/*.pp`];
  const examples = fastGlob.sync(patterns).sort();
  const classes = fastGlob.sync(`${modules()}/*/manifests/**/*.pp`).sort().flatMap(classIn);
  return [
    ...examples.map((path): [string, string] => [path, readFileSync(path, 'utf8')]),
    ...classes.map((name): [string, string] => [name, `include ${name}\n`]),
  ];
}

function classIn(path: string): string[] {
  return /^\s*class\s+([\w:]+)/m.exec(readFileSync(path, 'utf8'))?.slice(1) ?? [];
}

/** A message without the places of the callers' callers, which stdlib's deprecations tell. */
const withoutCallers = (error: string) => error.replace(/( at \["[^"]*", \d+\]:)\["[^"]*", \d+\]/, '$1');

/** Whether both made the same catalog, or refused in the same words, unless Ruby failed. */
function isSame({ real, ours }: Comparison): boolean {
  if (real.catalog !== undefined) return JSON.stringify(ours.catalog) === JSON.stringify(real.catalog);
  return ours.error !== undefined && (real.crash !== undefined || ours.error === withoutCallers(real.error!));
}

test.each(installations)(
  'examples and classes of the packaged modules compile to what real Puppet $puppet makes of them',
  (installation) => {
    const cases = manifests(installation);
    expect(cases.length).toBeGreaterThan(200);
    const sources = cases.map(([, source]) => source);
    const surroundings = { installation, modulepath: [installation.modules()], facts: FACTS };
    const different = comparisons(sources, surroundings).flatMap((one, index) =>
      isSame(one) ? [] : [{ name: cases[index]![0], ...one }],
    );
    expect(different).toEqual([]);
  },
  1_800_000,
);
