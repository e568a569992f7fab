import { PuppetError } from '../../error.ts';
import { describeMismatch, inferSet, inferType, newValue, type PType, parseType } from '../../types/index.ts';
import { PSensitive, type Value } from '../../values/value.ts';
import { type Block, defineFunction, type FunctionContext } from '../api.ts';

/** `T.new(...)`: makes a value of a type. */
export const newFunction = defineFunction('new', [
  {
    signature: 'Type type, Any *args, Callable ?&block',
    run: (_, [type, ...args], block) => newValue(type as PType, args, block),
  },
]);

/** The value converted to a type. */
export const convertTo = defineFunction('convert_to', [
  {
    signature: 'Any value, Type type, Any *args, Callable[1, 1] ?&block',
    run: (_, [value, type, ...args], block) => {
      const result = newValue(type as PType, [value!, ...args]);
      return block ? block.call([result]) : result;
    },
  },
]);

/** The type of a value: detailed, reduced or generalized. */
export const type = defineFunction('type', [
  { signature: 'Any value, Enum[detailed] ?inference_method', run: (_, [value]) => inferSet(value!) },
  { signature: 'Any value, Enum[reduced] inference_method', run: (_, [value]) => inferType(value!) },
  {
    signature: 'Any value, Enum[generalized] inference_method',
    run: (_, [value]) => inferType(value!).generalize(),
  },
]);

function assertType(wanted: PType, value: Value, block: Block | undefined): Value {
  if (wanted.isInstance(value)) return value;
  const inferred = inferSet(value);
  if (block) return block.call([wanted, inferred]);
  throw new PuppetError(describeMismatch('assert_type():', wanted, inferred));
}

/** The value, which must be of a type. */
export const assertTypeFunction = defineFunction('assert_type', [
  {
    signature: 'Type type, Any value, Callable[Type, Type] ?&block',
    run: (_, [wanted, value], block) => assertType(wanted as PType, value!, block),
  },
  {
    signature: 'String type_string, Any value, Callable[Type, Type] ?&block',
    run: (context: FunctionContext, [text, value], block) =>
      assertType(
        context.compiler.parseType?.(text as string, context.scope) ?? parseType(text as string),
        value!,
        block,
      ),
  },
]);

/** Notes the texts and numbers of a value. */
function noteTexts(value: Value, texts: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') texts.add(String(value).trim());
  else if (Array.isArray(value)) for (const part of value) noteTexts(part, texts);
  else if (value instanceof Map) for (const part of value.values()) noteTexts(part, texts);
}

/** What a Sensitive hides. */
export const unwrap = defineFunction(
  'unwrap',
  ['Sensitive', 'Any'].map((argument) => ({
    signature: `${argument} arg, Callable ?&block`,
    run: ({ compiler }, [value], block) => {
      const plain = value instanceof PSensitive ? value.value : value!;
      if (value instanceof PSensitive) noteTexts(plain, compiler.unwrapped);
      return block ? block.call([plain]) : plain;
    },
  })),
);
