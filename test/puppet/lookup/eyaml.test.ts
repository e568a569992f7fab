import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installations } from '../installation.ts';
import { answersOf, isSame, type LookupCase } from './oracle.ts';

const keys = mkdtempSync(join(tmpdir(), 'placo-eyaml-'));
const [privateKey, publicKey] = [join(keys, 'private.pem'), join(keys, 'public.pem')];
const SECRETS = ['s3cret', 'pässwörd with spaces', 'a\nb', 'x'.repeat(5000), '%{role}'];

beforeAll(() => {
  eyaml('createkeys', `--pkcs7-private-key=${privateKey}`, `--pkcs7-public-key=${publicKey}`);
});
afterAll(() => rmSync(keys, { recursive: true }));

function eyaml(...args: string[]): string {
  const run = spawnSync('eyaml', args, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim();
}

const known = new Map<string, string>();

function encrypted(text: string): string {
  const encryption =
    known.get(text) ?? eyaml('encrypt', '-q', '-s', text, '-o', 'string', `--pkcs7-public-key=${publicKey}`);
  known.set(text, encryption);
  return encryption;
}

const config = (options: string) => `version: 5
hierarchy:
  - name: Secrets
    lookup_key: eyaml_lookup_key
    path: secrets.yaml
    datadir: data
${options}`;

function eyamlCase(lookups: string[][], options: string): LookupCase {
  const values = SECRETS.map((text, index) => `s${index}: ${encrypted(text)}\n`).join('');
  const data = `lookup_options: {sensitive: {convert_to: Sensitive}}
${values}nested: {a: ["${encrypted('deep')}", plain], "%{role}": 1}
mixed: "before ${encrypted('one')} and ${encrypted('two')} after"
sensitive: ${encrypted('hush')}
plain: text %{role}
broken: ENC[PKCS7,AAAA]
other: ENC[GPG,AAAA]
`;
  return { name: 'eyaml', files: { 'hiera.yaml': config(options), 'data/secrets.yaml': data }, lookups };
}

const withKeys = () => `    options: {pkcs7_private_key: ${privateKey}, pkcs7_public_key: ${publicKey}}\n`;

describe.each(installations)('with Puppet $puppet', (installation) => {
  const asked = (...cases: LookupCase[]) => answersOf(cases, installation);

  test('values that eyaml encrypted are those that Puppet decrypts', async () => {
    const keysAsked = [...SECRETS.map((_, index) => `s${index}`), 'nested', 'mixed', 'plain', 'absent'];
    const lookups = keysAsked.flatMap((key) => [[key], [key, '--render-as', 'json']]);
    const answers = await asked(eyamlCase(lookups, withKeys()));
    expect(answers.length).toBe(18);
    expect(answers.filter((answer) => !isSame(answer))).toEqual([]);
  });

  test('what cannot be decrypted is an error, as in Puppet', async () => {
    const answers = await asked(eyamlCase([['broken'], ['other']], withKeys()), eyamlCase([['s0']], ''));
    for (const { real, ours } of answers) {
      expect([real.code, ours.code]).toEqual([1, 1]);
      expect(ours.err).toContain('hiera-eyaml backend error decrypting ENC[');
    }
  });

  test('an explanation shows nothing that was decrypted', async () => {
    const [answer] = await asked(eyamlCase([['nested', '--explain']], withKeys()));
    expect(answer?.real.out).toContain('"deep"');
    expect(answer?.ours.out).toBe(answer?.real.out.replaceAll('"deep"', '"[decrypted value]"'));
  });

  test('what becomes Sensitive is not shown', async () => {
    const [answer] = await asked(eyamlCase([['sensitive']], withKeys()));
    expect(answer?.real.out).toContain('hush');
    expect(answer?.ours.out).toBe('--- Sensitive [value redacted]\n');
  });
});

test('a key of the command line stands for that of hiera.yaml, and without one values may stay as they are', async () => {
  const one = eyamlCase([['s0', '--default', 'none']], withKeys());
  const own = eyamlCase([], '');
  const { out } = await oursOnly(own, ['s0', '--eyaml-private-key', privateKey]);
  expect(out).toBe('--- s3cret\n');
  expect((await oursOnly(one, ['s0', '--eyaml-opaque', '--render-as', 's'])).out).toMatch(/^ENC\[PKCS7,/);
});

async function oursOnly(one: LookupCase, args: string[]) {
  const { mkdirSync, writeFileSync } = await import('node:fs');
  const { NODE, runOurs } = await import('./oracle.ts');
  const directory = mkdtempSync(join(keys, 'environment-'));
  mkdirSync(join(directory, 'data'));
  for (const [path, content] of Object.entries(one.files)) writeFileSync(join(directory, path), content);
  return runOurs(['lookup', ...args, '--node', NODE, '--environment', directory]);
}
