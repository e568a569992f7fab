import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { installations } from '../installation.ts';
import { answersInPlace, isSame } from './oracle.ts';

const out = fileURLToPath(new URL('../../../out', import.meta.url));
const corpus = fileURLToPath(new URL('../fixtures/corpus/environments/production', import.meta.url));

/** The keys of every data file of an environment. */
function keysOf(environment: string): string[] {
  const data = join(environment, 'data');
  const files = existsSync(data) ? readdirSync(data, { recursive: true, encoding: 'utf8' }) : [];
  const keys = files
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => Object.keys(parse(readFileSync(join(data, file), 'utf8')) ?? {}));
  return [...new Set(keys)].filter((key) => key !== 'lookup_options').sort();
}

describe.each(installations)('as Puppet $puppet', (installation) => {
  test.each([
    ['out/', out],
    ['the repository with many modules', corpus],
  ])('every key of %s, and how it is found', async (_, environment) => {
    const keys = keysOf(environment);
    const lookups = [...keys, 'missing::key'].flatMap((key) => [
      [key],
      [key, '--explain'],
      [key, '--merge', 'deep', '--explain'],
    ]);
    const answers = await answersInPlace(environment, lookups, installation);
    expect(answers.length).toBe(3 * (keys.length + 1));
    expect(answers.filter((answer) => !isSame(answer))).toEqual([]);
  });
});
