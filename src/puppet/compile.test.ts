import { describe, expect, test } from 'vitest';
import { loadEnvironment } from './environment/load.ts';
import type { Files } from './files.ts';
import { createCompiler, makeNode } from './index.ts';

/** Files that are only in memory. */
function memoryFiles(texts: Readonly<Record<string, string>>): Files {
  const names = Object.keys(texts);
  const below = (path: string) => names.filter((name) => name.startsWith(`${path.replace(/\/$/, '')}/`));
  return {
    read: (path) => texts[path],
    readBytes: (path) => (path in texts ? Buffer.from(texts[path]!) : undefined),
    list: (path) => {
      const inside = below(path).map((name) => name.slice(path.replace(/\/$/, '').length + 1).split('/')[0]!);
      return inside.length === 0 ? undefined : [...new Set(inside)].sort();
    },
    isFile: (path) => path in texts,
    isDirectory: (path) => below(path).length > 0,
    isLink: () => false,
  };
}

function compile(manifest: string, others: Readonly<Record<string, string>> = {}) {
  const files = memoryFiles({ '/env/manifests/site.pp': manifest, ...others });
  const compiler = createCompiler({
    environment: loadEnvironment({ directory: '/env', files }),
    limits: { calls: 100_000, collectionSize: 1_000_000, typeSteps: 100_000, relationships: 100_000 },
  });
  return compiler.compile(makeNode({ certname: 'a.example.com', facts: new Map() }));
}

/** Titles of notify resources, or the error. */
function notified(manifest: string, others?: Readonly<Record<string, string>>): string[] {
  const { catalog, errors } = compile(manifest, others);
  if (catalog === undefined) return errors.map(({ text }) => text);
  return catalog.data().resources.flatMap(({ type, title }) => (type === 'Notify' ? [title] : []));
}

describe('compiling', () => {
  test('loads classes, functions and type aliases of modules', () => {
    const titles = notified('include m::inner', {
      '/env/modules/m/manifests/inner.pp': 'class m::inner(M::Small $n = 2) { notify { m::twice($n): } }',
      '/env/modules/m/functions/twice.pp': 'function m::twice(Integer $n) >> String { "${$n * 2}" }',
      '/env/modules/m/types/small.pp': 'type M::Small = Integer[1, 3]',
    });
    expect(titles).toEqual(['4']);
  });

  test('runs functions of modules that are written in plain Ruby', () => {
    const titles = notified('notify { m::join(["a", "b"]): } notify { shout("x"): }', {
      '/env/modules/m/lib/puppet/functions/m/join.rb':
        "Puppet::Functions.create_function(:'m::join') do\n  dispatch :run do\n    param 'Array[String]', :parts\n  end\n  def run(parts)\n    parts.map { |part| part.upcase }.join('-')\n  end\nend\n",
      '/env/modules/m/lib/puppet/parser/functions/shout.rb':
        "module Puppet::Parser::Functions\n  newfunction(:shout, :type => :rvalue, :arity => 1) do |args|\n    args[0] + '!'\n  end\nend\n",
    });
    expect(titles).toEqual(['A-B', 'x!']);
  });

  test('gives the place of an error and the name of the machine', () => {
    expect(notified('notify { "a": }\nfail("no")')).toEqual([
      'Evaluation Error: Error while evaluating a Function Call, no (file: /env/manifests/site.pp, line: 2, column: 1) on node a.example.com',
    ]);
  });

  test('leaves one machine without trace in the next', () => {
    const files = memoryFiles({ '/env/manifests/site.pp': '$x = [1] notify { "n${x}": before => [] }' });
    const compiler = createCompiler({ environment: loadEnvironment({ directory: '/env', files }) });
    const json = () => compiler.compile(makeNode({ certname: 'a', facts: new Map() })).catalog!.json(0);
    expect(json()).toBe(json());
  });
});

/** `$x`: made of itself 64 times. */
const doubled = (value: string) => `$x = Integer[1, 64].reduce([1]) |$memo, $i| { ${value} }`;

/** Aliases A0 to A40, each made of the one before. */
const aliases = (type: string) =>
  [
    'type A0 = Integer',
    ...Array.from({ length: 40 }, (_, i) => `type A${i + 1} = ${type.replaceAll('%', `${i}`)}`),
  ].join('\n');

describe('a hostile manifest ends in an error', () => {
  test.each([
    ['endless recursion', 'function f($x) { f($x) } f(1)', 'stack level too deep'],
    [
      'recursive classes of defines',
      'define d { d { "${title}x": } } d { "a": }',
      'looped more than 1000 times',
    ],
    [
      'an endless loop',
      'Integer[1, 1000000000].each |$x| { Integer[1, 1000000000].each |$y| { $z = $y } }',
      'stopped',
    ],
    ['a gigantic string', '$x = Integer[1, 64].reduce("a") |$memo, $i| { "${memo}${memo}" }', 'longer than'],
    ['a gigantic width', 'notice(sprintf("%1000000000s", "x").length)', 'out of range'],
    ['a gigantic number in a template', 'notice(inline_template("<%= 2 ** 10000000000 %>"))', 'out of range'],
    ['a gigantic power in a template', 'notice(inline_template("<%= 9 ** 9 ** 9 %>"))', 'out of range'],
    [
      'arrays added in a template',
      'notice(inline_template("<% a = [1]; 64.times { a = a + a } %><%= a.size %>"))',
      'more than',
    ],
    [
      'arrays appended in a template',
      'notice(inline_template("<% a = [1]; 64.times { a.concat(a) } %><%= a.size %>"))',
      'more than',
    ],
    [
      'a gigantic product in a template',
      'notice(inline_template("<%= ([1] * 10).product(*([[1] * 10] * 64)).size %>"))',
      'more than',
    ],
    ['a range without a block', 'notice(Array(Integer[1, 1000000000000]).length)', 'more than'],
    [
      'an expression that backtracks for ever',
      'notice("${sprintf("%5000s", "")}!" =~ /( +)+\\1x/)',
      'too many steps',
    ],
    ['ever more collectors', 'define d { @d { "${title}x": } D <| |> } d { "a": }', 'more than'],
    ['a gigantic array', '$x = Integer[1, 64].reduce([1]) |$memo, $i| { $memo + $memo }', 'more than'],
    ['an array doubled again and again', doubled('[$memo, $memo]'), 'more than'],
    ['a hash of itself', doubled('{ a => $memo, b => { $memo => 1 } }'), 'more than'],
    ['arrays joined in pairs', doubled('$memo << $memo'), 'more than'],
    ['what a function doubles', doubled('[1, 2].map |$x| { $memo }'), 'more than'],
    ['a doubled secret', doubled('[Sensitive($memo), Sensitive($memo)]'), 'more than'],
    ['a doubled object', doubled("Deferred('f', [$memo, $memo])"), 'more than'],
    ['what rest parameters double', doubled('with($memo, $memo) |*$x| { $x }'), 'more than'],
    ['a doubled type', 'Integer[1, 64].reduce(Integer) |$memo, $i| { Tuple[$memo, $memo] }', 'more than'],
    ['doubled aliases', `${aliases('Tuple[A%, A%]')} notice("\${A40}")`, 'longer than'],
    [
      'aliases that can be read in ever more ways',
      `${aliases('Variant[Array[A%], Tuple[A%]]')} ${doubled('[$memo]')} notice($x =~ A40)`,
      'steps',
    ],
    [
      'values nested ever deeper in the catalog',
      'notify { a: message => Integer[1, 2000].reduce(1) |$memo, $i| { [$memo] } }',
      'too deep',
    ],
    [
      'a large text in very many parameters',
      '$x = Integer[1, 20].reduce("abcdefgh") |$memo, $i| { "${memo}${memo}" } Integer[1, 40].each |$i| { notify { "${i}": message => $x } }',
      'catalog longer than',
    ],
    [
      'arrows between very many resources',
      '$n = Array(Integer[1, 400]) notify { $n.map |$i| { "a${i}" }: } -> notify { $n.map |$i| { "b${i}" }: }',
      'relationships',
    ],
    [
      'an array doubled in a template',
      'notice(inline_template("<% a = [1]; 64.times { a = [a, a] } %><%= a %>"))',
      'a template may visit',
    ],
    [
      'arrays doubled and compared in a template',
      'notice(inline_template("<% a = b = [1]; 64.times { a = [a, a]; b = [b, b] } %><%= a == b %>"))',
      'a template may visit',
    ],
  ])('%s', (_name, manifest, reason) => {
    const { errors } = compile(manifest);
    expect(errors[0]?.message).toContain(reason);
  });
});

describe('what only the machine would find', () => {
  const findings = (manifest: string) => compile(manifest).catalog!.check();

  test('dependency cycles, as a path', () => {
    const [cycle] = findings(
      'notify { "a": before => Notify["b"] } notify { "b": before => Notify["c"] } notify { "c": before => Notify["a"] }',
    );
    expect(cycle?.resources).toEqual(['Notify[a]', 'Notify[b]', 'Notify[c]', 'Notify[a]']);
    expect(cycle?.line).toBe(1);
  });

  test('cycles through containers and automatic relations', () => {
    const manifest = 'file { "/a": ensure => directory, require => File["/a/b"] } file { "/a/b": } ';
    expect(findings(manifest)).toEqual([]);
    const container =
      'class c { notify { "x": require => Notify["y"] } } include c notify { "y": require => Class["c"] }';
    expect(findings(container).map(({ code }) => code)).toEqual(['dependency-cycle']);
  });

  test('sources that no module has', () => {
    const [missing] = findings('file { "/a": source => "puppet:///modules/nope/a" }');
    expect(missing).toMatchObject({ code: 'missing-source', resources: ['File[/a]'] });
  });
});
