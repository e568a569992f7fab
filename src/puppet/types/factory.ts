import { PuppetError } from '../error.ts';
import { isInteger } from '../values/integer.ts';
import { parseSemVerRange } from '../values/semver-range.ts';
import { DEFAULT, PFloat, PRegexp, PSemVerRange, type Value } from '../values/value.ts';
import { unitType } from './any.ts';
import { PCallableType } from './callable-type.ts';
import { PResourceType, resourceType } from './catalog-types.ts';
import { isKindOfCallable } from './mismatch/signatures.ts';
import { type Bound, PFloatType, PIntegerType } from './numeric.ts';
import { objectType, PObjectType } from './object-type.ts';
import { badCount } from './parse-type.ts';
import { PRuntimeType } from './runtime-type.ts';
import { mergeSemVerRanges, PSemVerType } from './semver-types.ts';
import { makePattern, PPatternType, PRegexpType, regexpType } from './string.ts';
import { PTupleType } from './tuple.ts';
import { PType } from './type.ts';
import { typeOfParameter } from './type-of.ts';

/** Whether a parameter is one end of a range. */
export function isRangeParameter(value: Value | undefined): boolean {
  return value !== undefined && (isInteger(value) || value === DEFAULT || value === 'default');
}

function bound(value: Value, open: number): Bound {
  if (value === null || value === DEFAULT || value === 'default') return open;
  return value instanceof PFloat ? value.value : (value as Bound);
}

/** `Integer[from, to]`; throws a PuppetError when from is above to. */
export function makeRange(from: Value, to: Value): PIntegerType {
  return new PIntegerType(bound(from, -Infinity), bound(to, Infinity));
}

/** `Float[from, to]`. */
export function makeFloatRange(from: Value, to: Value): PFloatType {
  return new PFloatType(Number(bound(from, -Infinity)), Number(bound(to, Infinity)));
}

/** Types followed by one or two ends of a range, which give the size. */
function splitRange(parameters: readonly Value[]): { types: Value[]; size: PIntegerType | null } {
  const last = parameters[parameters.length - 1];
  const previous = parameters[parameters.length - 2];
  if (isRangeParameter(previous) && isRangeParameter(last)) {
    return { types: parameters.slice(0, -2), size: makeRange(previous!, last!) };
  }
  if (isRangeParameter(last)) return { types: parameters.slice(0, -1), size: makeRange(last!, DEFAULT) };
  return { types: [...parameters], size: null };
}

/** `Tuple[T, U, min, max]`. */
export function makeTupleType(parameters: readonly Value[]): PTupleType {
  const { types, size } = splitRange(parameters);
  return new PTupleType(types.map(typeOfParameter), size);
}

/** `Callable[T, U, min, max, Block]` or `Callable[[...], R]`. */
export function makeCallableType(parameters: readonly Value[]): PCallableType {
  const hasReturn = parameters.length === 2 && Array.isArray(parameters[0]);
  const given = hasReturn ? (parameters[0] as Value[]) : parameters;
  const last = given[given.length - 1];
  const block = last instanceof PType && isKindOfCallable(last) ? last : null;
  const { types, size } = splitRange(block === null ? given : given.slice(0, -1));
  const tuple = types.map(typeOfParameter);
  if (tuple.length === 0 && size !== null && size.to > 0) tuple.push(unitType);
  return new PCallableType(
    new PTupleType(tuple, size),
    block,
    hasReturn ? typeOfParameter(parameters[1]!) : null,
  );
}

/** `Pattern[...]` of strings, regular expressions, Regexp and Pattern types. */
export function makePatternType(parameters: readonly Value[]): PPatternType {
  return makePattern(parameters.flatMap(patternsOf));
}

function patternsOf(value: Value): readonly PRegexp[] {
  if (typeof value === 'string') return [compiled(value)];
  if (value instanceof PRegexp) return [value];
  if (value instanceof PRegexpType) return [value.regexp ?? new PRegexp('')];
  if (value instanceof PPatternType) return value.patterns;
  throw new PuppetError(`Only String, Regexp, Pattern-Type, and Regexp-Type are allowed: got '${value}`);
}

function compiled(source: string): PRegexp {
  const pattern = new PRegexp(source);
  pattern.regexp.lastIndex = 0;
  return pattern;
}

/** `Regexp[/x/]`. */
export function makeRegexpType(parameter: Value): PType {
  if (parameter instanceof PRegexp) return new PRegexpType(parameter);
  return typeof parameter === 'string' ? new PRegexpType(new PRegexp(parameter)) : regexpType;
}

/** `SemVer[range, ...]`. */
export function makeSemVerType(parameters: readonly Value[]): PSemVerType {
  const ranges = parameters.map((value) =>
    value instanceof PSemVerRange ? value : parseSemVerRange(String(value)),
  );
  return new PSemVerType(ranges.length > 1 ? mergeSemVerRanges(ranges) : ranges);
}

/** `Runtime[ruby, 'Name']`. */
export function makeRuntimeType(parameters: readonly Value[]): PType {
  if (parameters.length !== 2) throw badCount('Runtime', '2', parameters.length);
  const [runtime, pattern] = parameters as [Value, Value];
  if (Array.isArray(pattern)) return new PRuntimeType(String(runtime), pattern as [PRegexp, string]);
  return new PRuntimeType(String(runtime), pattern === null ? null : String(pattern));
}

/** `Object[{...}]`. */
export function makeObjectType(parameter: Value): PObjectType {
  if (!(parameter instanceof Map) || parameter.size === 0) return objectType;
  return PObjectType.ofHash(parameter);
}

const classReference = /^(?:(?:::)?[A-Z]\w*)+$/;

/** `Resource[type, title]`; throws Puppet's errors. */
export function makeResourceType(name: Value, title?: Value): PResourceType {
  const text = title === undefined || title === null ? null : String(title);
  if (name instanceof PResourceType) return new PResourceType(name.typeName, text);
  if (name === null) return resourceType;
  if (typeof name !== 'string') throw new PuppetError(`The type name cannot be a ${typeof name}`);
  const type = new PResourceType(name, text);
  if (!classReference.test(type.typeName!)) throw new PuppetError(`Illegal type name '${type.typeName}'`);
  return type;
}
