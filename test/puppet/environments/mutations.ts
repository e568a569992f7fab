import fc from 'fast-check';
import { wrong } from './hiera-cases.ts';
import type { EnvironmentCase } from './oracle.ts';

const hiera = {
  version: 5,
  defaults: { datadir: 'data', data_hash: 'yaml_data' },
  hierarchy: [
    { name: 'Node', path: 'nodes/%{trusted.certname}.yaml' },
    { name: 'Common', paths: ['common.yaml', 'other.yaml'] },
    { name: 'All', glob: '*.yaml', datadir: 'data' },
    { name: 'Mapped', mapped_paths: ['facts', 'each', '%{each}.yaml'], data_hash: 'json_data' },
  ],
};

const keys = [
  ...'path paths glob globs uri uris mapped_paths datadir options data_hash lookup_key'.split(' '),
  'data_dig',
  'name',
  'version',
  'defaults',
  'hierarchy',
  'default_hierarchy',
  'hiera3_backend',
  'unknown',
];

/** Values that JSON and YAML write in the same way. */
const values = wrong
  .filter((value) => /^(?:\[|\{|"|-?\d|true|text)/.test(value) && !/[~]|^\d+-/.test(value))
  .map((value) => (/^(?:text)$/.test(value) ? '"text"' : value));

type Node = Record<string, unknown> | unknown[];

/** Places in a configuration, as lists of keys. */
function pathsIn(node: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof node !== 'object' || node === null) return [path];
  return [
    path,
    ...Object.entries(node).flatMap(([key, value]) =>
      pathsIn(value, [...path, Array.isArray(node) ? Number(key) : key]),
    ),
  ];
}

interface Change {
  readonly at: number;
  readonly what: 'replace' | 'remove' | 'add' | 'wrap';
  readonly key: string;
  readonly value: unknown;
}

function changed(config: Node, { at, what, key, value }: Change): Node {
  const copy = structuredClone(config);
  const paths = pathsIn(copy).filter((path) => path.length > 0);
  const path = paths[at % paths.length]!;
  const holder = path.slice(0, -1).reduce((node, each) => (node as never)[each], copy as Node) as Record<
    string | number,
    unknown
  >;
  const last = path.at(-1)!;
  if (what === 'replace') holder[last] = value;
  else if (what === 'wrap') holder[last] = [holder[last]];
  else if (what === 'remove' && Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (what === 'remove') delete holder[last];
  else if (!Array.isArray(holder)) holder[key] = value;
  return copy;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(1000),
  what: fc.constantFrom('replace', 'remove', 'add', 'wrap'),
  key: fc.constantFrom(...keys),
  value: fc.constantFrom(...values.map(parsed)),
});

/** A hiera.yaml with one to three changes, for `lookup` of a key. */
export const mutatedHiera: fc.Arbitrary<EnvironmentCase> = fc
  .array(change, { minLength: 1, maxLength: 3 })
  .map((changes) => {
    const text = JSON.stringify(changes.reduce<Node>(changed, hiera), null, 1);
    return {
      name: `hiera.yaml ${text}`,
      files: {
        'manifests/site.pp': "notice(lookup('k', { default_value => none, merge => unique }))",
        'hiera.yaml': text,
        'data/common.yaml': 'k: common\n',
        'data/other.yaml': 'k: other\n',
        'data/nodes/web01.example.com.yaml': 'k: node\n',
      },
    };
  });
