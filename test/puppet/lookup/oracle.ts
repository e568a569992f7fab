import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../../src/cli/run.ts';
import type { Installation } from '../installation.ts';

/** A Puppet environment, and lookups to do in it: arguments of `puppet lookup`. */
export interface LookupCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Lies outside of the environment: the global hiera.yaml and its data. */
  readonly global?: Readonly<Record<string, string>>;
  readonly lookups: readonly (readonly string[])[];
}

/** What a program wrote to standard output and standard error, and how it exited. */
export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** Both answers to one lookup. */
export interface Answers {
  readonly lookup: string;
  readonly real: Ran;
  readonly ours: Ran;
}

export const NODE = 'web01.example.com';
const FACTS = {
  clientcert: NODE,
  hostname: 'web01',
  domain: 'example.com',
  fqdn: NODE,
  os: { family: 'Debian', release: { major: '12' } },
  role: 'web',
  sites: ['a', 'b'],
};

/** Runs every lookup of the cases with both programs; the real one in one process of Ruby. */
export async function answersOf(
  cases: readonly LookupCase[],
  installation: Installation,
): Promise<Answers[]> {
  const root = mkdtempSync(join(tmpdir(), 'placo-lookup-'));
  try {
    const all = cases.flatMap((one, index) => prepared(one, join(root, String(index))));
    const real = runReally(
      all.map(({ real }) => real),
      installation,
    );
    const release = ['--puppet', String(installation.puppet)];
    const answers: Answers[] = [];
    for (const [index, { name, lookups, ours }] of all.entries())
      for (const [at, args] of lookups.entries())
        answers.push({
          lookup: `${name}: ${args.join(' ')}`,
          real: real[index]![at]!,
          ours: await runOurs(['lookup', ...args, ...ours, ...release]),
        });
    return answers;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The same in an environment that is there already, for a machine of no data of its own. */
export async function answersInPlace(
  environment: string,
  lookups: readonly (readonly string[])[],
  installation: Installation,
): Promise<Answers[]> {
  const root = mkdtempSync(join(tmpdir(), 'placo-lookup-'));
  try {
    const factsFile = join(root, 'facts.json');
    writeFileSync(factsFile, JSON.stringify(FACTS));
    // Where Puppet takes the name of an environment from.
    mkdirSync(join(root, 'environments'));
    symlinkSync(environment, join(root, 'environments/production'));
    const path = join(root, 'environments/production');
    const asked = { node: NODE, environmentpath: dirname(path), facts: FACTS, compile: false, lookups };
    const [real] = runReally([{ ...asked, modules: ['site', 'modules'] }], installation);
    const common = [
      '--puppet',
      String(installation.puppet),
      '--node',
      NODE,
      '--facts',
      factsFile,
      '--environment',
      path,
    ];
    const answers: Answers[] = [];
    for (const [at, args] of lookups.entries())
      answers.push({
        lookup: args.join(' '),
        real: real![at]!,
        ours: await runOurs(['lookup', ...args, ...common]),
      });
    return answers;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** A case on disk; lookups that compile the catalog before are one of their own. */
function prepared(one: LookupCase, directory: string) {
  const environment = join(directory, 'environments/production');
  writeAll(environment, one.files);
  writeAll(join(directory, 'global'), one.global ?? {});
  const facts = { ...FACTS, ...one.facts };
  const factsFile = join(directory, 'facts.json');
  writeFileSync(factsFile, JSON.stringify(facts));
  const hieraConfig = one.global && join(directory, 'global/hiera.yaml');
  return [false, true].map((compile) => {
    const lookups = one.lookups.filter((args) => args.includes('--compile') === compile);
    return {
      name: one.name,
      lookups,
      real: {
        node: NODE,
        environmentpath: dirname(environment),
        hiera_config: hieraConfig,
        facts,
        compile,
        lookups,
      },
      ours: [
        ...['--node', NODE, '--facts', factsFile, '--environment', environment],
        ...(hieraConfig === undefined ? [] : ['--hiera-config', hieraConfig]),
      ],
    };
  });
}

function writeAll(directory: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(directory, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

function runReally(cases: readonly unknown[], { ruby }: Installation): Ran[][] {
  const script = fileURLToPath(new URL('./lookup.rb', import.meta.url));
  const all: Ran[][] = JSON.parse(ruby(script, [], JSON.stringify(cases)));
  return all.map((one) => one.map(({ out, ...rest }) => ({ ...rest, out: withoutObjects(out) })));
}

/** convert_to has become a type when it is shown, and Ruby prints its address. */
function withoutObjects(text: string): string {
  return text.replace(/#<Puppet::Pops::Types::P(\w+?)Type:0x.*>/g, '"$1"');
}

/** One run of our own command line, in this process. */
export async function runOurs(args: readonly string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await run(args, {
    directory: '/',
    environment: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    outIsTerminal: false,
    errIsTerminal: false,
    inIsTerminal: false,
  });
  return { out, err, code };
}

/** Whether both answered the same: output, exit code, and what was warned of. */
export function isSame({ real, ours }: Answers): boolean {
  return real.out === ours.out && real.code === ours.code && warnings(real) === warnings(ours);
}

/** Places stand on a line of their own where Puppet logs once; errors are told by one of the two only. */
function warnings({ err }: Ran): string {
  const joined = err.replace(/\n\s+\(file & line not available\)/g, '').replace(/\n\s+\(file/g, ' (file');
  const lines = joined.split('\n').filter((line) => line.startsWith('Warning:'));
  return lines.map((line) => line.trimEnd()).join('\n');
}
