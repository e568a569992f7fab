import { PuppetError } from '../error.ts';
import { rubyCompare } from '../functions/support/compare.ts';
import { rubyClass } from '../functions/support/ruby-class.ts';
import { rubyInspect } from '../values/inspect.ts';
import { internKey, makeHash } from '../values/keys.ts';
import { PFloat, type PHash, type Value } from '../values/value.ts';
import { wrongArguments } from './errors.ts';

/** Options of the deep merge, as Hiera's manual names them. */
export interface DeepMergeOptions {
  readonly knockoutPrefix?: string;
  readonly sortMergedArrays?: boolean;
  readonly mergeHashArrays?: boolean;
  /** Takes what knocks out of the arrays of higher precedence too, as Puppet does with what it then explains. */
  readonly consume?: boolean;
}

/**
 * Merges a value of higher precedence over one of lower: hashes key by key, arrays as a union that begins with the
 * lower one, anything else replaced. Behaves as the gem deep_merge 1.2, which Puppet uses.
 */
export function deepMerge(high: Value, low: Value, options: DeepMergeOptions): Value {
  if (high === null) return low;
  if (low === null || low === false) return high;
  if (high instanceof Map)
    return low instanceof Map ? mergeHashes(high, low, options) : overHash(high, low, options);
  if (Array.isArray(high))
    return Array.isArray(low) ? mergeArrays(high, low, options) : overwrite(high, options);
  return overwrite(high, options);
}

/** The first key replaces what is no hash by the whole hash; the others then meet themselves. */
function overHash(high: PHash, low: Value, options: DeepMergeOptions): Value {
  if (high.size === 0) return low;
  return makeHash(
    [...high].map(([key, value], index) => {
      const again = index > 0 && value !== null && value !== false;
      return [key, again ? deepMerge(value, value, options) : value] as const;
    }),
  );
}

function mergeHashes(high: PHash, low: PHash, options: DeepMergeOptions): PHash {
  const merged: PHash = makeHash(low);
  for (const [key, value] of high) {
    const below = merged.get(key) ?? null;
    merged.set(key, deepMerge(value, below === null || below === false ? value : below, options));
  }
  return merged;
}

function mergeArrays(high: readonly Value[], low: readonly Value[], options: DeepMergeOptions): Value[] {
  const { source, dest } = knockOut(high, low, options);
  const hashes = [...source, ...dest].every((item) => item instanceof Map);
  const merged =
    options.mergeHashArrays && hashes ? mergeByPosition(source, dest, options) : union(dest, source);
  return options.sortMergedArrays ? merged.sort((a, b) => rubyCompare(a, b) ?? fail(a, b)) : merged;
}

function fail(a: Value, b: Value): never {
  const shown = b === null || /^(?:boolean|number|bigint)$/.test(typeof b) || b instanceof PFloat;
  const other = shown ? rubyInspect(b) : rubyClass(b);
  const message = `comparison of ${rubyClass(a)} with ${other} failed`;
  throw new PuppetError(message, {}, wrongArguments);
}

/** `--x` takes x away from what is below; `--` alone takes all of it. */
function knockOut(high: readonly Value[], low: readonly Value[], options: DeepMergeOptions) {
  const { knockoutPrefix: prefix } = options;
  if (prefix === undefined) return { source: high, dest: low };
  const knocks = high.filter((item) => item !== prefix && startsWith(item, prefix)) as string[];
  const gone = new Set<Value>(knocks.flatMap((item) => [item, item.slice(prefix.length)]));
  const all = high.includes(prefix);
  const source = high.filter((item) => item !== prefix && !startsWith(item, prefix));
  const dest = all ? [] : low.filter((item) => !gone.has(item));
  consume(high, source, options);
  return { source, dest };
}

function startsWith(item: Value, prefix: string): boolean {
  return typeof item === 'string' && item.startsWith(prefix);
}

function consume(high: readonly Value[], left: readonly Value[], options: DeepMergeOptions): void {
  if (options.consume && left.length < high.length) (high as Value[]).splice(0, high.length, ...left);
}

function mergeByPosition(
  source: readonly Value[],
  dest: readonly Value[],
  options: DeepMergeOptions,
): Value[] {
  const merged = dest.map((item, index) => deepMerge(source[index] ?? new Map(), item, options));
  return [...merged, ...source.slice(dest.length)];
}

/** Ruby's `|`. */
export function union(first: readonly Value[], second: readonly Value[]): Value[] {
  const seen = new Set<Value>();
  return [...first, ...second].filter((value) => !seen.has(internKey(value)) && seen.add(internKey(value)));
}

function overwrite(high: Value, options: DeepMergeOptions): Value {
  const { knockoutPrefix } = options;
  if (knockoutPrefix === undefined) return high;
  if (typeof high === 'string') return high.startsWith(knockoutPrefix) ? '' : high;
  if (!Array.isArray(high)) return high;
  const left = high.filter((item) => !startsWith(item, knockoutPrefix));
  consume(high, left, options);
  return left;
}
