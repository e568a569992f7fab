import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Functions whose value differs at each call, that read files or run programs, or that wait for a person. */
const IMPURE = new Set(
  'time shuffle str2saltedsha512 str2saltedpbkdf2 loadjson loadyaml glob validate_cmd validate_augeas get_module_path pry load_module_metadata'.split(
    ' ',
  ),
);

const VALUES = [
  'undef',
  'true',
  "''",
  "'a b'",
  "'10.1.2.3'",
  "'Foo::Bar=$x'",
  '3',
  '-1.5',
  "['b', 'a', 'b']",
  "[1, [2, undef], 'x']",
  "{'a' => 1, 'b' => {'c' => 'd'}}",
  'Integer',
];

const FURTHER = [
  'undef',
  "'a'",
  "'1'",
  '2',
  "['a', 1]",
  "{'a' => 2, 'z' => undef}",
  'Integer',
  "'Hash'",
  'true',
];

const TRIPLES = [
  "'abc', 'b', 'x'",
  "['a', 'b', 'c'], 1, 5",
  "{'a' => 1}, {'b' => 2}, {'a' => 3}",
  "'a', 'd', 1",
  "1, 10, '2'",
  "5, 'abc', 'seed'",
  "'x', 'yes', 'no'",
  "true, 'yes', 'no'",
];

/** Calls of every function that a module has in Ruby, with arguments of many kinds, one manifest each. */
export function calls(module: string): string[] {
  return functionsIn(module).flatMap((name) => argumentLists().map((list) => `notice(${name}(${list}))\n`));
}

function functionsIn(module: string): string[] {
  const lib = join(module, 'lib/puppet');
  const folder = join(lib, 'functions', basename(module));
  const names = [...rubyFiles(join(lib, 'functions')), ...rubyFiles(join(lib, 'parser/functions'))];
  const own = rubyFiles(folder).map((name) => `${basename(module)}::${name}`);
  return [...new Set([...names, ...own])].filter((name) => !IMPURE.has(name)).sort();
}

function rubyFiles(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.rb'));
  return files.map((file) => file.slice(0, -'.rb'.length));
}

function argumentLists(): string[] {
  const pairs = VALUES.flatMap((first) => FURTHER.map((second) => `${first}, ${second}`));
  return ['', ...VALUES, ...pairs, ...TRIPLES];
}
