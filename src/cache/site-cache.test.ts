import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SiteRecord, siteCacheIn } from './site-cache.ts';

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'placo-sites-')), 'sites');
});
afterEach(() => rmSync(join(directory, '..'), { recursive: true }));

const record: SiteRecord = {
  key: 'k',
  files: [['sites/angers/manifests/web01.pp', 'a'.repeat(64)]],
  modules: ['base'],
  secrets: false,
  diagnostics: [],
  catalogs: { 'web01.angers.plm.example': { key: 'c', hash: 'b'.repeat(64), problems: [] } },
};

test('gives back what it was given, to a later process too', () => {
  const cache = siteCacheIn(directory);
  expect(cache.load('angers')).toBeUndefined();
  cache.save('angers', record);
  expect(cache.load('angers')).toEqual(record);
  expect(siteCacheIn(directory).load('angers')).toEqual(record);
});

test('a file that is damaged anywhere, or cut short, is as good as none', () => {
  const cache = siteCacheIn(directory);
  cache.save('angers', record);
  const file = join(directory, 'angers.json');
  const whole = readFileSync(file, 'latin1');
  for (let at = 0; at < whole.length; at += 7) {
    writeFileSync(file, whole.slice(0, at), 'latin1');
    expect(cache.load('angers')).toBeUndefined();
    const other = whole[at] === 'e' ? 'f' : 'e';
    writeFileSync(file, whole.slice(0, at) + other + whole.slice(at + 1), 'latin1');
    expect(cache.load('angers')).toBeUndefined();
  }
  writeFileSync(file, whole, 'latin1');
  expect(cache.load('angers')).toEqual(record);
});

test('keeps the sites that there are, and nothing else', () => {
  const cache = siteCacheIn(directory);
  for (const site of ['angers', 'lille', 'lyon']) cache.save(site, record);
  writeFileSync(join(directory, 'lyon.json.4711.tmp'), 'left behind');
  cache.keep(['angers', 'lyon']);
  expect(readdirSync(directory).sort()).toEqual(['angers.json', 'lyon.json']);
});

test('where nothing can be written, nothing is remembered', () => {
  writeFileSync(directory, 'a file in the way');
  const cache = siteCacheIn(directory);
  cache.save('angers', record);
  cache.keep([]);
  expect(cache.load('angers')).toBeUndefined();
});
