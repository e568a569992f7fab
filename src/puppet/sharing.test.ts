import { describe, expect, test } from 'vitest';
import { treeFiles } from '../catalog/tree-files.ts';
import { createCompiler, loadEnvironment, makeNode } from './index.ts';
import type { Value } from './values/value.ts';

/** A compiler of an environment in memory, whose files may be changed between machines. */
function environmentOf(texts: Readonly<Record<string, string>>) {
  const tree = new Map(Object.entries(texts));
  const files = treeFiles(tree, '/env');
  const compiler = createCompiler({ environment: loadEnvironment({ directory: '/env', files }) });
  const notified = (certname: string, facts: Readonly<Record<string, Value>> = {}): string[] => {
    const node = makeNode({ certname, facts: new Map(Object.entries(facts)) });
    const { catalog, errors } = compiler.compile(node);
    if (catalog === undefined) return errors.map(({ text }) => text);
    return catalog.data().resources.flatMap(({ type, title }) => (type === 'Notify' ? [title] : []));
  };
  return { tree, notified };
}

const hierarchy = (...paths: string[]) =>
  [
    'version: 5',
    'hierarchy:',
    '  - name: all',
    '    paths:',
    ...paths.map((path) => `      - "${path}"`),
  ].join('\n');

describe('what is kept between lookups', () => {
  test('follows the variables that paths of the hierarchy interpolate', () => {
    const { notified } = environmentOf({
      'manifests/site.pp': [
        'class a { $role = "one" notify { lookup("k"): } }',
        'class b { $role = "two" notify { lookup("k"): } }',
        'include a, b',
        '$late = "three"',
        'notify { "top ${lookup("k")}": }',
      ].join('\n'),
      'hiera.yaml': hierarchy('%{late}.yaml', '%{role}.yaml', 'common.yaml'),
      'data/one.yaml': 'k: from one',
      'data/two.yaml': 'k: from two',
      'data/three.yaml': 'k: from three',
      'data/common.yaml': 'k: common',
    });
    expect(notified('a.example.com')).toEqual(['from one', 'from two', 'top from three']);
  });

  test('follows the configuration, which may come, change, break and go between machines', () => {
    const { tree, notified } = environmentOf({
      'manifests/site.pp': 'notify { lookup("k"): }',
      'data/common.yaml': 'k: common',
      'data/other.yaml': 'k: other',
    });
    const missing = expect.stringContaining("did not find a value for the name 'k'");
    expect(notified('a')).toEqual([missing]);
    tree.set('hiera.yaml', hierarchy('common.yaml'));
    expect(notified('b')).toEqual(['common']);
    tree.set('hiera.yaml', hierarchy('other.yaml'));
    expect(notified('c')).toEqual(['other']);
    tree.set('hiera.yaml', 'version: 5\nhierarchy: no list');
    const broken = expect.stringContaining('hiera.yaml');
    expect(notified('d')).toEqual([broken]);
    expect(notified('e')).toEqual([broken]);
    tree.set('hiera.yaml', hierarchy('common.yaml'));
    expect(notified('f')).toEqual(['common']);
    tree.delete('hiera.yaml');
    expect(notified('g')).toEqual([missing]);
  });

  test('follows the facts of each machine', () => {
    const { notified } = environmentOf({
      'manifests/site.pp': 'notify { lookup("k"): }',
      'hiera.yaml': hierarchy('%{facts.os.name}.yaml'),
      'data/Debian.yaml': 'k: "%{facts.os.name} on %{facts.rack}"',
      'data/Rocky.yaml': 'k: other',
    });
    const os = (name: string) => new Map<Value, Value>([['name', name]]);
    expect(notified('a', { os: os('Debian'), rack: 'r1' })).toEqual(['Debian on r1']);
    expect(notified('b', { os: os('Rocky') })).toEqual(['other']);
    expect(notified('c', { os: os('Debian'), rack: 'r2' })).toEqual(['Debian on r2']);
  });

  test('reads data, templates and hiera.yaml again when their text is another', () => {
    const { tree, notified } = environmentOf({
      'manifests/site.pp': 'include m',
      'modules/m/manifests/init.pp': 'class m { notify { "${lookup("k")} ${epp("m/t.epp")}": } }',
      'modules/m/templates/t.epp': 'first',
      'hiera.yaml': hierarchy('one.yaml'),
      'data/one.yaml': 'k: 1',
      'data/two.yaml': 'k: 2',
    });
    expect(notified('a')).toEqual(['1 first']);
    tree.set('data/one.yaml', 'k: 11');
    tree.set('modules/m/templates/t.epp', 'second');
    expect(notified('a')).toEqual(['11 second']);
    tree.set('hiera.yaml', hierarchy('two.yaml'));
    expect(notified('a')).toEqual(['2 second']);
  });

  test('keeps lookup_options of a module to the module', () => {
    const data = (text: string) => `lookup_options:\n  ${text}\n`;
    const { notified } = environmentOf({
      'manifests/site.pp': 'include m, n, o',
      'hiera.yaml': hierarchy('one.yaml', 'two.yaml'),
      'data/one.yaml': `${data('"n::list": { merge: unique }')}m::list: [a]\nn::list: [a]\no::list: [a]`,
      'data/two.yaml': 'm::list: [b]\nn::list: [b]\no::list: [b]',
      'modules/m/manifests/init.pp': 'class m(Array $list) { notify { "m${list}": } }',
      'modules/m/hiera.yaml': hierarchy('m.yaml'),
      'modules/m/data/m.yaml': `${data('"m::list": { merge: unique }')}m::list: [c]`,
      'modules/n/manifests/init.pp': 'class n(Array $list) { notify { "n${list}": } }',
      'modules/o/manifests/init.pp': 'class o(Array $list) { notify { "o${list}": } }',
    });
    expect(notified('a')).toEqual(['m[a, b, c]', 'n[a, b]', 'o[a]']);
  });
});

describe('what is kept between machines', () => {
  test('is what the first manifests define, not what a machine loads besides', () => {
    const { notified } = environmentOf({
      'manifests/site.pp': [
        'node /^a/ { include m::n notify { "by pattern": } }',
        'node /^ab/ { notify { "never": } }',
        'node b { define_it { "x": } }',
        'node default { notify { "default": } }',
        'define define_it { notify { "defined": } }',
      ].join('\n'),
      'modules/m/manifests/n.pp': 'class m::n { notify { "loaded": } } class m::n::inner { }',
    });
    for (let round = 0; round < 2; round++) {
      expect(notified('ab')).toEqual(['loaded', 'by pattern']);
      expect(notified('b')).toEqual(['defined']);
      expect(notified('c')).toEqual(['default']);
    }
  });

  test('leaves each machine its errors and warnings', () => {
    const tree = new Map([
      ['manifests/a.pp', 'class c { } class d ($noop = true) { }'],
      ['manifests/b.pp', 'class c { }'],
    ]);
    const compile = () => {
      const environment = loadEnvironment({ directory: '/env', files: treeFiles(tree, '/env') });
      const compiler = createCompiler({ environment });
      return ['a', 'b'].map((certname) => {
        const { errors, messages } = compiler.compile(makeNode({ certname, facts: new Map() }));
        return [errors[0]?.message, messages.map(({ message }) => message)] as const;
      });
    };
    const [first, second] = compile();
    expect(first![0]).toMatch(/^Class 'c' is already defined/);
    expect(second).toEqual(first);
    tree.set('manifests/b.pp', 'class e { }');
    const [before, after] = compile();
    expect(before![1].join()).toContain('noop');
    expect(after).toEqual(before);
  });
});
