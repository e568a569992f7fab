import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWhole } from './parse.ts';
import { parseSimple } from './simple.ts';

/** What the library makes of a text, and what the quick reader makes of it, without the source in every node. */
function both(text: string) {
  const strip = (node: unknown) => JSON.parse(JSON.stringify(node, replacer)) as unknown;
  const simple = parseSimple({ file: 'a.yaml', text });
  if (!simple) return undefined;
  const whole = parseWhole({ file: 'a.yaml', text });
  return {
    simple: strip(simple),
    whole: whole.diagnostics.length > 0 ? whole.diagnostics : strip(whole.root),
  };
}

function replacer(key: string, value: unknown): unknown {
  if (key === 'source') return undefined;
  return value instanceof Map ? [...value] : value;
}

const sites = path.resolve(import.meta.dirname, '../../sites');
const examples = readdirSync(sites, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yaml'),
);
const texts = examples.map((file) => readFileSync(path.join(sites, file), 'utf8'));

describe('the quick reader', () => {
  test('reads nearly all of the examples, as the library does', () => {
    const compared = texts.map(both).filter((result) => result !== undefined);
    for (const { simple, whole } of compared) expect(simple).toEqual(whole);
    expect(compared.length).toBeGreaterThan(texts.length * 0.9);
  });

  test('reads every lock file', () => {
    const locks = texts.filter((_, index) => examples[index]!.endsWith('placo.lock.yaml'));
    expect(locks.length).toBeGreaterThan(0);
    for (const text of locks) expect(both(text)).toBeDefined();
  });

  test('agrees with the library wherever it reads changed examples at all', () => {
    const bits = [
      '\n',
      ' ',
      '  ',
      ':',
      ': ',
      ' #',
      '#',
      '-',
      '- ',
      ',',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '?',
      '0',
      '.',
      'x',
      '@',
      '%',
      '=',
      'é',
      '~',
      '0x1',
      '1e3',
      '1.5',
      'null',
      'True',
      '\n # `|>&*!\\\t\n',
    ];
    const change = fc.record({ at: fc.nat(), cut: fc.nat(4), insert: fc.constantFrom('', ...bits) });
    const changed = fc.record({
      text: fc.constantFrom(...texts),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    });
    const property = fc.property(changed, ({ text, changes }) => {
      const result = both(changes.reduce(apply, text));
      if (result) expect(result.simple).toEqual(result.whole);
    });
    fc.assert(property, { numRuns: 2000, seed: 1 });
  });

  test('agrees with the library on small texts of what matters in YAML', () => {
    const part = fc.constantFrom(
      'a',
      'b: ',
      'b:',
      '- ',
      '-',
      '\n',
      '\n  ',
      '\n    ',
      ' ',
      ': ',
      '#',
      ' # c',
      '\n# `|>&*!\\\t\n',
      '\n  # `c` & d\n',
      '[',
      ']',
      '{',
      '}',
      ', ',
      ',',
      '"q"',
      "'q'",
      '1',
      '1.',
      '.5',
      '0o7',
      'true',
      '~',
      'x y',
      '::1',
      'fd00::1',
      '10.0.0.1',
      '1-2',
      '/p',
      'é',
    );
    const property = fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const result = both(parts.join(''));
      if (result) expect(result.simple).toEqual(result.whole);
    });
    fc.assert(property, { numRuns: 8000, seed: 2 });
  });
});

function apply(text: string, { at, cut, insert }: { at: number; cut: number; insert: string }): string {
  const where = at % (text.length + 1);
  return text.slice(0, where) + insert + text.slice(where + cut);
}
