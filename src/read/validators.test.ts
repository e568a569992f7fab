import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { plainOf } from './node.ts';
import { parse } from './parse.ts';
import type { Kind } from './schemas.ts';
import { validatorOf } from './validators.ts';

const project = path.resolve(import.meta.dirname, '../..');

/** The validators as the bundle has them. */
function bundledValidators(): typeof validatorOf {
  const directory = mkdtempSync(path.join(tmpdir(), 'placo-validators-'));
  const outfile = path.join(directory, 'validators.cjs');
  const script = `
    import { build } from 'esbuild';
    import { compiledValidators } from './scripts/validators.mjs';
    await build({
      entryPoints: ['src/read/validators.ts'], outfile: ${JSON.stringify(outfile)}, bundle: true, format: 'cjs',
      platform: 'node', plugins: [compiledValidators],
    });`;
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: project });
    return createRequire(import.meta.url)(outfile).validatorOf;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const kindOf = (file: string): Kind =>
  (/(platform|site|lock)\.yaml$/.exec(file)?.[1] ?? (file.includes('/vms/') ? 'vm' : 'website')) as Kind;
const sites = path.join(project, 'sites');
const examples = readdirSync(sites, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({
    kind: kindOf(file),
    data: plainOf(parse({ file, text: readFileSync(path.join(sites, file), 'utf8') }).root!),
  }));

/** Values that no schema takes at most places, each in place of every value of some data, and as one more property. */
const wrong = [null, -1, '../x y', [null, null]];

function* mutated(data: unknown): Iterable<unknown> {
  for (const value of wrong) yield value;
  if (typeof data !== 'object' || data === null) return;
  for (const [key, value] of Object.entries(data)) {
    const others = Object.entries(data).filter(([other]) => other !== key);
    const rebuilt = (entries: [string, unknown][]) =>
      Array.isArray(data) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
    yield rebuilt(others);
    for (const each of mutated(value)) yield rebuilt([...others, [key, each]]);
  }
  yield { ...data, 'Odd Name': 1 };
}

test('the bundle has validators that find what the schemas say, in the same words', () => {
  const bundled = bundledValidators();
  const found = (validate: ReturnType<typeof validatorOf>, data: unknown) =>
    validate(data) ? [] : validate.errors;
  const largest = new Map<Kind, unknown>();
  for (const { kind, data } of examples) {
    expect(found(bundled(kind), data)).toEqual(found(validatorOf(kind), data));
    const known = JSON.stringify(largest.get(kind) ?? null).length;
    if (JSON.stringify(data).length > known) largest.set(kind, data);
  }
  let mistakes = 0;
  for (const [kind, data] of largest) {
    for (const each of mutated(data)) {
      const errors = found(validatorOf(kind), each);
      expect(found(bundled(kind), each)).toEqual(errors);
      mistakes += errors!.length;
    }
  }
  expect(largest.size).toBe(5);
  expect(mistakes).toBeGreaterThan(1000);
});
