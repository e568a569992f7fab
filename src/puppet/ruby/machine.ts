import { PRegexp } from '../values/value.ts';
import { constantMethod } from './constants.ts';
import { RubyError, RubyLimitError } from './errors.ts';
import { rubyHasMethod } from './known-methods.ts';
import { arrayMethods } from './methods/array.ts';
import { aliases } from './methods/enumerable.ts';
import { isEnumerating, RubyEnumerator } from './methods/enumerator.ts';
import { hashMethods } from './methods/hash.ts';
import { numberMethods } from './methods/number.ts';
import {
  inRange,
  objectMethods,
  procMethods,
  rangeItems,
  regexpMethods,
  symbolMethods,
} from './methods/object.ts';
import { stringMethods } from './methods/string.ts';
import type { Machine, Method, Methods } from './methods/types.ts';
import { inspect } from './text.ts';
import { undefinedMethod } from './undefined-method.ts';
import {
  classOf,
  isArray,
  isHash,
  isNumber,
  isRubyObject,
  Owned,
  RubyConstant,
  RubyProc,
  RubyRange,
  RubySymbol,
  type RubyValue,
} from './values.ts';
import { resetVisits } from './visits.ts';

/** How many steps of loops one template may take. */
const stepLimit = 5_000_000;

const rangeOwn: Methods<RubyRange> = {
  first: (self) => self.from,
  last: (self) => self.to,
  min: (self) => self.from,
  max: (self) => rangeItems(self).at(-1) ?? null,
  'include?': (self, [value]) => inRange(self, value),
  'cover?': (self, [value]) => inRange(self, value),
  'member?': (self, [value]) => inRange(self, value),
};

/** Methods for a value's own class, without those that every value has. */
function methodsOf(value: RubyValue): Methods<never> | undefined {
  if (typeof value === 'string') return stringMethods as Methods<never>;
  if (isNumber(value)) return numberMethods as Methods<never>;
  if (isArray(value)) return arrayMethods as Methods<never>;
  if (isHash(value)) return hashMethods as Methods<never>;
  if (value instanceof RubySymbol) return symbolMethods as Methods<never>;
  if (value instanceof PRegexp) return regexpMethods as Methods<never>;
  return value instanceof RubyProc ? (procMethods as Methods<never>) : undefined;
}

function findMethod(methods: Methods<never> | undefined, name: string): Method<never> | undefined {
  if (!methods) return undefined;
  if (Object.hasOwn(methods, name)) return methods[name];
  const alias = aliases[name];
  return alias !== undefined && Object.hasOwn(methods, alias) ? methods[alias] : undefined;
}

/** Methods whose text ends in `!` change a string to what the plain one gives. */
function bangMethod(value: RubyValue, name: string): Method<never> | undefined {
  return typeof value === 'string' && name.endsWith('!')
    ? findMethod(stringMethods as Methods<never>, name.slice(0, -1))
    : undefined;
}

/** Methods that libraries give every value. */
const fromLibraries: ReadonlySet<string> = new Set(['to_json', 'to_set', 'to_yaml']);

/** Methods by name, found once for each class. */
const found = new Map<string, Map<string, Method<never> | null>>();

/** The method of a class, or of every value; none where Ruby has none for values of the class. */
function ownOrCommon(value: RubyValue, name: string): Method<never> | undefined {
  const type = classOf(value);
  let known = found.get(type);
  if (known === undefined) {
    known = new Map();
    found.set(type, known);
  }
  let method = known.get(name);
  if (method === undefined) {
    method = rubyHasMethod(type, name) || fromLibraries.has(name) ? firstFound(value, name) : null;
    known.set(name, method);
  }
  return method ?? undefined;
}

function firstFound(value: RubyValue, name: string): Method<never> | null {
  const methods = methodsOf(value);
  return (
    findMethod(methods, name) ??
    findMethod(objectMethods as Methods<never>, name) ??
    bangMethod(value, name) ??
    null
  );
}

/** Runs methods on values; one for each template that is evaluated. */
export class RubyMachine implements Machine {
  readonly owned = new Owned();
  /** The release of Puppet whose Ruby words its errors. */
  readonly release: 7 | 8;

  #steps = 0;

  constructor(release: 7 | 8) {
    this.release = release;
    resetVisits();
  }

  tick(): void {
    if (++this.#steps > stepLimit) throw new RubyLimitError(`a template may take ${stepLimit} steps`, 0);
  }

  send(receiver: RubyValue, name: string, args: readonly RubyValue[], block: RubyProc | null): RubyValue {
    const value = receiver === undefined ? null : receiver;
    if (name === 'respond_to?')
      return this.#respondsTo(value, args[0] instanceof RubySymbol ? args[0].name : String(args[0]));
    if (typeof value === 'object' && !isHash(value) && !isArray(value)) {
      if (value instanceof RubyConstant) return constantMethod(value, name, args, block, this);
      if (isRubyObject(value)) return this.#sendToObject(value, name, args, block);
    }
    const method = this.#find(value, name);
    if (method) return this.#run(method, value, name, args, block);
    if (value instanceof RubyRange) return this.send(rangeItems(value), name, args, block);
    const type = classOf(value);
    if (rubyHasMethod(type, name)) throw new RubyError(`${type}#${name} is not supported`, 0);
    throw undefinedMethod(name, `${inspect(value).slice(0, 80)}:${type}`, this.release);
  }

  /** A method that is given what it does not expect (no block, another class) is one that is not supported. */
  #run(
    method: Method<never>,
    value: RubyValue,
    name: string,
    args: readonly RubyValue[],
    block: RubyProc | null,
  ): RubyValue {
    if (block === null && isEnumerating(value, name))
      return new RubyEnumerator((own) => this.send(value, name, args, own), this);
    try {
      return method(value as never, args, block, this);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new RubyError(`${classOf(value)}#${name} is not supported with these arguments`, 0);
    }
  }

  #find(value: RubyValue, name: string): Method<never> | undefined {
    if (!(value instanceof RubyRange)) return ownOrCommon(value, name);
    const own = findMethod(rangeOwn as Methods<never>, name);
    // A range is walked as the array of its values.
    if (own !== undefined || name === 'to_a' || name === 'each') return own;
    return findMethod(objectMethods as Methods<never>, name);
  }

  #respondsTo(value: RubyValue, name: string): boolean {
    return (
      this.#find(value, name) !== undefined ||
      (value instanceof RubyRange && Object.hasOwn(arrayMethods, name))
    );
  }

  #sendToObject(
    value: RubyValue,
    name: string,
    args: readonly RubyValue[],
    block: RubyProc | null,
  ): RubyValue {
    const object = value as Parameters<typeof classOf>[0] & {
      send: (name: string, args: readonly RubyValue[], block: RubyProc | null) => RubyValue;
    };
    const answer = object.send(name, args, block);
    if (answer !== undefined) return answer;
    const common = findMethod(objectMethods as Methods<never>, name);
    if (common) return common(value as never, args, block, this);
    throw undefinedMethod(name, `#<${classOf(value)}>`, this.release);
  }
}
