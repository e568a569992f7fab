import { rubyJson } from '../../functions/stdlib/json.ts';
import { PFloat, PRegexp } from '../../values/value.ts';
import { orderOrFail, rubyEquals, rubyOrder } from '../compare.ts';
import { RubyError, RubyLimitError } from '../errors.ts';
import { inspect, toS } from '../text.ts';
import {
  classOf,
  isA,
  isArray,
  isHash,
  isNumber,
  RubyConstant,
  RubyProc,
  RubyRange,
  RubySymbol,
  type RubyValue,
  toNumber,
  toPuppet,
  truthy,
} from '../values.ts';
import { conversionName } from './implicit.ts';
import { RubyMatch } from './match.ts';
import type { Methods } from './types.ts';
import { rubyYaml } from './yaml.ts';

/** Ruby's `===`, which case, grep and any? use. */
export function caseEquals(pattern: RubyValue, value: RubyValue): boolean {
  if (pattern instanceof PRegexp) return typeof value === 'string' && pattern.regexp.test(value);
  if (pattern instanceof RubyConstant) return isA(value, pattern.path);
  if (pattern instanceof RubyRange) return inRange(pattern, value);
  if (pattern instanceof RubyProc) return truthy(pattern.call([value]));
  return rubyEquals(pattern, value);
}

/** Whether a range covers a value. */
export function inRange({ from, to, exclusive }: RubyRange, value: RubyValue): boolean {
  const low = from === null ? -1 : rubyOrder(from, value);
  const high = to === null ? -1 : rubyOrder(value, to);
  if (low === undefined || high === undefined || low > 0) return false;
  return exclusive && to !== null ? high < 0 : high <= 0;
}

/** What every value answers. */
export const objectMethods: Methods<RubyValue> = {
  '==': (self, [other]) => rubyEquals(self, other),
  '===': (self, [other]) => caseEquals(self, other),
  '=~': () => null,
  '!': (self) => !truthy(self),
  '<': (self, [other]) => orderOrFail(self, other) < 0,
  '>': (self, [other]) => orderOrFail(self, other) > 0,
  '<=': (self, [other]) => orderOrFail(self, other) <= 0,
  '>=': (self, [other]) => orderOrFail(self, other) >= 0,
  '<=>': (self, [other]) => rubyOrder(self, other) ?? null,
  'nil?': (self) => self === null || self === undefined,
  'is_a?': (self, [type]) => isA(self, toS(type)),
  'instance_of?': (self, [type]) => classOf(self) === toS(type),
  class: (self) => new RubyConstant(classOf(self)),
  to_s: (self) => toS(self),
  inspect: (self) => inspect(self),
  to_a: (self) => (self === null ? [] : [self]),
  to_h: () => new Map(),
  to_i: () => 0,
  to_f: () => new PFloat(0),
  to_json: (self) => rubyJson(toPuppet(self)),
  to_yaml: (self, [options]) => rubyYaml(self, options),
  dup: (self) => (isArray(self) ? [...self] : isHash(self) ? new Map(self) : self),
  clone: (self) => (isArray(self) ? [...self] : isHash(self) ? new Map(self) : self),
  freeze: (self) => self,
  'frozen?': () => false,
  itself: (self) => self,
  tap: (self, _, block) => (block!.call([self]), self),
  yield_self: (self, _, block) => block!.call([self]),
  // biome-ignore lint/suspicious/noThenProperty: a method of Ruby's
  then: (self, _, block) => block!.call([self]),
  send: (self, [name, ...args], block, machine) => machine.send(self, toS(name), args, block),
  public_send: (self, [name, ...args], block, machine) => machine.send(self, toS(name), args, block),
  hash: (self) => toS(self).length,
  object_id: () => 0,
  '&': (self, [other]) => truthy(self) && truthy(other),
  '|': (self, [other]) => truthy(self) || truthy(other),
  '^': (self, [other]) => truthy(self) !== truthy(other),
};

/** Ruby's Regexp. */
export const regexpMethods: Methods<PRegexp> = {
  '=~': (self, [text]) => {
    const at = typeof text === 'string' ? text.search(self.regexp) : -1;
    return at === -1 ? null : at;
  },
  match: (self, [text]) => (typeof text === 'string' ? RubyMatch.of(self.regexp, text) : null),
  'match?': (self, [text]) => {
    if (text === null || text === undefined) return false;
    const subject = text instanceof RubySymbol ? text.name : text;
    if (typeof subject !== 'string')
      throw new RubyError(`no implicit conversion of ${conversionName(subject)} into String`, 0, true);
    return self.regexp.test(subject);
  },
  source: (self) => self.source,
};

/** Ruby's Symbol. */
export const symbolMethods: Methods<RubySymbol> = {
  to_sym: (self) => self,
  to_proc: (self, _, __, machine) =>
    new RubyProc(([first, ...rest]) => machine.send(first, self.name, rest, null), -2),
  size: (self) => self.name.length,
};

/** Ruby's Proc. */
export const procMethods: Methods<RubyProc> = {
  call: (self, args) => self.call(args),
  '[]': (self, args) => self.call(args),
  to_proc: (self) => self,
  arity: (self) => self.arity,
};

/** All values of a range of integers or of short texts. */
export function rangeItems({ from, to, exclusive }: RubyRange): RubyValue[] {
  if (isNumber(from)) {
    const last = toNumber(to) - (exclusive ? 1 : 0);
    if (!Number.isFinite(last) || last - toNumber(from) > 1_000_000)
      throw new RubyLimitError('a range is too long', 0);
    return Array.from(
      { length: Math.max(0, last - toNumber(from) + 1) },
      (_, index) => toNumber(from) + index,
    );
  }
  const [start, end] = [toS(from), toS(to)];
  if (start.length !== 1 || end.length !== 1)
    throw new RubyError(`the range ${start}..${end} is not supported in templates`, 0);
  const codes = Array.from(
    { length: Math.max(0, end.charCodeAt(0) - start.charCodeAt(0) + (exclusive ? 0 : 1)) },
    (_, index) => start.charCodeAt(0) + index,
  );
  return codes.map((code) => String.fromCharCode(code));
}
