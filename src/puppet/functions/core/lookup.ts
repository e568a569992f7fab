import { PuppetError } from '../../error.ts';
import { describeMismatch, inferSet, type PType } from '../../types/index.ts';
import type { PHash, Value } from '../../values/value.ts';
import { type Block, defineFunction, type FunctionContext } from '../api.ts';

interface Wanted {
  readonly name: Value;
  readonly type?: Value;
  readonly merge?: Value;
  readonly fallback?: Value;
  readonly overrides?: PHash;
  readonly defaults?: PHash;
}

/** Looks keys up, the first one found winning; then the defaults, the block, the default value. */
function find(context: FunctionContext, wanted: Wanted, block: Block | undefined): Value {
  const names = (Array.isArray(wanted.name) ? wanted.name : [wanted.name]) as string[];
  for (const name of names) {
    const override = wanted.overrides?.get(name);
    if (override !== undefined)
      return typed(`Value found for key '${name}' in override hash`, wanted.type, override);
    const found = context.compiler.data.lookup(name, context.scope, {
      merge: (wanted.merge ?? undefined) as string | PHash | undefined,
      overrides: wanted.overrides,
      defaults: wanted.defaults,
    });
    if (found.found) return typed('Found value', wanted.type, found.value);
  }
  return withoutData(names, wanted, block);
}

function withoutData(names: readonly string[], wanted: Wanted, block: Block | undefined): Value {
  const name = names.find((each) => wanted.defaults?.has(each));
  if (name !== undefined)
    return typed(
      `Value found for key '${name}' in default values hash`,
      wanted.type,
      wanted.defaults!.get(name)!,
    );
  if (block) return typed('Value returned from default block', wanted.type, block.call([wanted.name]));
  if (wanted.fallback !== undefined) return typed('Default value', wanted.type, wanted.fallback);
  const [only] = names;
  const list = names.map((each) => `'${each}'`).join(', ');
  throw new PuppetError(
    `Function lookup() did not find a value for ${names.length === 1 ? `the name '${only}'` : `any of the names [${list}]`}`,
    {},
    'LOOKUP_ERROR',
  );
}

function typed(what: string, type: Value | undefined, value: Value): Value {
  if (type === undefined || type === null || (type as PType).isInstance(value)) return value;
  throw new PuppetError(describeMismatch(`${what} has wrong type,`, type as PType, inferSet(value)));
}

function fromOptions(options: Value, name?: Value): Wanted {
  const get = (key: string) => (options as PHash).get(key);
  return {
    name: name ?? get('name')!,
    type: get('value_type'),
    merge: get('merge'),
    fallback: get('default_value'),
    overrides: get('override') as PHash | undefined,
    defaults: get('default_values_hash') as PHash | undefined,
  };
}

const options =
  'value_type => Optional[ValueType], default_value => Optional[DefaultValueType], override => Optional[Hash[String, Any]], default_values_hash => Optional[Hash[String, Any]], merge => Optional[MergeType]';

const localTypes = [
  'NameType = Variant[String, Array[String]]',
  'ValueType = Type',
  'DefaultValueType = Any',
  'MergeType = Variant[String[1], Hash[String, Scalar]]',
  'BlockType = Callable[NameType]',
  `OptionsWithName = Struct[{ name => NameType, ${options} }]`,
  `OptionsWithoutName = Struct[{ ${options} }]`,
];

/** The value that Hiera has for a key. */
export const lookup = defineFunction(
  'lookup',
  [
    {
      signature: 'NameType name, ValueType ?value_type, MergeType ?merge',
      run: (context, [name, type, merge]) => find(context, { name: name!, type, merge }, undefined),
    },
    {
      signature:
        'NameType name, Optional[ValueType] value_type, Optional[MergeType] merge, DefaultValueType default_value',
      run: (context, [name, type, merge, fallback]) =>
        find(context, { name: name!, type, merge, fallback }, undefined),
    },
    {
      signature: 'NameType name, ValueType ?value_type, MergeType ?merge, BlockType &block',
      run: (context, [name, type, merge], block) => find(context, { name: name!, type, merge }, block),
    },
    {
      signature: 'OptionsWithName options_hash, BlockType ?&block',
      run: (context, [given], block) => find(context, fromOptions(given!), block),
    },
    {
      signature: 'Variant[String, Array[String]] name, OptionsWithoutName options_hash, BlockType ?&block',
      run: (context, [name, given], block) => find(context, fromOptions(given!, name), block),
    },
  ],
  localTypes,
);
