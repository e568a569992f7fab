import { RubyError } from '../ruby/errors.ts';
import { RubySymbol, type RubyValue } from '../ruby/values.ts';
import { toText } from '../types/index.ts';
import { DEFAULT, PCallable, PFloat, PRegexp, PSensitive, type Value } from '../values/value.ts';

/** A value as JSON; what JSON has no word for is an object with the key `!`. */
export type Coded = null | boolean | number | string | Coded[] | { '!': string; [key: string]: Coded };

/** Puppet's values that Ruby only hands on, by the number that stands for them. */
export class Handles {
  readonly #values: Value[] = [];

  add(value: Value): number {
    return this.#values.push(value) - 1;
  }

  get(id: number): Value {
    return this.#values[id]!;
  }
}

const tagged = (kind: string, value: Coded): Coded => ({ '!': kind, v: value });

/** A value for Ruby. */
export function encode(value: RubyValue, handles: Handles): Coded {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return tagged('integer', value.toString());
  if (Array.isArray(value)) return value.map((item) => encode(item, handles));
  if (value instanceof Map) {
    return tagged(
      'hash',
      [...value].flatMap(([key, item]) => [encode(key, handles), encode(item, handles)]),
    );
  }
  return encodeObject(value, handles);
}

function encodeObject(value: RubyValue, handles: Handles): Coded {
  if (value === DEFAULT) return tagged('symbol', 'default');
  if (value instanceof RubySymbol) return tagged('symbol', value.name);
  if (value instanceof PFloat)
    return tagged('float', Object.is(value.value, -0) ? '-0.0' : String(value.value));
  if (value instanceof PRegexp) return tagged('regexp', value.source);
  if (value instanceof PSensitive) return tagged('sensitive', encode(value.value, handles));
  const text = value instanceof PCallable ? 'lambda' : toText(value as Value);
  return { '!': 'handle', v: handles.add(value as Value), text };
}

/** A value from Ruby; symbols stay symbols. */
export function decode(coded: Coded, handles: Handles): RubyValue {
  if (Array.isArray(coded)) return coded.map((item) => decode(item, handles));
  if (coded === null || typeof coded !== 'object') return coded;
  const value = coded.v as Coded;
  switch (coded['!']) {
    case 'hash':
      return decodeHash(value as Coded[], handles);
    case 'integer':
      return BigInt(value as string);
    case 'float':
      return new PFloat(Number(value));
    case 'symbol':
      return decodeSymbol(value as string);
    case 'regexp':
      return new PRegexp(value as string);
    case 'sensitive':
      return new PSensitive(decode(value, handles) as Value);
    case 'handle':
      return handles.get(value as number);
    default:
      throw new RubyError(`Ruby answered with '${coded['!']}', which is no value`, 0);
  }
}

function decodeHash(flat: Coded[], handles: Handles): Map<Value, Value> {
  const hash = new Map<Value, Value>();
  for (let index = 0; index < flat.length; index += 2) {
    hash.set(decode(flat[index]!, handles) as Value, decode(flat[index + 1]!, handles) as Value);
  }
  return hash;
}

function decodeSymbol(name: string): RubyValue {
  if (name === 'undef') return null;
  return name === 'default' ? DEFAULT : RubySymbol.of(name);
}
