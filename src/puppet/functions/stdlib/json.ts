import { parse as parseYaml } from 'yaml';
import { toValue } from '../../plain.ts';
import { makeHash } from '../../values/keys.ts';
import { PFloat, type Value } from '../../values/value.ts';
import { type AnyFunction, define3x, defineFunction } from '../api.ts';
import { fail } from '../support/fail.ts';
import { type PsychOptions, toYaml } from '../support/psych.ts';
import { rubyToS } from '../support/ruby-text.ts';
import { textWith } from '../support/undefined-method.ts';

/** JSON as Ruby's generator writes it: compact, or with two spaces. */
export function rubyJson(value: Value, pretty = false, indent = ''): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
    return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return brackets(
      '[',
      value.map((item) => rubyJson(item, pretty, inner)),
      ']',
      pretty,
      indent,
    );
  if (!(value instanceof Map))
    return value instanceof PFloat ? String(value) : JSON.stringify(rubyToS(value));
  const separator = pretty ? ': ' : ':';
  const entries = [...value].map(
    ([key, item]) => `${JSON.stringify(rubyToS(key))}${separator}${rubyJson(item, pretty, inner)}`,
  );
  return brackets('{', entries, '}', pretty, indent);
}

function brackets(
  open: string,
  items: readonly string[],
  close: string,
  pretty: boolean,
  indent: string,
): string {
  if (!pretty || items.length === 0) return open + items.join(',') + close;
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`;
}

function definePlainReader(name: string, read: (text: string) => unknown): AnyFunction {
  return define3x(name, -1, (_, args) => {
    if (args.length === 0) fail('Wrong number of arguments. 1 or 2 arguments should be provided.');
    try {
      return toValue(read(textWith('to_str', args[0]))) || (args[1] ?? null);
    } catch (error) {
      return args[1] ?? fail((error as Error).message);
    }
  });
}

/** Functions of stdlib on JSON and YAML. */
export const jsonFunctions: readonly AnyFunction[] = [
  definePlainReader('parsejson', (text) => JSON.parse(text)),
  definePlainReader('parseyaml', (text) => parseYaml(text, { mapAsMap: true, version: '1.1' })),
  defineFunction('to_json', [{ signature: 'Any data', run: (_, [data]) => rubyJson(data!) }]),
  defineFunction('to_json_pretty', [
    {
      signature: 'Variant[Hash, Array] data, Optional[Boolean] ?skip_undef, Any ?opts',
      run: (_, [data, skip]) => {
        const kept = (value: Value) => value !== null;
        if (!skip) return `${rubyJson(data!, true)}\n`;
        const filtered = Array.isArray(data)
          ? data.filter(kept)
          : makeHash([...(data as Map<Value, Value>)].filter(([, value]) => kept(value)));
        return `${rubyJson(filtered, true)}\n`;
      },
    },
  ]),
  defineFunction('to_yaml', [
    {
      signature: 'Any data, Hash ?options',
      run: (_, [data, options]) => toYaml(data!, yamlOptions(options)),
    },
  ]),
];

function yamlOptions(options: Value | undefined): PsychOptions {
  if (!(options instanceof Map)) return {};
  const number = (name: string) =>
    typeof options.get(name) === 'number' ? Number(options.get(name)) : undefined;
  return { indentation: number('indentation'), lineWidth: number('line_width') };
}
