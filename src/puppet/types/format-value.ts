import { formatTimespan } from '../values/timespan.ts';
import { formatTimestamp } from '../values/timestamp.ts';
import {
  PBinary,
  PFloat,
  type PHash,
  PIterator,
  PObject,
  PSemVer,
  PSemVerRange,
  PSensitive,
  PTimespan,
  PTimestamp,
  PUri,
  type Value,
} from '../values/value.ts';
import { inferType } from './infer.ts';
import { initHashOf } from './object-type.ts';
import { puppetQuote } from './quote.ts';
import { PType } from './type.ts';

/** A value as a Puppet expression, as it stands in the parameters of types and in objects; `indent` (levels) breaks hashes over lines. */
export function formatValue(value: Value, indent: number | null = null): string {
  if (value === null) return 'undef';
  if (typeof value === 'string') return puppetQuote(value);
  if (typeof value !== 'object' || value instanceof PFloat) return String(value);
  if (Array.isArray(value)) return formatArray(value, indent);
  if (value instanceof Map) return formatHash(value, indent);
  if (value instanceof PObject) return `${value.type.label}(${formatHash(initHashOf(value), indent)})`;
  if (value instanceof PUri) return `URI(${puppetQuote(value.text)})`;
  if (value instanceof PSemVer || value instanceof PSemVerRange) return `'${value}'`;
  if (value instanceof PTimespan) return `'${formatTimespan(value)}'`;
  if (value instanceof PTimestamp) return `'${formatTimestamp(value)}'`;
  if (value instanceof PType) return value.format({});
  const opaque = value instanceof PBinary || value instanceof PSensitive || value instanceof PIterator;
  return opaque ? `Instance of ${inferType(value)}` : String(value);
}

function formatArray(values: readonly Value[], indent: number | null): string {
  if (indent === null || isShort(values, indent)) {
    return `[${values.map((value) => formatValue(value, indent)).join(', ')}]`;
  }
  const pad = padding(indent + 1);
  return `[\n${values.map((value) => pad + formatValue(value, indent + 1)).join(',\n')}\n${padding(indent)}]`;
}

function isShort(values: readonly Value[], indent: number): boolean {
  return (
    values.length === 0 || 100 - indent * 2 > values.reduce<number>((sum, value) => sum + width(value), 0)
  );
}

function width(value: Value): number {
  if (value === null) return 3;
  if (typeof value === 'string') return value.length + 2;
  if (Array.isArray(value)) return value.length === 0 ? 2 : 1000;
  if (value instanceof Map) return value.size === 0 ? 2 : 1000;
  return typeof value === 'object' && !(value instanceof PFloat) ? 1000 : String(value).length;
}

function formatHash(hash: PHash, indent: number | null): string {
  const inner = indent === null ? null : indent + 1;
  const entries = [...hash].map(
    ([key, value]) => `${formatValue(key, inner)} => ${formatValue(value, inner)}`,
  );
  if (indent === null) return `{${entries.join(', ')}}`;
  if (entries.length === 0) return `{\n${padding(indent)}}`;
  const pad = padding(indent + 1);
  return `{\n${entries.map((entry) => pad + entry).join(',\n')}\n${padding(indent)}}`;
}

function padding(level: number): string {
  return '  '.repeat(level);
}
