import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Installation, installations } from '../installation.ts';
import { NODE, runOurs } from './oracle.ts';

const files: Readonly<Record<string, string>> = {
  'manifests/site.pp': "notify { \"site ${role} ${getvar('level')} ${facts['role']}\": }\n",
  'modules/a/manifests/init.pp': 'class a { notify { "a": } }\n',
  'modules/a/manifests/b.pp': 'class a::b($x = 1, $y = "y") { notify { "b ${x} ${y} ${role}": } }\n',
  'modules/c/manifests/init.pp': 'class c inherits a { notify { "c": } }\n',
};

const outputs: Readonly<Record<string, string>> = {
  'a list': 'classes: [a, c]\nparameters: {role: db, level: 3}\nenvironment: production\n',
  'a hash':
    'classes:\n  c:\n  "a::b": {x: [1, {z: 2}], y: ~}\n  a: {}\nparameters:\n  level: {deep: [1, two]}\n',
  'no parameters': '---\nclasses:\n- a\n',
  'parameters only': 'parameters: {level: yes}\n',
  'a hash with symbols': ':classes: [a]\n:parameters: {role: x}\n',
  'an unknown class': 'classes: [nope]\n',
  'an unknown parameter': 'classes: {"a::b": {nope: 1}}\n',
  'empty classes': 'classes: []\nparameters: {}\n',
  nothing: '  \n',
};
const programs: Readonly<Record<string, string>> = {
  'that fails': '#!/bin/sh\necho why; echo also >&2; exit 3\n',
  'that gets the name': '#!/bin/sh\necho "parameters: {level: \'$1\'}"\n',
  'with arguments': '#!/bin/sh\necho "parameters: {level: \'$1 $2\'}"\n',
};

interface Outcome {
  catalog?: unknown;
  error?: string;
  warnings: string[];
}

test.each(installations)(
  'a classifier gives the catalog of Puppet $puppet with node_terminus=exec',
  async (installation) => {
    const root = mkdtempSync(join(tmpdir(), 'placo-enc-'));
    try {
      for (const [path, content] of Object.entries(files)) put(join(root, 'production', path), content);
      put(join(root, 'facts.json'), JSON.stringify({ role: 'web', clientcert: NODE }));
      const encs = prepared(root);
      const real = really(root, encs, installation);
      for (const [index, enc] of encs.entries())
        expect({ enc, ...(await ours(root, enc, installation)) }).toEqual({ enc, ...real[index] });
    } finally {
      rmSync(root, { recursive: true });
    }
  },
);

function put(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function prepared(root: string): string[] {
  const texts = Object.values(outputs).map((text) => `#!/bin/sh\ncat <<'END'\n${text}END\n`);
  const paths = [...texts, ...Object.values(programs)].map((text, index) => {
    const path = join(root, `enc${index}`);
    put(path, text);
    chmodSync(path, 0o755);
    return path;
  });
  return [...paths.slice(0, -1), `${paths.at(-1)} more`];
}

function really(root: string, encs: readonly string[], { ruby }: Installation): Outcome[] {
  const facts = { role: 'web', clientcert: NODE };
  const input = encs.map((enc) => ({ environmentpath: root, facts, node: NODE, enc }));
  const script = fileURLToPath(new URL('./classifier.rb', import.meta.url));
  return JSON.parse(ruby(script, [], JSON.stringify(input)));
}

async function ours(root: string, enc: string, { puppet }: Installation): Promise<Outcome> {
  const { out, err, code } = await runOurs([
    ...['catalog', NODE, '--environment', join(root, 'production')],
    ...['--facts', join(root, 'facts.json'), '--enc', enc, '--puppet', String(puppet)],
  ]);
  const lines = err.split('\n');
  const warnings = lines.flatMap((line) => /^Warning: (.*)$/.exec(line)?.[1] ?? []);
  if (code !== 0) return { error: lines.find((line) => line.startsWith('Error: '))?.slice(7), warnings };
  const { tags, resources, edges, classes } = JSON.parse(out);
  return { catalog: { tags, resources, edges, classes }, warnings };
}
