// The loader of the bundle, and what it keeps of compiled code.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

interface Loader {
  load(name: string): Record<string, unknown>;
  save(all?: boolean): void;
}
const { loader } = createRequire(import.meta.url)('../../bin/load.js') as {
  loader: (directory: string) => Loader;
};

let root: string;
let chunks: string;
const disabled = process.env.NODE_DISABLE_COMPILE_CACHE;

beforeEach(() => {
  delete process.env.NODE_DISABLE_COMPILE_CACHE;
  root = mkdtempSync(join(tmpdir(), 'placo-load-'));
  chunks = join(root, 'cli');
  mkdirSync(chunks);
  chunk('main.js', "exports.twice = require('./math.js').twice; exports.path = require('node:path');");
  chunk('math.js', 'exports.twice = (n) => 2 * n; exports.url = moduleUrl;');
});

afterEach(() => {
  delete process.env.NODE_DISABLE_COMPILE_CACHE;
  if (disabled !== undefined) process.env.NODE_DISABLE_COMPILE_CACHE = disabled;
});

const chunk = (name: string, text: string) => writeFileSync(join(chunks, name), text);
const compiled = () =>
  (readdirSync(root, { recursive: true }) as string[]).filter((name) => /^compiled.*\.js$/.test(name)).sort();
const answer = (from: Loader) => (from.load('main.js').twice as (n: number) => number)(21);

test('a chunk requires others, each loaded once, and what Node has', () => {
  const { load } = loader(chunks);
  expect(load('main.js').path).toBe(createRequire(import.meta.url)('node:path'));
  expect(load('main.js').twice).toBe(load('math.js').twice);
  expect(load('math.js').url).toMatch(/^file:.*\/cli\/math\.js$/);
});

test('compiled code is kept, used, and not written again', () => {
  const first = loader(chunks);
  expect(answer(first)).toBe(42);
  first.save();
  expect(compiled().map((name) => name.replace(/.*\//, ''))).toEqual(['main.js', 'math.js']);
  const kept = compiled().map((name) => readFileSync(join(root, name)));
  const second = loader(chunks);
  expect(answer(second)).toBe(42);
  second.save();
  expect(compiled().map((name) => readFileSync(join(root, name)))).toEqual(kept);
});

test('compiled code that is damaged, or of another program, is ignored and replaced', () => {
  const first = loader(chunks);
  answer(first);
  first.save();
  const [main, math] = compiled().map((name) => join(root, name));
  const good = readFileSync(main!);
  const damaged = Buffer.from(good);
  damaged[24]! ^= 0x55;
  for (const bad of [damaged, Buffer.alloc(0), good.subarray(0, 40)]) {
    writeFileSync(main!, bad);
    const again = loader(chunks);
    expect(answer(again)).toBe(42);
    again.save();
    expect(readFileSync(main!)).not.toEqual(bad);
  }
  const before = readFileSync(math!);
  chunk('math.js', 'exports.twice = (n) => 7 * n; exports.url = moduleUrl;');
  const other = loader(chunks);
  expect(answer(other)).toBe(147);
  other.save();
  expect(readFileSync(math!)).not.toEqual(before);
});

test('nothing is kept where the user wants none of it, or where placo may not write', () => {
  process.env.NODE_DISABLE_COMPILE_CACHE = '1';
  const unwanted = loader(chunks);
  expect(answer(unwanted)).toBe(42);
  unwanted.save();
  expect(compiled()).toEqual([]);
  delete process.env.NODE_DISABLE_COMPILE_CACHE;
  writeFileSync(join(root, 'compiled'), 'in the way');
  const impossible = loader(chunks);
  expect(answer(impossible)).toBe(42);
  expect(() => impossible.save()).not.toThrow();
});
