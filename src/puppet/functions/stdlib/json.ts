import { parse as parseYaml } from 'yaml';
import { toValue } from '../../plain.ts';
import { makeHash } from '../../values/keys.ts';
import { PFloat, type Value } from '../../values/value.ts';
import { type AnyFunction, define3x, defineFunction } from '../api.ts';
import { fail } from '../support/fail.ts';
import { type PsychOptions, toYaml } from '../support/psych.ts';
import { rubyToS } from '../support/ruby-text.ts';
import { textWith } from '../support/undefined-method.ts';

/** What Ruby's generator puts between the parts; nothing anywhere by itself. */
interface JsonLayout {
  readonly indent: string;
  readonly space: string;
  readonly space_before: string;
  readonly object_nl: string;
  readonly array_nl: string;
  readonly max_nesting: number;
}

const compact: JsonLayout = {
  indent: '',
  space: '',
  space_before: '',
  object_nl: '',
  array_nl: '',
  max_nesting: 0,
};
const pretty: JsonLayout = {
  indent: '  ',
  space: ' ',
  space_before: '',
  object_nl: '\n',
  array_nl: '\n',
  max_nesting: 100,
};

/** JSON as Ruby's generator writes it: compact. */
export function rubyJson(value: Value): string {
  return written(value, compact, 0);
}

/** JSON as Ruby's `pretty_generate` writes it, by options of that name. */
export function prettyRubyJson(value: Value, options?: Value): string {
  if (!(options instanceof Map)) return written(value, pretty, 0);
  const given = [...options].filter(([, option]) => option !== null);
  const layout = { ...pretty, ...Object.fromEntries(given) } as JsonLayout;
  return written(value, { ...layout, max_nesting: Math.max(layout.max_nesting, 0) }, 0);
}

function written(value: Value, layout: JsonLayout, depth: number): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
    return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  const isList = Array.isArray(value);
  if (!isList && !(value instanceof Map))
    return value instanceof PFloat ? String(value) : JSON.stringify(rubyToS(value));
  if (layout.max_nesting > 0 && depth >= layout.max_nesting) fail(`nesting of ${depth} is too deep`);
  const { array_nl, object_nl } = layout;
  const inner = layout.indent.repeat(depth + 1);
  const end = layout.indent.repeat(depth);
  if (isList) {
    const items = value.map((item) => inner + written(item, layout, depth + 1));
    return `[${array_nl}${items.join(`,${array_nl}`)}${array_nl}${end}]`;
  }
  const entries = [...value].map(([key, item]) => {
    const name = `${JSON.stringify(rubyToS(key))}${layout.space_before}:${layout.space}`;
    return object_nl + inner + name + written(item, layout, depth + 1);
  });
  return `{${entries.join(',')}${object_nl}${end}}`;
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
      signature:
        'Variant[Hash, Array] data, Optional[Boolean] ?skip_undef, Struct[{indent => Optional[String], space => Optional[String], space_before => Optional[String], object_nl => Optional[String], array_nl => Optional[String], allow_nan => Optional[Boolean], max_nesting => Optional[Integer[-1,default]]}] ?opts',
      run: (_, [data, skip, options]) => {
        const kept = (value: Value) => value !== null;
        if (!skip) return `${prettyRubyJson(data!, options)}\n`;
        const filtered = Array.isArray(data)
          ? data.filter(kept)
          : makeHash([...(data as Map<Value, Value>)].filter(([, value]) => kept(value)));
        return `${prettyRubyJson(filtered, options)}\n`;
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
