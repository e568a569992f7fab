import type { LookupCase } from './oracle.ts';

const hiera = (hierarchy: string) => `version: 5
defaults:
  datadir: data
  data_hash: yaml_data
hierarchy:
${hierarchy}`;

const plain = hiera(`  - name: Node
    path: "nodes/%{trusted.certname}.yaml"
  - name: Role
    path: "role/%{role}.yaml"
  - name: Common
    path: common.yaml
`);

/** Every way of asking for a key. */
function ways(key: string): string[][] {
  return [
    [key],
    [key, '--explain'],
    [key, '--merge', 'first', '--explain'],
    [key, '--merge', 'unique', '--explain'],
    [key, '--merge', 'hash', '--explain'],
    [key, '--merge', 'deep', '--explain'],
    [key, '--render-as', 's'],
    [key, '--render-as', 'json'],
  ];
}

/** Hierarchies by what they exercise. */
export const lookupCases: readonly LookupCase[] = [
  {
    name: 'merges',
    files: {
      'hiera.yaml': plain,
      'data/nodes/web01.example.com.yaml': `
h: {z: 1, y: [2, 3], deep: {a: 1, b: [1]}}
arr: ['--a', c]
s: own
nested: [{a: 1}, {b: 2}]
mixed: [1, [2, 3], 4]
nothing: ~
list: [b, a]
scalar: 1
`,
      'data/role/web.yaml': 'h: {w: {}, deep: {b: [2], c: ~}}\narr: [d, a]\nscalar: [2, 3]\nmixed: 7\n',
      'data/common.yaml': `
lookup_options:
  h: {merge: deep}
  '^ar': {merge: {strategy: deep, knockout_prefix: '--'}}
  conv: {convert_to: Sensitive}
  num: {convert_to: [Integer, 16]}
  wrongconv: {convert_to: Integer}
  badtype: {convert_to: 'Integer['}
  both: {merge: unique, convert_to: [Array, true]}
  wrongmerge: {merge: sideways}
  wronghash: {merge: {a: b}}
  wrongoption: {merge: {strategy: deep, nonsense: true}}
  'list': {merge: {strategy: deep, sort_merged_arrays: true}}
  nested: {merge: {strategy: deep, merge_hash_arrays: true}}
a: 1
h: {x: 1, y: [1, 2], deep: {a: 2, d: {}}}
arr: [a, b, '--q']
conv: secret
num: ff
wrongconv: abc
badtype: 1
both: 1
wrongmerge: 1
wronghash: 1
wrongoption: 1
s: common
nested: [{c: 3}, {b: 3, d: 4}, {e: 5}]
mixed: [[4, 5], 6]
nothing: 1
list: [d, c]
scalar: 3
empty: {}
text: "a\\nb \\"c\\" é #{x}"
float: 1.0
yes: no
`,
    },
    lookups: [
      ...[
        'h',
        'arr',
        's',
        'nested',
        'mixed',
        'nothing',
        'list',
        'scalar',
        'empty',
        'missing',
        'h.deep.b.0',
        'both',
        'num',
      ].flatMap(ways),
      ...[
        'conv',
        'wrongconv',
        'badtype',
        'wrongmerge',
        'wronghash',
        'wrongoption',
        'h.q',
        'h.y.9',
        'text',
        'float',
        'yes',
        'lookup_options',
        'h.y.x',
        '"h".y',
        'h.',
        '.h',
        "h.'deep'.b",
      ].flatMap((key) => [[key, '--explain']]),
      ['text'],
      ['float'],
      ['missing', 'a'],
      ['missing', 'absent'],
      ['missing', 'absent', '--explain'],
      ['a', 'missing', '--explain'],
      ['missing', '--default', 'x'],
      ['missing', '--default', 'x', '--explain'],
      ['missing', '--default', 'x', '--type', 'Integer', '--explain'],
      ['a', '--type', 'Integer'],
      ['a', '--type', 'String', '--explain'],
      ['--explain-options'],
      ['--explain-options', 'h'],
      ['--explain-options', '--explain', 'h'],
      ['arr', '--merge', 'deep', '--knock-out-prefix=--'],
      ['arr', '--merge', 'deep', '--knock-out-prefix=--', '--sort-merged-arrays', '--explain'],
      ['nested', '--merge', 'deep', '--merge-hash-arrays', '--explain'],
      ['h', '--explain', '--render-as', 'json'],
      ['nested', '--explain', '--render-as', 'json'],
      ['missing', '--explain', '--render-as', 'json'],
      ['s', '--explain', '--render-as', 'yaml'],
    ],
  },
  {
    name: 'interpolation',
    files: {
      'hiera.yaml': plain,
      'data/common.yaml': `
a: 1
list: [x, y]
hash: {k: {l: [1, 2]}, "%{role}": "%{facts.role}"}
scope: "%{role} %{::role} %{facts.os.family} %{os.release.major} %{sites.1}"
method: "%{lookup('a')}%{hiera('a')} %{scope('role')} %{scope('facts.os.family')} %{literal('%')}{role}"
alias: "%{alias('hash')}"
aliaspart: "%{alias('hash.k.l')}"
notalias: "x%{alias('hash')}"
textlist: "%{lookup('list')}"
texthash: "%{lookup('hash')}"
empty: "<%{}%{::}%{''}%{\\"\\"}>"
unknown: "<%{nope}>"
unknownmethod: "%{sideways('a')}"
missing: "<%{lookup('absent')}>"
missingalias: "%{alias('absent')}"
loop: "%{lookup('loop')}"
loop1: "%{lookup('loop2')}"
loop2: "%{alias('loop1')}"
blank: "%{ lookup('a') } %{ role }"
keys: {"%{lookup('a')}": "%{role}"}
deep: [{a: ["%{role}"]}]
two: "%{lookup('scope')}-%{lookup('two2')}"
two2: "%{lookup('method')}"
digscope: "%{os.release.nope.x}"
digwrong: "%{role.x}"
syntax: "%{os..family}"
quoted: "%{os.'family'}"
qualified: "%{nope::x}"
unclosed: "%{role"
calling: "%{calling_class}|%{calling_module}|%{module_name}"
trusted: "%{trusted.certname} %{trusted.extensions.pp_role} %{trusted.domain}"
environment: "%{environment} %{server_facts.environment}"
`,
    },
    lookups: [
      'scope',
      'method',
      'alias',
      'aliaspart',
      'notalias',
      'textlist',
      'texthash',
      'empty',
      'unknown',
      'unknownmethod',
      'missing',
      'missingalias',
      'loop',
      'loop1',
      'blank',
      'keys',
      'deep',
      'two',
      'digscope',
      'digwrong',
      'syntax',
      'quoted',
      'qualified',
      'unclosed',
      'calling',
      'trusted',
      'environment',
      'hash',
    ].flatMap((key) => [[key], [key, '--explain']]),
  },
  {
    name: 'places',
    global: {
      'hiera.yaml': `version: 5
hierarchy:
  - name: Global
    path: "%{role}.yaml"
    datadir: data
    data_hash: yaml_data
`,
      'data/web.yaml':
        'lookup_options: {g: {merge: deep}, u: {merge: deep}}\ng: {global: 1}\nboth: global\nu: [1]\n',
    },
    files: {
      'hiera.yaml': `version: 5
defaults:
  datadir: "data/%{role}"
  data_hash: yaml_data
hierarchy:
  - name: Paths
    paths: ["%{trusted.certname}.yaml", "../up.yaml", "./dot.yaml", "nope.yaml"]
  - name: Glob
    glob: "globs/*.yaml"
  - name: Globs
    globs: ["deep/**/*.yaml", "other/{x,y}.yaml", "other/[ab]?.yaml"]
  - name: Mapped
    mapped_paths: [sites, site, "sites/%{site}.yaml"]
  - name: Mapped text
    mapped_paths: [facts.role, r, "roles/%{r}.yaml"]
  - name: Mapped nothing
    mapped_paths: [nope, r, "roles/%{r}.yaml"]
  - name: Mapped hash
    mapped_paths: [os, r, "os/%{r.0}.yaml"]
  - name: Json
    path: data.json
    data_hash: json_data
    datadir: "%{role}"
  - name: Uri
    uri: "http://data.example.com/%{role}"
    data_hash: uris::data
    options: {a: "%{role}", b: [1]}
  - name: Uris
    uris: ["http://one.example.com", "http://two.example.com/x"]
    lookup_key: uris::key
`,
      'data/web/web01.example.com.yaml': 'k: [path]\n',
      'data/up.yaml': 'k: [up]\nu: [2]\n',
      'data/web/dot.yaml': 'k: [dot]\n',
      'data/web/globs/a.yaml': 'k: [globa]\n',
      'data/web/globs/b.yaml': 'k: [globb]\n',
      'data/web/globs/.hidden.yaml': 'k: [hidden]\n',
      'data/web/deep/one.yaml': 'k: [deepone]\n',
      'data/web/deep/in/two.yaml': 'k: [deeptwo]\n',
      'data/web/deep/in/er/three.yaml': 'k: [deepthree]\n',
      'data/web/deep/zz/four.yaml': 'k: [four]\n',
      'data/web/other/x.yaml': 'k: [x]\n',
      'data/web/other/y.yaml': 'k: [y]\n',
      'data/web/other/a1.yaml': 'k: [a1]\n',
      'data/web/sites/a.yaml': 'k: ["site %{site}"]\n',
      'data/web/sites/b.yaml': 'k: [siteb]\n',
      'data/web/roles/web.yaml': 'k: [role]\ng: {environment: 1}\nboth: environment\n',
      'data/web/os/family.yaml': 'k: [osfamily]\n',
      'web/data.json':
        '{"k": ["json", 1.0, 1e3, 12345678901234567890, null], "f": 1.50, "g": {"json": true}}\n',
      'modules/uris/functions/data.pp': `function uris::data(Hash $options, Puppet::LookupContext $context) {
  $context.explain() || { "asked with \${options}" }
  $data = { 'k' => [$options['uri'], $options['a']], 'module' => $context.module_name }
  $data
}
`,
      'modules/uris/functions/key.pp': `function uris::key(String $key, Hash $options, Puppet::LookupContext $context) {
  case $key {
    'k', 'key': { [$options['uri'], $context.interpolate('%{role}')] }
    default: { $context.not_found() }
  }
}
`,
    },
    lookups: ['k', 'g', 'both', 'u', 'f', 'module', 'key', 'none'].flatMap(ways),
  },
  {
    name: 'functions',
    files: {
      'hiera.yaml': `version: 5
hierarchy:
  - name: Hash
    data_hash: fns::data
  - name: Key
    lookup_key: fns::key
    options: {x: "%{role}", y: {z: [1]}}
  - name: Dig
    data_dig: fns::dig
  - name: Key with places
    lookup_key: fns::key
    paths: [there.yaml, absent.yaml]
  - name: Wrapped
    data_hash: fns::wrapped
    path: common.yaml
    datadir: data
`,
      'data/common.yaml': 'c: 1\nshared: {c: 1}\n',
      'data/there.yaml': '{}\n',
      'modules/fns/functions/data.pp': `function fns::data(Hash $options, Puppet::LookupContext $context) {
  $context.explain() || { "hash" }
  $data = { 'h' => 'from hash', 'shared' => { 'h' => 1 }, 'i' => '%{role} %{lookup("c")}', 'nested' => [{ 'a' => '%{role}' }], 'wrong' => Integer, 'sensitive' => Sensitive('x') }
  $data
}
`,
      'modules/fns/functions/key.pp': `function fns::key(Variant[String, Numeric] $key, Hash $options, Puppet::LookupContext $context) {
  if $context.cache_has_key($key) {
    $context.explain() || { "cached \${key}" }
    $context.cached_value($key)
  } else {
    $context.explain() || { "asked for \${key} with \${options}" }
    $value = $key ? {
      'shared' => { 'k' => $options },
      'uncached' => $context.cached_value('nope'),
      'interpolated' => $context.interpolate(['%{role}', '%{lookup("h")}', { '%{role}' => 1 }]),
      'recursive' => lookup('recursive'),
      'calls' => lookup('c', Integer, 'first', 7),
      'entries' => [$context.cache_all({ 'q' => 1, 'r' => 2 }), $context.cached_entries().map |$pair| { $pair }],
      'file' => $context.cached_file_data("\${options['path']}.nope"),
      'fails' => fail('no way'),
      'wrong' => $context.not_found(),
      default => $context.not_found()
    }
    $context.cache($key, $value)
  }
}
`,
      'modules/fns/functions/dig.pp': `function fns::dig(Array $key, Hash $options, Puppet::LookupContext $context) {
  case $key[0] {
    'd': { $d = { 'given' => $key } $d }
    'shared': { $d = { 'd' => $key } $d }
    default: { $context.not_found }
  }
}
`,
      'modules/fns/functions/wrapped.pp': `function fns::wrapped(Hash $options, Puppet::LookupContext $context) {
  yaml_data($options, $context)
}
`,
    },
    lookups: [
      'h',
      'shared',
      'i',
      'nested',
      'uncached',
      'interpolated',
      'recursive',
      'calls',
      'entries',
      'fails',
      'd',
      'd.e.0',
      'shared.d',
      'c',
      'none',
      'h.x',
    ].flatMap((key) => [[key], [key, '--explain'], [key, '--merge', 'deep', '--explain']]),
  },
  {
    name: 'modules',
    files: {
      'hiera.yaml': plain,
      'data/common.yaml': `
lookup_options:
  m::deep: {merge: deep}
  '^m::re': {merge: hash}
m::own: environment
m::deep: {environment: 1}
m::re1: {environment: 1}
other::x: 1
`,
      'modules/m/hiera.yaml': `version: 5
hierarchy:
  - name: Module
    path: "%{module_name}.yaml"
  - name: Common
    path: common.yaml
default_hierarchy:
  - name: Defaults
    path: defaults.yaml
  - name: More
    path: more.yaml
`,
      'modules/m/data/common.yaml': `
lookup_options:
  m::own: {merge: unique}
  '^m::pat': {merge: deep}
m::own: module
m::deep: {module: 1}
m::re1: {module: 1}
m::pattern: {a: 1}
notm::x: 1
stray: 2
`,
      'modules/m/data/defaults.yaml':
        'lookup_options: {m::late: {merge: unique}}\nm::late: [1]\nm::own: default\nm::sub: {a: {b: 1}}\n',
      'modules/m/data/more.yaml': 'm::late: [2]\nm::sub: {c: 1}\n',
      'modules/plain/manifests/init.pp': 'class plain {}\n',
      'modules/badopts/hiera.yaml': 'version: 5\n',
      'modules/badopts/data/common.yaml': 'lookup_options: {other::x: {merge: deep}}\nbadopts::x: 1\n',
      'modules/badpattern/hiera.yaml': 'version: 5\n',
      'modules/badpattern/data/common.yaml': "lookup_options: {'^other': {merge: deep}}\nbadpattern::x: 1\n",
    },
    lookups: [
      'm::own',
      'm::deep',
      'm::re1',
      'm::pattern',
      'm::late',
      'm::sub',
      'm::sub.a.b',
      'm::sub.q',
      'm::none',
      'stray',
      'plain::x',
      'nomodule::x',
      'other::x',
      'badopts::x',
      'badpattern::x',
      'notm::x',
      '::m::own',
    ].flatMap((key) => [
      [key],
      [key, '--explain'],
      [key, '--merge', 'unique', '--explain'],
      [key, '--explain-options'],
    ]),
  },
  {
    name: 'without an environment hiera.yaml',
    files: { 'manifests/site.pp': 'notify { "x": }\n' },
    lookups: [['a'], ['a', '--explain'], ['m::a', '--explain'], ['--explain-options']],
  },
  {
    name: 'hocon',
    files: {
      'hiera.yaml': hiera(`  - name: Node
    path: "%{trusted.certname}.conf"
    data_hash: hocon_data
  - name: Several
    globs: ["more/*.conf"]
    data_hash: hocon_data
  - name: Function
    path: wrapped.conf
    data_hash: fns::wrapped
`),
      'data/web01.example.com.conf': `// comments, and every kind of value
text : some unquoted text # told by spaces
quoted = "a \\"b\\" \\u00e9"
long = """
  two
  lines"""
number = 010, float = 1.50, whole = 2e3, big = 12345678901234567890
time = 10 seconds
nothing = null
a.b.c = 1
a { b { d : [1, 2] [3] } }
a.b.d += \${a.b.c}
ref = \${a.b}
optional = before\${?nowhere}after
role = "%{role}"
"dotted.key" = 1
lookup_options { a { merge : deep } }
`,
      'data/more/one.conf': 'a { b { e : one } }\nlist = [one]\n',
      'data/more/two.conf': '{"a": {"f": "%{lookup(\'number\')}"}, "list": ["two"]}\n',
      'data/wrapped.conf': 'wrapped = true\nnumber = "%{nope}"\n',
      'modules/fns/functions/wrapped.pp': `function fns::wrapped(Hash $options, Puppet::LookupContext $context) {
  hocon_data($options, $context)
}
`,
    },
    lookups: [
      ...['a', 'list', 'number'].flatMap(ways),
      ...['text', 'quoted', 'long', 'float', 'whole', 'big', 'time', 'nothing', 'ref', 'optional', 'role'],
      ...['wrapped', 'dotted.key', "'dotted.key'", 'none', 'a.b.d.3', 'ref.c'],
    ].flatMap((key) => (typeof key === 'string' ? [[key], [key, '--explain']] : [key])),
  },
  {
    name: 'version 4',
    files: {
      'hiera.yaml': `version: 4
datadir: here
hierarchy:
  - name: "%{role}"
    backend: yaml
  - name: Several
    backend: json
    paths: [one, two.json, "%{facts.os.family}"]
    datadir: there/%{role}
  - name: hocon
    backend: hocon
    path: last
`,
      'here/web.yaml': 'a: {yaml: "%{role}"}\nb: 1\n',
      'there/%{role}/two.json': '{"a": {"json": 2}, "lookup_options": {"a": {"merge": "deep"}}}\n',
      'here/last.conf': 'a { hocon = true }\nc = "%{lookup(\'b\')}"\n',
      'modules/m/hiera.yaml': 'version: 4\n',
      'modules/m/data/common.yaml': 'm::a: 1\nother: 2\n',
    },
    lookups: ['a', 'b', 'c', 'm::a', 'none'].flatMap((key) => [
      [key],
      [key, '--explain'],
      [key, '--merge', 'unique', '--explain'],
    ]),
  },
  {
    name: 'with --compile',
    files: {
      'hiera.yaml': plain.replace('role/%{role}', 'role/%{tier}'),
      'data/role/front.yaml': 'a: tier\n',
      'data/common.yaml': 'a: common\nb: "%{tier} %{node_role} %{c::x}"\n',
      'manifests/site.pp': '$tier = "front"\nnode default { $node_role = "x" include c }\n',
      'modules/c/manifests/init.pp': 'class c { $x = lookup("a") }\n',
    },
    lookups: ['a', 'b'].flatMap((key) => [[key], [key, '--compile'], [key, '--compile', '--explain']]),
  },
];

const broken = (name: string, config: string, files: Record<string, string> = {}): LookupCase => ({
  name,
  files: { 'hiera.yaml': config, 'data/common.yaml': 'a: 1\n', ...files },
  lookups: [['a'], ['a', '--explain'], ['m::a', '--explain']],
});

const hoconLevel = '  - name: A\n    path: a.conf\n    data_hash: hocon_data\n';

/** Configurations and data that are wrong. */
export const brokenCases: readonly LookupCase[] = [
  broken('no hash', '- a\n'),
  broken('empty', ''),
  broken('version 3', 'version: 3\n'),
  broken('version 4 of wrong type', 'version: 4\nhierarchy: [{name: a}]\n'),
  broken('version 4 of unknown backend', 'version: 4\nhierarchy: [{name: a, backend: mongo}]\n'),
  broken(
    'version 4 of same name',
    'version: 4\nhierarchy: [{name: a, backend: yaml},\n  {name: a, backend: yaml}]\n',
  ),
  broken('version 4 with a key of 5', 'version: 4\ndefaults: {}\n'),
  broken('version 6', 'version: 6\n'),
  broken('unknown key', 'version: 5\nhierarchie: []\n'),
  broken('no name', 'version: 5\nhierarchy: [{path: a.yaml}]\n'),
  broken('wrong type', 'version: 5\nhierarchy: {name: a}\n'),
  broken(
    'two functions',
    hiera('  - name: A\n    path: common.yaml\n    data_hash: yaml_data\n    lookup_key: x\n'),
  ),
  broken('two places', hiera('  - name: A\n    path: common.yaml\n    glob: "*.yaml"\n')),
  broken('reserved option', hiera('  - name: A\n    options: {path: x}\n    path: common.yaml\n')),
  broken('bad option name', hiera('  - name: A\n    options: {1x: x}\n    path: common.yaml\n')),
  broken('reserved default option', 'version: 5\ndefaults: {options: {uri: x}}\n'),
  broken('two default functions', 'version: 5\ndefaults: {data_hash: a, lookup_key: b}\n'),
  broken('no function', 'version: 5\ndefaults: {datadir: data}\nhierarchy: [{name: A, path: common.yaml}]\n'),
  broken('same name', hiera('  - name: A\n    path: common.yaml\n  - name: "A"\n    path: common.yaml\n')),
  broken('default hierarchy', `${plain}default_hierarchy:\n  - name: B\n    path: x.yaml\n`),
  broken('hiera 3 backend', hiera('  - name: A\n    hiera3_backend: mongo\n')),
  broken('unknown function', hiera('  - name: A\n    data_hash: fns::nope\n'), {
    'modules/fns/functions/d.pp': 'function fns::d() { {} }\n',
  }),
  broken('no path', hiera('  - name: A\n    data_hash: yaml_data\n')),
  broken('method in path', hiera(`  - name: A\n    path: "%{lookup('a')}.yaml"\n`)),
  broken('wrong scalar in mapped paths', hiera('  - name: A\n    mapped_paths: [role, x]\n')),
  broken('empty paths', hiera('  - name: A\n    paths: []\n')),
  broken(
    'yaml that is no hash',
    hiera('  - name: A\n    path: list.yaml\n  - name: B\n    path: common.yaml\n'),
    {
      'data/list.yaml': '- a\n',
    },
  ),
  broken('empty yaml', hiera('  - name: A\n    path: empty.yaml\n  - name: B\n    path: common.yaml\n'), {
    'data/empty.yaml': '# nothing\n',
  }),
  broken('json that is no hash', hiera('  - name: A\n    data_hash: json_data\n    path: list.json\n'), {
    'data/list.json': '[1]\n',
  }),
  broken('hocon that refers to nothing', hiera(hoconLevel), { 'data/a.conf': 'a = ${b}\n' }),
  broken('hocon that ends too soon', hiera(hoconLevel), { 'data/a.conf': 'a = [1,\n' }),
  broken('hocon that is a list', hiera(hoconLevel), { 'data/a.conf': '[1]\n' }),
  broken('hocon that refers to itself', hiera(hoconLevel), { 'data/a.conf': 'a = ${b}\nb = ${a}\n' }),
  broken('empty hocon', hiera(hoconLevel), { 'data/a.conf': '' }),
  broken('hocon without a path', hiera('  - name: A\n    data_hash: hocon_data\n')),
  broken('a date', hiera('  - name: A\n    path: date.yaml\n'), { 'data/date.yaml': 'a: 2001-01-02\n' }),
  broken('a time', hiera('  - name: A\n    path: date.yaml\n'), {
    'data/date.yaml': 'a: 2001-01-02 10:00:00 Z\n',
  }),
  broken('lookup_options that are no hash', plain, { 'data/common.yaml': 'lookup_options: [a]\na: 1\n' }),
  broken('a function that gives no hash', hiera('  - name: A\n    data_hash: fns::d\n'), {
    'modules/fns/functions/d.pp': 'function fns::d($options, $context) { 1 }\n',
  }),
  broken('a function that fails', hiera('  - name: A\n    data_hash: fns::d\n'), {
    'modules/fns/functions/d.pp': 'function fns::d($options, $context) { fail("no") }\n',
  }),
  broken('a function of other arguments', hiera('  - name: A\n    data_hash: fns::d\n'), {
    'modules/fns/functions/d.pp': 'function fns::d(Integer $options) { {} }\n',
  }),
  broken('a function with an honest type', hiera('  - name: A\n    data_hash: fns::d\n'), {
    'modules/fns/functions/d.pp':
      'function fns::d(Hash $options, $context) >> Hash[String, Integer] { {a => 1} }\n',
  }),
  broken('a function with too wide a type', hiera('  - name: A\n    data_hash: fns::d\n'), {
    'modules/fns/functions/d.pp': 'function fns::d(Hash $options, $context) >> Hash { {a => 1} }\n',
  }),
  broken('module of version 3', plain, { 'modules/m/hiera.yaml': 'version: 3\n' }),
  broken('module with a broken file', plain, { 'modules/m/hiera.yaml': 'version: 5\nhierarchy: 1\n' }),
];
