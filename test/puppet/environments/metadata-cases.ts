import type { EnvironmentCase } from './oracle.ts';

const metadata = (json: string | Uint8Array, release?: string) => ({
  'modules/m/metadata.json': json,
  'modules/m/manifests/init.pp': 'class m($x = none) { notice("x ${x}") }',
  'modules/m/data/common.yaml': 'm::x: data\n',
  'modules/m/hiera.yaml': 'version: 5\n',
  ...(release === undefined
    ? {}
    : { 'modules/n/metadata.json': release, 'modules/n/manifests/init.pp': 'class n { }' }),
  'manifests/site.pp': 'include m notice(defined("n"), module_directory("m") =~ String)',
});
const whole = {
  name: 'a-m',
  version: '1.0.0',
  author: 'a',
  license: 'MIT',
  summary: 's',
  source: 'https://example.com',
  dependencies: [],
};
const wrongJson = [
  'null',
  '[]',
  '{}',
  '5',
  'true',
  '"text"',
  '""',
  '[1]',
  '["a"]',
  '[{}]',
  '{"a":1}',
  '[[1]]',
  '[null]',
  '-1.5',
  '[{"name":1}]',
  '[{"name":"a"}]',
  '[{"name":"b/n","version_requirement":5}]',
  '[{"name":"b/n","version_requirement":"junk"}]',
  '[{"name":"b/n","version_requirement":">= 1.0.0"}]',
  '[{"name":"b-n","version_requirement":">= 99.0.0"}]',
  '[{"name":"x/y/z"}]',
  '[{"name":"b/n","versionRequirement":">= 99"}]',
];

/** metadata.json of a module, wrong in one place after the other, and of a module it depends on. */
export const metadataCases: readonly EnvironmentCase[] = [
  ...wrongJson,
  ...Object.keys(whole).map((key) =>
    JSON.stringify(Object.fromEntries(Object.entries(whole).filter(([each]) => each !== key))),
  ),
  ...[
    ...Object.keys(whole),
    'unknown',

    'requirements',
    'operatingsystem_support',
    'project_page',
    'tags',
  ].flatMap((key) => wrongJson.map((value) => JSON.stringify({ ...whole, [key]: JSON.parse(value) }))),
  ...[
    '',
    ' ',
    '{',
    '}',
    '{"a":}',
    '{"a":1,}',
    "{'a':1}",
    '{"name":"a-m"} x',
    '{"name":"a-m","name":"b-m"}',
    '// c\n{}',
    '\u{feff}{}',
    '{"a":NaN}',
    '{"version":"1.0.0"}',
    JSON.stringify({ ...whole, name: 'm' }),
    JSON.stringify({ ...whole, name: 'a-other' }),
    JSON.stringify({ ...whole, name: 'a/m' }),
    JSON.stringify({ ...whole, version: '1.0' }),
  ],
].map((json) => ({
  name: `metadata.json ${json}`,
  files: metadata(json, JSON.stringify({ ...whole, name: 'b-n', version: '2.0.0' })),
}));
