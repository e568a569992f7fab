import { PBinary, type PHash, type PSensitive, type Value } from '../../values/value.ts';
import { defineFunction } from '../api.ts';

function lengthOf(value: Value): number {
  if (typeof value === 'string') return characters(value);
  if (Array.isArray(value)) return value.length;
  return value instanceof PBinary ? value.bytes.length : (value as PHash).size;
}

function characters(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}

/** Number of elements, characters or bytes. */
export const length = defineFunction(
  'length',
  ['Collection', 'String', 'Binary'].map((type) => ({
    signature: `${type} arg`,
    run: (_, [arg]) => lengthOf(arg!),
  })),
);

/** Number of elements, characters or bytes. */
export const size = defineFunction('size', [
  { signature: 'Variant[Collection, String, Binary] arg', run: (_, [arg]) => lengthOf(arg!) },
]);

/** Whether there is nothing in it. */
export const empty = defineFunction('empty', [
  { signature: 'Collection coll', run: (_, [coll]) => lengthOf(coll!) === 0 },
  { signature: 'Sensitive[String] str', run: (_, [text]) => (text as PSensitive).value === '' },
  { signature: 'String str', run: (_, [text]) => text === '' },
  {
    signature: 'Numeric num',
    run: (context) => {
      const { file, line } = context.place();
      const message = 'Calling function empty() with Numeric value is deprecated.';
      context.compiler.warnOnce('deprecations', `empty-from-${file}-${line}`, message, { file, line });
      return false;
    },
  },
  { signature: 'Binary bin', run: (_, [bin]) => lengthOf(bin!) === 0 },
  { signature: 'Undef x', run: () => true },
]);
