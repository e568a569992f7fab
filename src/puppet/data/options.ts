import { compileRubyRegexp } from '../values/ruby-regexp.ts';
import type { PHash, Value } from '../values/value.ts';
import { LookupError } from './errors.ts';

/** lookup_options by exact key, and by pattern in order. */
export interface OptionTable {
  readonly exact: ReadonlyMap<Value, Value>;
  readonly patterns: readonly (readonly [RegExp, Value])[];
}

/** Checks a value of lookup_options; those of a module are for keys of the module. Throws a LookupError. */
export function checkOptions(value: Value | undefined, module: string | undefined): PHash | undefined {
  if (value === undefined || value === null) return undefined;
  if (!(value instanceof Map)) throw new LookupError('value of lookup_options must be a hash');
  if (module !== undefined) for (const key of value.keys()) checkKey(String(key), module);
  return value;
}

function checkKey(key: string, module: string): void {
  if (key.startsWith('^')) {
    if (!key.startsWith(`${module}::`, 1))
      throw new LookupError(
        `all lookup_options patterns must match a key starting with module name '${module}'`,
      );
  } else if (!key.startsWith(`${module}::`)) {
    throw new LookupError(`all lookup_options keys must start with module name '${module}'`);
  }
}

/** Makes patterns of the keys that begin with `^`. */
export function compileOptions(options: PHash | undefined): OptionTable | undefined {
  if (options === undefined) return undefined;
  const isPattern = (key: Value) => typeof key === 'string' && key.startsWith('^');
  return {
    exact: new Map([...options].filter(([key]) => !isPattern(key))),
    patterns: [...options]
      .filter(([key]) => isPattern(key))
      .map(([key, value]) => [compileRubyRegexp(key as string), value] as const),
  };
}

/** The options of a key: its own, or those of the first pattern that matches. */
export function optionsOfKey(table: OptionTable | undefined, root: string): PHash | undefined {
  if (table === undefined) return undefined;
  const exact = table.exact.get(root) ?? null;
  const value = exact ?? table.patterns.find(([pattern]) => pattern.test(root))?.[1];
  return value instanceof Map ? value : undefined;
}
