import { formatFloat } from '../../values/float.ts';
import { PFloat } from '../../values/value.ts';
import { jsonText, renderPath } from './path.ts';
import type { HoconReference, HoconScalar, HoconValue } from './value.ts';

/** A reference as it is written. */
export const showReference = ({ optional, path }: HoconReference): string =>
  `\${${optional ? '?' : ''}${renderPath(path)}}`;

/** A value as messages name it: what it is, and its text in one line. */
export function showValue(value: HoconValue): string {
  return `${nameOf(value)}(${textOf(value)}${value.type === 'merge' ? ',' : ''})`;
}

function nameOf(value: HoconValue): string {
  switch (value.type) {
    case 'scalar':
      return scalarName(value);
    case 'list':
      return 'SimpleConfigList';
    case 'object':
      return 'SimpleConfigObject';
    case 'reference':
      return 'ConfigReference';
    case 'concatenation':
      return 'ConfigConcatenation';
    case 'merge':
      return value.stack[0]!.type === 'object' ? 'ConfigDelayedMergeObject' : 'ConfigDelayedMerge';
  }
}

function scalarName({ kind, value }: HoconScalar): string {
  if (kind === 'number') return value instanceof PFloat ? 'ConfigDouble' : 'ConfigInt';
  return { string: 'Quoted', unquoted: 'Unquoted', boolean: 'ConfigBoolean', null: 'ConfigNull' }[kind];
}

function textOf(value: HoconValue): string {
  switch (value.type) {
    case 'scalar':
      return scalarText(value);
    case 'list':
      return `[${value.items.map(textOf).join(',')}]`;
    case 'object':
      return `{${sortedKeys([...value.fields.keys()])
        .map((key) => fieldText(key, value.fields.get(key)!))
        .join(',')}}`;
    case 'reference':
      return showReference(value);
    case 'concatenation':
      return value.pieces.map(textOf).join('');
    case 'merge':
      return value.stack.toReversed().map(textOf).join(',');
  }
}

function fieldText(key: string, value: HoconValue): string {
  const layers = value.type === 'merge' ? value.stack.toReversed() : [value];
  return layers.map((layer) => `${jsonText(key)}:${textOf(layer)}`).join(',');
}

function scalarText({ kind, value, text }: HoconScalar): string {
  if (kind === 'string' || kind === 'unquoted') return jsonText(text);
  return value instanceof PFloat ? formatFloat(value.value) : String(value);
}

/** Keys of digits first, by number. */
function sortedKeys(keys: readonly string[]): string[] {
  const isNumber = (key: string) => /^\d+$/.test(key);
  return keys.toSorted((a, b) => {
    if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
    if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1;
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  });
}
