import { rubyInspect as inspectPuppet, rubyToS as puppetToS } from '../functions/support/ruby-text.ts';
import { PRegexp, type Value } from '../values/value.ts';
import {
  classOf,
  isArray,
  isHash,
  isRubyObject,
  RubyConstant,
  RubyProc,
  RubyRange,
  RubySymbol,
  type RubyValue,
} from './values.ts';
import { countVisit } from './visits.ts';

/** Ruby's `to_s`. */
export function toS(value: RubyValue): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (value instanceof RubySymbol) return value.name;
  if (value instanceof RubyRange)
    return `${toS(value.from)}${value.exclusive ? '...' : '..'}${toS(value.to)}`;
  if (isArray(value) || isHash(value)) return inspect(value);
  if (value instanceof RubyConstant) return value.path;
  if (isRubyObject(value)) return value.toString();
  return value instanceof RubyProc ? '#<Proc>' : puppetToS(value as Value);
}

/** Ruby's `inspect`, as before Ruby 3.4. */
export function inspect(value: RubyValue): string {
  if (value === null || value === undefined) return 'nil';
  if (value instanceof RubySymbol)
    return /^[A-Za-z_]\w*[?!=]?$/.test(value.name) ? `:${value.name}` : `:${inspectPuppet(value.name)}`;
  if (isArray(value) || isHash(value)) countVisit();
  if (isArray(value)) return `[${value.map(inspect).join(', ')}]`;
  if (isHash(value))
    return `{${[...value].map(([key, item]) => `${inspect(key)}=>${inspect(item)}`).join(', ')}}`;
  if (value instanceof RubyRange)
    return `${inspect(value.from)}${value.exclusive ? '...' : '..'}${inspect(value.to)}`;
  if (typeof value === 'string' || value instanceof PRegexp) return inspectPuppet(value);
  return isRubyObject(value) ? `#<${classOf(value)}>` : toS(value);
}
