import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedRuby } from '../../src/puppet/ruby-wasm/installed.ts';
import { type Comparison, comparisons, compileOurs, type Surroundings } from './compile-oracle.ts';
import { installations, puppet7 } from './installation.ts';

const MODULES = fileURLToPath(new URL('./fixtures/ruby/modules', import.meta.url));
const facts = { os: { family: 'Debian', name: 'Debian' } };
const libraries = [join(MODULES, 'beyond/lib')];

/** Manifests whose functions and templates are beyond the native evaluator. */
const cases: readonly string[] = [
  'notice(beyond::steps([1, 4, 9]))',
  "notice(beyond::steps(['x']))",
  "notice(beyond::relative([1, 4]), beyond::relative('abc'), beyond::relative('añ', 3))",
  'notice(beyond::relative(true))',
  'notice(beyond::relative({}))',
  "notice(beyond::echo(undef, true, 1, 1.5, 'ü\\n', [1, [undef]], { 'a' => { 1 => 2 } }, default))",
  "notice(beyond::echo(Sensitive('secret'))['classes'])",
  'notice(beyond::echo({}, [], { [1] => [2] }))',
  'notice(beyond::echo(12345678901234567, -9223372036854775807, 1.0e30, -0.0))',
  'notice(beyond::numbers(7), beyond::numbers(9007199254740993), beyond::numbers(0.1))',
  'notice(beyond::blocks([1, 2]) |$x| { $x + 1 })',
  'notice(beyond::blocks([1, 2]) |$x| { if $x == 2 { next(7) } $x })',
  'function f() { beyond::blocks([1, 2]) |$x| { return(5) } } notice(f())',
  'beyond::blocks([1, 2]) |$x| { fail("in the block ${x}") }',
  'beyond::blocks([1, 2]) |String $x| { $x }',
  ...['raise', 'plain', 'argument', 'nested', 'rescued', 'missing', 'type', 'zero'].map(
    (how) => `notice(beyond::fails('${how}'))`,
  ),
  "$here = 'local' class c { $here = 'inner' notice(beyond::scoped('here')) } include c",
  "notice(beyond_old('a', 1, 2.5, [undef, 'x'], { 'k' => 'v' }, undef))",
  "notice(beyond_old(''))",
  'notice(beyond_old())',
  "beyond_statement(['one', 'two']) Notify['one'] -> Notify['two']",
  "beyond_statement(['one']) notify { 'one': }",
  "$site = 'angers' $settings_of_site = { 'b' => 2, 'a' => [1, undef] } notify { 'n': message => template('beyond/beyond.erb') }",
  "notify { 'n': message => template('beyond/failing.erb') }",
  "$x = ['b', 'a'] notice(inline_template('<% def low(t) = t.sum; self -%><%= @x.each_entry.to_a.cycle(2).to_a.join %>'))",
  "beyond_account { 'anna@lab': ensure => present, value => 'x' } beyond_account { 'bob': realm => 'home' }",
  "beyond_account { 'anna@lab': nothing => 'x' }",
  "beyond_account { 'Anna!': value => 'x' }",
  "notice(beyond_place('beyond/beyond.erb'))",
  "notice(beyond_place('beyond/none.erb'))",
  "$here = 'there' notice(beyond_self('here'), beyond_self('nowhere'))",
  "notice(beyond::address('192.0.2.0/29'), beyond::address('2001:db8::/126'), beyond::address('none'))",
  "$data = { 'a' => [1, undef, 'yes'], 'b' => {} } notify { 'n': message => template('beyond/yaml.erb') }",
  // Something was changed natively before Ruby was found to be needed: it must not be done twice.
  "notify { 'before': } notice(beyond::double(2)) notice(beyond::steps([2, 3])) notify { 'after': }",
];

describe.each(installations)(
  'functions, templates and types in Ruby, as in Puppet $puppet',
  (installation) => {
    const surroundings: Surroundings = { installation, modulepath: [MODULES], facts, libraries };
    let compared: Comparison[];

    beforeAll(() => {
      compared = comparisons(cases, surroundings);
    });

    test('real Puppet has both catalogs and errors to compare with', () => {
      const refused = compared.filter(({ real }) => real.error !== undefined).length;
      expect(compared.length - refused).toBeGreaterThan(12);
      expect(refused).toBeGreaterThan(8);
    });

    test.each(cases.map((source, index) => [source, index] as const))('%s', (_, index) => {
      const { real, ours } = compared[index]!;
      if (real.error === undefined) expect(ours).toEqual(real);
      else expect(ours.error).toBe(real.error);
    });
  },
);

describe('Ruby', () => {
  const surroundings: Surroundings = { installation: puppet7, modulepath: [MODULES], facts };
  const directory = mkdtempSync(join(tmpdir(), 'placo-ruby-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('that never ends is stopped', () => {
    const manifest = join(directory, 'endless.pp');
    writeFileSync(manifest, 'notice(beyond::endless())');
    const { error } = compileOurs(manifest, surroundings, { rubyMilliseconds: 2_000 });
    expect(error).toContain('Ruby was stopped: it did not answer for 2 seconds');
  });

  test('is not given a template that never ends to try again', () => {
    const manifest = join(directory, 'loop.pp');
    writeFileSync(manifest, "notice(inline_template('<% loop do %>x<% end %>'))");
    expect(compileOurs(manifest, surroundings).error).toContain('a template may take 5000000 steps');
  });

  test('without its packages is an error that says what to install', () => {
    expect(installedRuby([directory])).toBeUndefined();
    expect(installedRuby([directory, process.cwd()])).toBeDefined();
  });
});
