import { PType } from '../types/index.ts';
import {
  PBinary,
  PFloat,
  PRegexp,
  PSemVer,
  PSemVerRange,
  PSensitive,
  PTimespan,
  PTimestamp,
  type Value,
} from '../values/value.ts';
import { Collector } from './collector.ts';

/** What Puppet's messages call a value. */
export function valueLabel(value: Value | Collector): string {
  if (value === null) return 'Undef Value';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'number' || typeof value === 'bigint') return 'Integer';
  if (typeof value === 'boolean') return 'Boolean';
  if (Array.isArray(value)) return 'Array';
  if (value instanceof Map) return 'Hash';
  if (value instanceof Collector) return value.exported ? 'Exported-Collector' : 'Catalog-Collector';
  if (value instanceof PType) return typeLabel(value);
  return boxedLabel(value);
}

function typeLabel(type: PType): string {
  const title = (type as { title?: string | null }).title;
  return title ? `${type} Resource-Reference` : `${type}-Type`;
}

function boxedLabel(value: object): string {
  if (value instanceof PFloat) return 'Float';
  if (value instanceof PRegexp) return 'Regexp';
  if (value instanceof PBinary) return 'Binary';
  if (value instanceof PSensitive) return 'Sensitive';
  if (value instanceof PTimestamp) return 'Timestamp';
  if (value instanceof PTimespan) return 'Timespan';
  if (value instanceof PSemVer) return 'Semver';
  if (value instanceof PSemVerRange) return 'SemverRange';
  return 'Object';
}
