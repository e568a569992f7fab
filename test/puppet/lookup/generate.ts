import fc from 'fast-check';
import type { LookupCase } from './oracle.ts';

const keys = ['a', 'b', 'm::a', 'n::x'];
const names = ['x', 'y', '0', 'a', '%{role}'];

const text = fc.constantFrom(
  ...[
    'x',
    'y',
    '',
    '--x',
    '--y',
    'ff',
    '12',
    'true',
    '%{role}',
    '%{nope}',
    "%{lookup('a')}",
    "%{lookup('b.x')}",
  ],
  ...[
    "%{alias('b')}",
    "%{alias('m::a')}",
    "%{literal('%')}",
    "%{scope('role')}",
    "p%{hiera('b')}",
    '%{sites.0}',
  ],
);
const scalar = fc.oneof(text, text, fc.constantFrom<unknown>(1, 2, -3, 1.5, true, false, null));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names, '--x', 'b.c'), tie('value'), { maxKeys: 4 }),
  ),
}));

const strategy = fc.constantFrom('first', 'unique', 'hash', 'deep', 'sideways');
const merge = fc.oneof(
  strategy,
  fc.record(
    {
      strategy,
      knockout_prefix: fc.constantFrom('--', '-', ''),
      sort_merged_arrays: fc.boolean(),
      merge_hash_arrays: fc.boolean(),
    },
    { requiredKeys: ['strategy'] },
  ),
);
const convert = fc.constantFrom<unknown>(
  ...['Integer', 'String', 'Array', 'Hash', 'Boolean', 'Float', 'Nope', 'Tuple'],
  ...[['Integer', 16], ['Array', true], ['String', '%s'], ['Array'], []],
);
const option = fc.record({ merge, convert_to: convert }, { requiredKeys: [] });
const pattern = fc.constantFrom('^m::', '^[ab]$', '^m::a', '^n', '^.*$', '^a');
const options = (own: readonly string[]) =>
  fc.dictionary(fc.oneof(fc.constantFrom(...own), pattern), option, { maxKeys: 4 });

/** A data file: values of keys, and perhaps how they are looked up. */
const data = (own: readonly string[]) =>
  fc
    .tuple(
      fc.dictionary(fc.constantFrom(...own), value, { minKeys: 2, maxKeys: 4 }),
      fc.option(options(own), { freq: 3, nil: undefined }),
    )
    .map(
      ([values, lookup_options]) =>
        `${JSON.stringify(lookup_options ? { lookup_options, ...values } : values)}\n`,
    );

const places = fc.constantFrom<Readonly<Record<string, unknown>>>(
  ...[
    { path: 'one.yaml' },
    { path: '%{role}.yaml' },
    { paths: ['two.yaml', 'none.yaml', 'one.yaml'] },
    { glob: '*.yaml' },
  ],
  ...[
    { mapped_paths: ['sites', 's', '%{s}.yaml'] },
    { paths: ['%{nope}.yaml', 'a.yaml'] },
    { globs: ['{a,b}.yaml', 't*.yaml'] },
  ],
);
const kind = fc.constantFrom('yaml_data', 'json_data', 'hocon_data');
const level = fc.tuple(places, kind).map(([place, data_hash]) => ({ ...place, data_hash }));

const hierarchy = fc
  .array(level, { minLength: 1, maxLength: 4 })
  .map((levels) => levels.map((one, index) => ({ name: `Level ${index}`, ...one })));

/** The files of a layer: hiera.yaml, and data. */
const layer = (own: readonly string[], more: readonly string[] = []) =>
  fc
    .tuple(
      hierarchy,
      fc.option(hierarchy, { nil: undefined }),
      fc.dictionary(fc.constantFrom('one', 'two', 'web', 'a', 'b'), data(own), { minKeys: 2, maxKeys: 5 }),
    )
    .map(([levels, defaults, files]) => ({
      'hiera.yaml': `${JSON.stringify({
        version: 5,
        hierarchy: levels,
        ...(more.includes('default_hierarchy') && defaults ? { default_hierarchy: defaults } : {}),
      })}\n`,
      ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`data/${name}.yaml`, content])),
    }));

const inModule = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`modules/m/${path}`, content]));

const path = fc
  .tuple(fc.constantFrom(...keys), fc.constantFrom('', '', '', '', '', '.x', '.0', '.1.a'))
  .map((p) => p.join(''));
const flags = fc.constantFrom<readonly string[]>(
  ...[
    [],
    [],
    ['--explain'],
    ['--explain'],
    ['--merge', 'deep'],
    ['--merge', 'unique'],
    ['--merge', 'hash', '--explain'],
  ],
  ...[
    ['--merge', 'deep', '--knock-out-prefix=--'],
    ['--merge', 'deep', '--sort-merged-arrays', '--merge-hash-arrays'],
  ],
  ...[
    ['--type', 'Integer'],
    ['--type', 'Hash'],
    ['--default', 'd'],
    ['--render-as', 's'],
    ['--explain-options'],
  ],
);
const lookup = fc.tuple(path, flags).map(([key, rest]) => [key, ...rest]);

/** Hierarchies of three layers with lookups in them. */
export const randomCase: fc.Arbitrary<LookupCase> = fc
  .record({
    global: fc.option(layer(keys), { freq: 3, nil: undefined }),
    environment: layer(keys),
    module: fc.option(layer(['m::a', 'm::b'], ['default_hierarchy']), { nil: undefined }),
    lookups: fc.array(lookup, { minLength: 4, maxLength: 8 }),
  })
  .map(({ global, environment, module, lookups }) => ({
    name: JSON.stringify({ global, environment, module }),
    files: { ...environment, ...(module === undefined ? {} : inModule(module)) },
    ...(global === undefined ? {} : { global }),
    lookups,
  }));
