import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apache } from '../../src/render/quote/apache.ts';
import { ini } from '../../src/render/quote/ini.ts';

const hostile = [
  'a b',
  'a"b',
  "a'b",
  'a\\',
  'a\\"b',
  '#c',
  '<b>',
  '%{HOST}',
  '$1',
  '`id`',
  'é ü 数',
  '\t',
  '-',
  '*',
  '[x]',
  'off',
  'null',
  'yes',
  '!x',
  'a;b',
  'a\\\\b',
];
const anyName = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const names = [...hostile, ...fc.sample(anyName, { seed: 7, numRuns: 200 })];

/** What the language can say, each value with its form. */
function expressible(quote: (value: string) => string): [string, string][] {
  return names.flatMap((name): [string, string][] => {
    try {
      return [[name, quote(name)]];
    } catch {
      return [];
    }
  });
}

test('Apache reads back every value as it was', () => {
  const directory = mkdtempSync(join(tmpdir(), 'placo-quoting-'));
  const values = expressible(apache.quote);
  expect(values.length).toBeGreaterThan(150);
  const config = [
    'ServerRoot /usr/lib/apache2',
    'ServerName quoting.example',
    `PidFile ${directory}/pid`,
    `DefaultRuntimeDir ${directory}`,
    `ErrorLog ${directory}/log`,
    'Listen 127.0.0.1:8080',
    ...['mpm_event', 'env', 'include', 'authz_core', 'mime'].map(
      (name) => `LoadModule ${name}_module modules/mod_${name}.so`,
    ),
    'TypesConfig /etc/mime.types',
    `DocumentRoot ${directory}/www`,
    'AddOutputFilter INCLUDES .shtml',
    `<Directory ${directory}/www>\nOptions +Includes\nRequire all granted\n</Directory>`,
    ...values.map(([, quoted], index) => `SetEnv v${index} ${quoted}`),
  ];
  mkdirSync(join(directory, 'www'));
  writeFileSync(join(directory, 'conf'), config.join('\n'));
  const page = values.map((_, index) => `<!--#echo encoding="none" var="v${index}" -->`).join('\0');
  writeFileSync(join(directory, 'www/page.shtml'), page);
  const script = `ip link set lo up; apache2 -f ${directory}/conf -k start && curl -sS --retry 5 --retry-connrefused http://127.0.0.1:8080/page.shtml`;
  const run = spawnSync('unshare', ['-npf', '--kill-child', 'bash', '-c', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  rmSync(directory, { recursive: true });
  expect(run.stderr).toBe('');
  expect(run.stdout.split('\0')).toEqual(values.map(([value]) => value));
});

test('PHP reads back every value as it was', () => {
  const values = expressible(ini.quote);
  expect(values.length).toBeGreaterThan(100);
  const source = values.map(([, quoted], index) => `v${index} = ${quoted}`).join('\n');
  const script = 'echo json_encode(array_values(parse_ini_string(file_get_contents("php://stdin"), false)));';
  const read = execFileSync('php', ['-r', script], { input: source, encoding: 'utf8' });
  expect(JSON.parse(read)).toEqual(values.map(([value]) => value));
});
