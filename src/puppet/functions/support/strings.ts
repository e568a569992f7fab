import { makeHash } from '../../values/keys.ts';
import type { Value } from '../../values/value.ts';
import { defineFunction, type FunctionDefinition } from '../api.ts';
import { walk } from '../support/walk.ts';

type Change = (text: string) => string;

const apply = (value: Value, change: Change): Value => (typeof value === 'string' ? change(value) : value);

/** A function that changes a string, or each string of something iterable; numbers stay as they are. */
export function defineStringChange(name: string, change: Change): FunctionDefinition {
  return defineFunction(name, [
    { signature: 'Numeric arg', run: (_, [arg]) => arg! },
    { signature: 'String arg', run: (_, [arg]) => change(arg as string) },
    {
      signature: 'Iterable[Variant[String, Numeric]] arg',
      run: (_, [arg]) => Array.from(walk(arg!).items, (item) => apply(item, change)),
    },
  ]);
}

/** The same for strings nested in arrays and hashes. */
export function defineDeepStringChange(name: string, change: Change): FunctionDefinition {
  const deep = (value: Value): Value => {
    if (Array.isArray(value)) return value.map(deep);
    if (value instanceof Map)
      return makeHash([...value].map(([key, item]) => [deep(key), deep(item)] as const));
    return apply(value, change);
  };
  return defineFunction(
    name,
    ['Numeric', 'String', 'Array[StringData]', 'Hash[StringData, StringData]'].map((type) => ({
      signature: `${type} arg`,
      run: (_, [arg]) => deep(arg!),
    })),
    ['StringData = Variant[String, Numeric, Array[StringData], Hash[StringData, StringData]]'],
  );
}
