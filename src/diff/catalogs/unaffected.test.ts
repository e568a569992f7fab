import { expect, test } from 'vitest';
import { treeFiles } from '../../catalog/tree-files.ts';
import { readNode } from '../../cli/facts.ts';
import { machineComparer, machinesIn, type Revisions } from './sides.ts';
import { repositoryRevisions } from './sources/environment.ts';

/** A class that asks for every kind of input, each in a resource of its own. */
const asking = `
class m (String $word = 'default') {
  notify { "automatic \${word}": }
  notify { "looked up \${lookup('greeting')}": }
  notify { "of a glob \${lookup('globbed', default_value => 'none')}": }
  notify { "of the module \${lookup('m::own', default_value => 'none')}": }
  notify { "template \${template('m/a.erb')}": }
  notify { "epp \${epp('m/a.epp')}": }
  notify { "file \${file('m/first', 'm/second')}": }
  notify { "binary \${binary_file('m/bytes')}": }
  notify { "exists \${find_file('m/wanted')}": }
  notify { "function \${m::greet()}": }
  notify { "ruby 4 \${m::ruby4()}": }
  notify { "ruby 3 \${ruby3()}": }
  notify { "fact \${facts['word']}": }
  if '5' =~ M::Digit { notify { 'a digit': } }
  m::thing { 'x': }
  custom { 'y': size => 1 }
  file { '/served': source => 'puppet:///modules/m/served' }
  file { '/tree': source => 'puppet:///modules/m/tree', recurse => true }
  file { '/directory': source => 'puppet:///modules/m/empty' }
}
`;

const repository: Readonly<Record<string, string>> = {
  'environment.conf': 'modulepath = modules\n',
  'manifests/site.pp': `node /^a\\d/ { include m } node default { notify { 'quiet': } }`,
  'hiera.yaml':
    'version: 5\nhierarchy: [{name: own, path: "nodes/%{trusted.certname}.yaml"}, {name: more, glob: "more/*.yaml"}, {name: common, path: common.yaml}]\n',
  'data/common.yaml': 'greeting: hello\n',
  'data/more/a.yaml': 'other: 1\n',
  'modules/m/manifests/init.pp': asking,
  'modules/m/manifests/thing.pp': "define m::thing() { notify { 'thing': } }",
  'modules/m/functions/greet.pp': "function m::greet() { 'hi' }",
  'modules/m/types/digit.pp': 'type M::Digit = Pattern[/^\\d$/]',
  'modules/m/lib/puppet/functions/m/ruby4.rb':
    "Puppet::Functions.create_function(:'m::ruby4') do\n  def ruby4\n    'four'\n  end\nend\n",
  'modules/m/lib/puppet/parser/functions/ruby3.rb':
    "module Puppet::Parser::Functions\n  newfunction(:ruby3, :type => :rvalue) do |args|\n    'three'\n  end\nend\n",
  'modules/m/lib/puppet/type/custom.rb':
    'Puppet::Type.newtype(:custom) do\n  newparam(:name, :namevar => true)\n  newproperty(:size)\nend\n',
  'modules/m/templates/a.erb': 'a\n',
  'modules/m/templates/a.epp': 'a\n',
  'modules/m/files/second': 'two\n',
  'modules/m/files/bytes': '\0\n',
  'modules/m/files/served': 'served\n',
  'modules/m/files/tree/b/c': 'c\n',
  'modules/m/files/empty/x': 'x\n',
  'modules/m/hiera.yaml': 'version: 5\nhierarchy: [{name: own, path: own.yaml}]\n',
  'modules/m/data/own.yaml': 'm::own: one\n',
  'facts/a1.example.com.json': '{"word": "one"}',
  'facts/b.example.com.yaml': 'word: one\n',
};

type Changes = Readonly<Record<string, string | undefined>>;

/** The repository in two revisions, and which machines were compiled but once. */
function revisions(changes: Changes, collectExported = false, base = repository) {
  const filesOf = (tree: Changes) => {
    const entries = Object.entries(tree).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return { ...treeFiles(new Map(entries), '/repository'), contentId: () => undefined };
  };
  const settings = { globalData: undefined, eyaml: {}, puppetVersion: 7 } as const;
  const where = { directory: '/repository', facts: '/repository/facts', settings, collectExported };
  const opened = repositoryRevisions(where, filesOf(base), filesOf({ ...base, ...changes }), readNode);
  const twice = new Set<string>();
  const compile = (certname: string) => {
    twice.add(certname);
    return opened.after.compile(certname);
  };
  const once = () => machinesIn(opened).filter((certname) => !twice.has(certname));
  return { opened, spared: { ...opened, after: { ...opened.after, compile } }, once };
}

const outcomes = (of: Revisions) => machinesIn(of).map(machineComparer(of));

/** What differs, and who was compiled but once; the same as without sparing anything. */
function found(changes: Changes, collectExported = false, base = repository) {
  const { opened, spared, once } = revisions(changes, collectExported, base);
  const result = outcomes(spared);
  const compiledOnce = once();
  expect(result).toEqual(outcomes({ ...opened, unaffected: undefined }));
  const differing = result.filter(({ changes: some, problems }) => some ?? problems.length > 0);
  return { differing: differing.map(({ certname }) => certname), once: compiledOnce, result };
}

const [asks, quiet] = ['a1.example.com', 'b.example.com'];

test('where nothing differs, each machine is compiled once', () => {
  expect(found({}).result.flatMap(({ problems }) => problems)).toEqual([]);
  expect(found({})).toMatchObject({ differing: [], once: [asks, quiet] });
  for (const unread of ['modules/m/files/unused', 'modules/m/metadata.json', 'modules/m/manifests/unused.pp'])
    expect(found({ [unread]: '{}' })).toMatchObject({ differing: [], once: [asks, quiet] });
});

test.each<[string, string, string | undefined]>([
  ['a class', 'modules/m/manifests/init.pp', `${asking} class m::more { }`.replace('automatic', 'parameter')],
  ['a define', 'modules/m/manifests/thing.pp', "define m::thing() { notify { 'other': } }"],
  ['a define that is gone', 'modules/m/manifests/thing.pp', undefined],
  ['a function', 'modules/m/functions/greet.pp', "function m::greet() { 'bye' }"],
  ['a type alias', 'modules/m/types/digit.pp', 'type M::Digit = Pattern[/^[0-4]$/]'],
  [
    'a function in Ruby',
    'modules/m/lib/puppet/functions/m/ruby4.rb',
    repository['modules/m/lib/puppet/functions/m/ruby4.rb']!.replace('four', 'iv'),
  ],
  [
    'an old function in Ruby',
    'modules/m/lib/puppet/parser/functions/ruby3.rb',
    repository['modules/m/lib/puppet/parser/functions/ruby3.rb']!.replace("'three'", "'iii'"),
  ],
  [
    'a new function in Ruby where an old one was',
    'modules/m/lib/puppet/functions/ruby3.rb',
    "Puppet::Functions.create_function(:ruby3) do\n  def ruby3\n    'new'\n  end\nend\n",
  ],
  [
    'a type',
    'modules/m/lib/puppet/type/custom.rb',
    'Puppet::Type.newtype(:custom) do\n  newparam(:name, :namevar => true)\nend\n',
  ],
  ['an ERB template', 'modules/m/templates/a.erb', 'b\n'],
  ['an EPP template', 'modules/m/templates/a.epp', 'b\n'],
  ['a file', 'modules/m/files/second', 'three\n'],
  ['the bytes of a file', 'modules/m/files/bytes', '\u0001\n'],
  ['a file that is preferred, once there', 'modules/m/files/first', 'one\n'],
  ['a file that is looked for', 'modules/m/files/wanted', ''],
  ['data', 'data/nodes/a1.example.com.yaml', 'm::word: mine\n'],
  ['data of a glob', 'data/more/b.yaml', 'globbed: found\n'],
  ['data of a module', 'modules/m/data/own.yaml', 'm::own: two\n'],
  ["a module's hiera.yaml", 'modules/m/hiera.yaml', 'version: 5\nhierarchy: []\n'],
  ['facts', 'facts/a1.example.com.json', '{"word": "two"}'],
  ['a file that is served', 'modules/m/files/served', 'else\n'],
  ['a file of a directory that is served', 'modules/m/files/tree/b/c', 'd\n'],
  ['a new file of a directory that is served', 'modules/m/files/tree/b/d', 'd\n'],
  ['a directory that is served no more', 'modules/m/files/empty/x', undefined],
])('%s makes a machine that asks for it differ, and no other', (_, path, text) => {
  expect(found({ [path]: text })).toMatchObject({ differing: [asks], once: [quiet] });
});

test.each<[string, Changes]>([
  ['the manifests', { 'manifests/more.pp': "notify { 'more': }" }],
  ['the hierarchy', { 'hiera.yaml': 'version: 5\nhierarchy: [{name: x, path: other.yaml}]\n' }],
  ['common data', { 'data/common.yaml': 'greeting: good day\n' }],
  ['the configuration', { 'environment.conf': 'modulepath = modules:other\nmanifest = other.pp\n' }],
  ['a module', { 'modules/n/lib/puppet/functions/m/other.rb': '' }],
])('what many ask for: %s', (_, changes) => {
  found(changes);
});

test('what is exported is read, too', () => {
  const collecting = (port: number) => ({
    'manifests/site.pp':
      "if $trusted['hostname'] == 'b' { @@notify { $facts['port']: } } else { Notify <<| |>> }",
    'facts/b.example.com.yaml': `port: '${port}'\n`,
  });
  const base = { ...repository, ...collecting(80) };
  expect(found(collecting(81), true, base)).toMatchObject({ differing: [asks], once: [] });
  expect(found({}, true, base)).toMatchObject({ differing: [], once: [asks, quiet] });
  expect(found({}, false, base)).toMatchObject({ differing: [], once: [asks, quiet] });
});

test('an error of both revisions is told of both', () => {
  const { result, once } = found({}, false, {
    ...repository,
    'facts/a1.example.com.json': '{"word": {}}',
    'modules/m/files/second': undefined as never,
  });
  expect(once).toEqual([asks, quiet]);
  expect(result[0]!.problems.map(({ side, fatal }) => [side, fatal])).toEqual([
    ['before', true],
    ['after', true],
  ]);
});

test('of machines of a kind that is affected, no other is tried', () => {
  const facts = Object.fromEntries(
    ['a2', 'a3', 'c1'].map((name) => [`facts/${name}.example.com.json`, '{}']),
  );
  const { differing, once } = found({ 'modules/m/templates/a.erb': 'b\n' }, false, {
    ...repository,
    ...facts,
  });
  expect(differing).toEqual([asks, 'a2.example.com', 'a3.example.com']);
  expect(once).toEqual([quiet, 'c1.example.com']);
});
