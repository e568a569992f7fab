import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClassification } from './data/enc.ts';
import { factsOf } from './data/facts.ts';
import { readYaml } from './data/yaml.ts';
import { PuppetError } from './error.ts';
import { createCompiler, type Files, loadEnvironment, makeNode } from './index.ts';

const level = (name: string, rest: string) => `  - {name: ${name}, ${rest}}\n`;
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** An environment in which every kind of file is read. */
const whole: Readonly<Record<string, string>> = {
  '/env/environment.conf': 'modulepath = modules:site\n# here\nmanifest = manifests\n',
  '/env/hiera.yaml': `version: 5\ndefaults: {datadir: data, data_hash: yaml_data}\nhierarchy:\n${[
    level(
      'Secret',
      'path: secret.yaml, lookup_key: eyaml_lookup_key, options: {pkcs7_private_key: /key.pem}',
    ),
    level('Mapped', 'mapped_paths: [sites, site, "%{site}.yaml"]'),
    level('Glob', 'glob: "{a,b}*.yaml"'),
    level('Json', 'path: data.json, data_hash: json_data'),
    level('Hocon', 'path: data.conf, data_hash: hocon_data'),
  ].join('')}`,
  '/env/data/secret.yaml': `s: ENC[PKCS7,MIIBeQYJKoZIhvcNAQcDoIIBajCCAWYCAQAxggEh${'MII'.repeat(40)}]\n`,
  '/env/data/ab.yaml':
    'lookup_options: {"^k": {merge: {strategy: deep, knockout_prefix: "--"}, convert_to: [Array, true]}}\nk: [&a [1, "%{lookup(\'j.y\')}"], *a, {<<: {b: ~}}]\n',
  '/env/data/data.json': '{"j": {"x": [1.5, 1e3, "%{alias(\'c\')}", null, true]}}',
  '/env/data/data.conf': 'c { a = ${?b} [1, x y], d += 2 }\nc.e = """t""" // end\n',
  '/env/manifests/site.pp':
    'include m\nm_thing { "a": name => "x", level => lookup("j.x.0"), ensure => present }\n',
  '/env/modules/m/metadata.json':
    '{"name": "x-m", "version": "1.0.0", "source": "x", "author": "x", "license": "x", "dependencies": []}',
  '/env/modules/m/hiera.yaml': 'version: 4\nhierarchy: [{name: common, backend: yaml}]\n',
  '/env/modules/m/data/common.yaml': 'm::k: 1\n',
  '/env/modules/m/manifests/init.pp':
    "class m($k = 2) { notify { template('m/t.erb'): } notify { epp('m/t.epp', {a => $k}): } notify { m::f(['a', $k]): } notify { g('x'): } notify { String([lookup('s', {default_value => 1}), lookup('c'), lookup('k')]): } }\n",
  '/env/modules/m/templates/t.erb':
    "<% [1, 2].each do |i| -%>\n<%= i.to_s + @k.to_s %> <%= scope['facts'].inspect[0, 9] %>\n<% end -%>\n<%# c %><%= \"#{@k}\" =~ /a(b*)+$/ ? 1 : {:a => 'b'}.map { |k, v| v }.join(',') %>\n",
  '/env/modules/m/templates/t.epp': '<%- | Any $a | -%>\n<% if $a { -%><%= $a %><% } -%>\n',
  '/env/modules/m/lib/puppet/functions/m/f.rb':
    "Puppet::Functions.create_function(:'m::f') do\n  dispatch :run do\n    param 'Array', :all\n    optional_param 'Any', :x\n  end\n  def run(all, x = nil)\n    all.map { |one| one.to_s }.join('-')\n  end\nend\n",
  '/env/modules/m/lib/puppet/parser/functions/g.rb':
    'module Puppet::Parser::Functions\n  newfunction(:g, :type => :rvalue, :arity => 1) do |args|\n    args[0] + "!"\n  end\nend\n',
  '/env/modules/m/lib/puppet/type/m_thing.rb':
    "Puppet::Type.newtype(:m_thing) do\n  @doc = 'x'\n  ensurable\n  newparam(:name, :namevar => true) { desc 'n' }\n  newproperty(:level) do\n    newvalues(/\\A\\d+/)\n    munge { |value| value.to_i }\n  end\n  def self.title_patterns\n    [[/(.*)/m, [[:name]]]]\n  end\nend\n",
  '/key.pem': privateKey,
};

function memoryFiles(texts: Readonly<Record<string, string>>): Files {
  const below = (path: string) => Object.keys(texts).filter((name) => name.startsWith(`${path}/`));
  return {
    read: (path) => texts[path],
    readBytes: (path) => (path in texts ? Buffer.from(texts[path]!) : undefined),
    list: (path) => {
      const names = below(path).map((name) => name.slice(path.length + 1).split('/')[0]!);
      return names.length === 0 ? undefined : [...new Set(names)].sort();
    },
    isFile: (path) => path in texts,
    isDirectory: (path) => below(path).length > 0,
    isLink: () => false,
  };
}

/** A catalog, or errors; whatever is thrown fails the test. */
function compile(changes: Readonly<Record<string, string>>) {
  const files = memoryFiles({ ...whole, ...changes });
  const compiler = createCompiler({
    environment: loadEnvironment({ directory: '/env', files }),
    limits: { calls: 20_000, collectionSize: 100_000 },
  });
  const facts = new Map([['sites', ['a', 'ab']]]);
  return compiler.compile(makeNode({ certname: 'a.example.com', facts }));
}

function isAnswered(changes: Readonly<Record<string, string>>): void {
  const { catalog, errors } = compile(changes);
  expect(catalog !== undefined || errors.every(({ message }) => message !== '')).toBe(true);
}

/** What is Ruby is left to the tests of its reader: what that does not read, Ruby runs, and it may run for ever. */
const paths = Object.keys(whole).filter((path) => !/\.(?:rb|erb)$/.test(path));
const bomb = `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`).join('\n')}\nk: *a30\nc: *a30\n`;

/** Texts that are hard on readers. */
const hostile: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a NUL', '\0'],
  ['what is no Unicode', '\udc00\ufffd\ud800'],
  ['a mark of byte order', '\ufeffa: 1'],
  ['many brackets', '['.repeat(20_000)],
  ['many braces', '{"a":'.repeat(20_000)],
  ['many mappings', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['many dashes', '- '.repeat(5000)],
  ['a bomb of aliases', bomb],
  ['an alias in itself', 'a: &a [*a]\nk: &k {k: *k}\n'],
  [
    'huge numbers',
    `version: ${'9'.repeat(4000)}\nk: 1e999999999\nj: ${'9'.repeat(4000)}\nc: 0x${'f'.repeat(4000)}\n`,
  ],
  ['a long line', `k: ${'%{lookup("k")}'.repeat(2000)}`],
  ['an endless loop', '<% while true do %>x<% end %> loop { 1 }\nk: "%{lookup(\'k\')}"'],
  ['many parentheses', `<%= ${'('.repeat(5000)} %>`],
  ['odd keys', '~: 1\n[a]: 2\n{b: c}: 3\n1.5: 4\ntrue: 5\n"": 6\n__proto__: 7\nconstructor: 8\n'],
  ['tags of Ruby', 'k: !ruby/object:Puppet::Node {a: 1}\nj: !ruby/regexp /(a*)*$/\nc: !!binary x\n'],
];

describe('no file breaks the compiler', () => {
  test('the files are all read', () => {
    const { catalog, errors } = compile({ '/env/data/secret.yaml': 's: plain\n' });
    expect(errors).toEqual([]);
    expect(catalog!.data().resources.length).toBeGreaterThan(7);
  });

  test.each(paths.flatMap((path) => hostile.map(([what, text]) => [path, what, text] as const)))(
    '%s with %s',
    (path, _, text) => isAnswered({ [path]: text }),
  );

  const piece = fc.constantFrom(
    ...'{ } [ ] , : - | > & * ! % @ ` " \' # <% %> <%= -%> %{ ENC[ ] do end def class => = ( ) . \0 \n é ~ << ? --- \t é \\ / $ ${ += 9e99'.split(
      ' ',
    ),
  );
  const change = fc.tuple(fc.nat(), fc.nat(12), fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })));

  test('files of which something was broken', () => {
    const broken = fc.tuple(fc.constantFrom(...paths), fc.array(change, { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(broken, ([path, changes]) => {
        const text = changes.reduce((now, [at, dropped, added]) => {
          const place = at % (now.length + 1);
          return now.slice(0, place) + added + now.slice(place + dropped);
        }, whole[path]!);
        isAnswered({ [path]: text });
      }),
      { seed: 11, numRuns: 600 },
    );
  });

  test('what classifiers and facts may be', () => {
    const text = fc.array(piece, { maxLength: 30 }).map((all) => all.join(''));
    const read = (given: string) => {
      for (const run of [
        () => readClassification(given, 'a.example.com'),
        () => factsOf(readYaml(given, 'facts.yaml'), 'a.example.com'),
      ])
        try {
          run();
        } catch (error) {
          if (!(error instanceof PuppetError)) throw error;
        }
    };
    for (const [, given] of hostile) read(given);
    fc.assert(fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), read), { seed: 12, numRuns: 3000 });
  });
});
