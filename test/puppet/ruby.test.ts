import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type CompileResult,
  type CompilerParts,
  createCompiler,
  diskFiles,
  loadEnvironment,
  makeNode,
} from '../../src/puppet/index.ts';
import { installedRuby } from '../../src/puppet/ruby-wasm/installed.ts';
import type { Value } from '../../src/puppet/values/value.ts';
import { puppet7 } from './installation.ts';

const SCRIPT = fileURLToPath(new URL('./compile.rb', import.meta.url));
const MODULES = fileURLToPath(new URL('./fixtures/ruby/modules', import.meta.url));

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

interface Outcome {
  catalog?: unknown;
  error?: string;
  logged: string[];
}

let directory: string;
let real: Outcome[];

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'placo-ruby-'));
  cases.forEach((source, index) => writeFileSync(manifestOf(index), source));
  const input = {
    modulepath: [MODULES],
    facts: { os: { family: 'Debian', name: 'Debian' } },
    cases: cases.map((_, index) => ({ manifest: manifestOf(index) })),
  };
  // As a server does, so that modules find their libraries.
  const variables = { RUBYLIB: join(MODULES, 'beyond/lib') };
  const outcomes: { catalog?: unknown; error?: string; logged: { level: string; message: string }[] }[] =
    JSON.parse(puppet7.ruby(SCRIPT, [], JSON.stringify(input), variables));
  real = outcomes.map(({ logged, ...rest }) => ({
    ...rest,
    logged: logged.map(({ level, message }) => `${level}: ${message}`),
  }));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const manifestOf = (index: number): string => join(directory, `${index}.pp`);

function compileHere(manifest: string, parts: Partial<CompilerParts> = {}): CompileResult {
  const environment = loadEnvironment({
    directory: '/nonexistent/production',
    files: diskFiles(),
    modulepath: [MODULES],
    manifest,
  });
  const facts = new Map<string, Value>([
    [
      'os',
      new Map<Value, Value>([
        ['family', 'Debian'],
        ['name', 'Debian'],
      ]),
    ],
  ]);
  const serverFacts = new Map<string, Value>([
    ['serverversion', '7.23.0'],
    ['servername', 'puppet.example.com'],
    ['serverip', '192.0.2.1'],
    ['environment', 'production'],
  ]);
  return createCompiler({ environment, ...parts }).compile(
    makeNode({ certname: 'test.example.com', facts, serverFacts }),
  );
}

function outcomeOf({ catalog, errors, messages }: CompileResult): Outcome {
  const logged = messages
    .filter(({ level }) => level !== 'debug')
    .map(({ level, message }) => `${level}: ${message}`);
  if (catalog === undefined) return { error: errors[0]!.text, logged };
  const volatile = ['version', 'catalog_uuid', 'code_id'];
  const entries = Object.entries(JSON.parse(catalog.json(0))).filter(([key]) => !volatile.includes(key));
  return { catalog: Object.fromEntries(entries), logged };
}

test('real Puppet has both catalogs and errors to compare with', () => {
  const refused = real.filter(({ error }) => error !== undefined).length;
  expect(real.length - refused).toBeGreaterThan(12);
  expect(refused).toBeGreaterThan(8);
});

test.each(cases.map((source, index) => [source, index] as const))('%s', (_, index) => {
  const ours = outcomeOf(compileHere(manifestOf(index)));
  const { error, ...rest } = real[index]!;
  if (error === undefined) expect(ours).toEqual(rest);
  else expect(ours.error).toBe(error);
});

test('Ruby that never ends is stopped', () => {
  const manifest = join(directory, 'endless.pp');
  writeFileSync(manifest, 'notice(beyond::endless())');
  const { errors } = compileHere(manifest, { limits: { rubyMilliseconds: 2_000 } });
  expect(errors[0]!.text).toContain('Ruby was stopped: it did not answer for 2 seconds');
});

test('a template that never ends is not given to Ruby to try again', () => {
  const manifest = join(directory, 'loop.pp');
  writeFileSync(manifest, "notice(inline_template('<% loop do %>x<% end %>'))");
  const { errors } = compileHere(manifest);
  expect(errors[0]!.text).toContain('a template may take 5000000 steps');
});

test('without the packages an error says what to install', () => {
  expect(installedRuby([directory])).toBeUndefined();
  expect(installedRuby([directory, process.cwd()])).toBeDefined();
});
