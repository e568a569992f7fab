import { formatValue } from '../types/format-value.ts';
import { PType } from '../types/type.ts';
import { formatTimespan } from './timespan.ts';
import { formatTimestamp } from './timestamp.ts';
import { PIterator, PObject, PTimespan, PTimestamp, type Value } from './value.ts';

/** A value as `"${x}"` prints it. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(toText).join(', ')}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([key, entry]) => `${toText(key)} => ${toText(entry)}`).join(', ')}}`;
  }
  if (value instanceof PType) return value.toString();
  if (value instanceof PTimestamp) return formatTimestamp(value);
  if (value instanceof PTimespan) return formatTimespan(value);
  if (value instanceof PObject) return formatValue(value);
  if (value instanceof PIterator) return `Iterator[${value.elementType.generalize()}]-Value`;
  return String(value);
}
