import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { compile, renderingProblems } from '../../src/pipeline.ts';
import type { SourceFile, SourceFiles } from '../../src/read/files.ts';
import { loadSources } from '../../src/read/load.ts';
import { mutations, pick, randomFrom } from './mutate.ts';

const sources = loadSources(path.resolve(import.meta.dirname, '../..'));
const sites = [...new Set([...sources.keys()].map((file) => file.split('/')[1]!))].filter(
  (name) => name !== 'platform.yaml',
);
const small = sites.filter((site) => filesOf(site).length < 40);

/** The platform's file and those of one site, which is a platform by itself. */
function filesOf(site: string): [string, SourceFile][] {
  return [...sources].filter(([file]) => file === 'sites/platform.yaml' || file.startsWith(`sites/${site}/`));
}

function textOf(file: SourceFile): string {
  return 'problem' in file ? '' : new TextDecoder().decode(file);
}

/** Compiles, and renders what compiles without a mistake in the sources: whatever the input, only diagnostics come back. */
function outcome(files: SourceFiles): readonly Diagnostic[] {
  const compiled = compile(files);
  return [...compiled.diagnostics, ...renderingProblems(compiled)];
}

/** A diagnostic that a user can act upon: it says where, in a file that is there or should be. */
function isPlaced({ place, message }: Diagnostic): boolean {
  const lines = place && place.line >= 1 && place.column >= 1 && place.endLine >= place.line;
  return Boolean(
    lines && place.file.startsWith('sites/') && message.trim().length > 0 && !message.includes('\n'),
  );
}

describe('sources that are broken in a file', () => {
  test.each(mutations.map((mutation, index) => [mutation.name, mutation, index] as const))(
    '%s',
    (_, mutation, index) => {
      const random = randomFrom(1000 + index);
      for (let round = 0; round < 80; round++) {
        const site = pick(small, random);
        const files = filesOf(site);
        const [file, content] = pick(files, random);
        const changed = mutation.apply(textOf(content), random);
        if (changed === undefined) continue;
        const bytes = typeof changed === 'string' ? new TextEncoder().encode(changed) : changed;
        const found = outcome(new Map([...files, [file, bytes]]));
        for (const diagnostic of found) expect(diagnostic, `${file}, round ${round}`).toSatisfy(isPlaced);
      }
    },
  );
});

describe('mistakes that must be found', () => {
  const mustFail = [
    'indent with a tab',
    'invalid UTF-8',
    'UTF-16',
    'second document',
    'merge key',
    'alias bomb',
    'deep flow',
    'huge',
    'many explicit keys',
  ];
  test.each(mustFail)('%s', (name) => {
    const { apply } = mutations.find((mutation) => mutation.name === name)!;
    for (const site of small) {
      const files = filesOf(site);
      const random = randomFrom(7);
      for (const [file, content] of files.slice(0, 6)) {
        const changed = apply(textOf(content).replace(/^#.*\n/, ''), random);
        if (changed === undefined) continue;
        const bytes = typeof changed === 'string' ? new TextEncoder().encode(changed) : changed;
        const errors = compile(new Map([...files, [file, bytes]])).diagnostics.filter(
          ({ severity }) => severity === 'error',
        );
        expect(
          errors.map(({ place }) => place!.file),
          `${name} in ${file}`,
        ).toContain(file);
      }
    }
  });
});

describe('sources whose files are not what they should be', () => {
  const names = [
    'Web 1',
    'web 1',
    '.hidden',
    '-x',
    'a..b',
    '__proto__',
    'constructor',
    'init',
    'auto',
    'x'.repeat(300),
    'é',
    'a\nb',
    '💥',
    '%2e',
    "a'b",
    '$(x)',
    'a_b',
    'hv1',
    'nfs1',
    'default',
    'node',
    'class',
  ];

  test.each(names)('a guest named %j', (name) => {
    const files = new Map([
      ...filesOf('angers'),
      [`sites/angers/vms/${name}.yaml`, new TextEncoder().encode('description: odd\n')],
    ]);
    for (const diagnostic of outcome(files)) expect(diagnostic).toSatisfy(isPlaced);
  });

  test('each file in turn missing, unreadable, or in the place of another', () => {
    const files = filesOf('angers');
    for (const [index, [file]] of files.entries()) {
      const rest = files.filter(([other]) => other !== file);
      const swapped = files[(index + 1) % files.length]![1];
      const broken: [string, SourceFile][][] = [
        rest,
        [...rest, [file, { problem: 'Permission is denied.' }]],
        [...rest, [file, swapped]],
      ];
      for (const each of broken)
        for (const diagnostic of outcome(new Map(each))) expect(diagnostic).toSatisfy(isPlaced);
    }
  });

  test('several mistakes at once', () => {
    const random = randomFrom(42);
    for (let round = 0; round < 200; round++) {
      const files = new Map(filesOf(pick(small, random)));
      for (let count = 0; count < 4; count++) {
        const [file, content] = pick([...files], random);
        const changed = pick(mutations.slice(0, 14), random).apply(textOf(content), random);
        if (typeof changed === 'string') files.set(file, new TextEncoder().encode(changed));
      }
      for (const diagnostic of outcome(files)) expect(diagnostic, `round ${round}`).toSatisfy(isPlaced);
    }
  });
});
