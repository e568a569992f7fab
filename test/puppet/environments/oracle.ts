import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readYaml } from '../../../src/puppet/data/yaml.ts';
import { createCompiler, diskFiles, loadEnvironment, makeNode } from '../../../src/puppet/index.ts';
import type { Value } from '../../../src/puppet/values/value.ts';
import { type Compiled, isDifferent } from '../compile-oracle.ts';
import type { Installation } from '../installation.ts';

/** An environment, as files, symbolic links and empty directories by their paths in it. */
export interface EnvironmentCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly directories?: readonly string[];
  /** The machine whose catalog is compiled. */
  readonly node?: string;
}

/** What both made of an environment. */
export interface EnvironmentComparison {
  readonly name: string;
  readonly real: Compiled;
  readonly ours: Compiled;
}

const FACTS = { os: { family: 'Debian' }, role: 'web' };
const VOLATILE = ['version', 'catalog_uuid', 'code_id'];

/** Compiles the environments with both, and returns those that differ. */
export function differingEnvironments(
  cases: readonly EnvironmentCase[],
  installation: Installation,
): EnvironmentComparison[] {
  const root = mkdtempSync(join(tmpdir(), 'placo-environments-'));
  try {
    const asked = cases.map((one, index) => {
      const environmentpath = join(root, String(index));
      writeEnvironment(join(environmentpath, 'production'), one);
      return { environmentpath, node: one.node ?? 'web01.example.com', facts: FACTS };
    });
    const script = fileURLToPath(new URL('./environments.rb', import.meta.url));
    const real: Compiled[] = JSON.parse(installation.ruby(script, [], JSON.stringify(asked)));
    return asked
      .map(({ environmentpath, node }, index) => ({
        name: cases[index]!.name,
        real: withoutComplaints(real[index]!),
        ours: withoutComplaints(compileEnvironment(join(environmentpath, 'production'), node, installation)),
      }))
      .filter(isDifferent);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What is wrong with the syntax of JSON is told in words of our own. */
function withoutComplaints({ logged, ...rest }: Compiled): Compiled {
  return { ...rest, logged: logged.map((line) => line.replace(/(The parse error:).*/s, '$1')) };
}

function writeEnvironment(directory: string, { files, links = {}, directories = [] }: EnvironmentCase): void {
  for (const path of ['', ...directories]) mkdirSync(join(directory, path), { recursive: true });
  const place = (path: string) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    return join(directory, path);
  };
  for (const [path, content] of Object.entries(files)) writeFileSync(place(path), content);
  for (const [path, target] of Object.entries(links)) symlinkSync(target, place(path));
}

function compileEnvironment(directory: string, node: string, installation: Installation): Compiled {
  try {
    const environment = loadEnvironment({
      directory,
      files: diskFiles(),
      puppetVersion: installation.puppet,
      settings: new Map([['environment', 'production']]),
    });
    const compiler = createCompiler({ environment, options: { puppetVersion: installation.puppet } });
    const facts = readYaml(JSON.stringify(FACTS), 'facts') as ReadonlyMap<string, Value>;
    const serverFacts = new Map<string, Value>([
      ['serverversion', installation.version()],
      ['servername', 'puppet.example.com'],
      ['serverip', '192.0.2.1'],
      ['environment', 'production'],
    ]);
    const { catalog, errors, messages } = compiler.compile(makeNode({ certname: node, facts, serverFacts }));
    const logged = messages
      .filter(({ level }) => level !== 'debug' && level !== 'info')
      .map(({ level, message }) => `${level}: ${message}`);
    if (catalog === undefined) return { error: errors[0]!.text, logged };
    const plain = Object.entries(JSON.parse(catalog.json(0))).filter(([key]) => !VOLATILE.includes(key));
    return { catalog: Object.fromEntries(plain), logged };
  } catch (error) {
    return { crash: String(error), logged: [] };
  }
}
