import { PuppetError, type PuppetPlace } from '../error.ts';
import { isInteger } from '../values/integer.ts';
import { DEFAULT, PFloat, PRegexp, PSemVerRange, type Value } from '../values/value.ts';
import { PAnyType } from './any.ts';
import { PCallableType } from './callable-type.ts';
import { PClassType, PResourceType } from './catalog-types.ts';
import { PArrayType, PCollectionType, PHashType } from './collection.ts';
import { once } from './convert/constructor.ts';
import { extendObject } from './extend-object.ts';
import {
  isRangeParameter,
  makeCallableType,
  makeFloatRange,
  makeObjectType,
  makePatternType,
  makeRange,
  makeRegexpType,
  makeRuntimeType,
  makeSemVerType,
  makeTupleType,
} from './factory.ts';
import { inferType } from './infer.ts';
import { PInitType } from './init-type.ts';
import { PIterableType, PIteratorType } from './iterable.ts';
import { article } from './mismatch/expectation.ts';
import { PFloatType, PIntegerType } from './numeric.ts';
import { PObjectType } from './object-type.ts';
import { rubyClassName } from './ruby-class.ts';
import { PRuntimeType } from './runtime-type.ts';
import { falseType, PBooleanType, trueType } from './scalar.ts';
import { PSemVerType } from './semver-types.ts';
import { PEnumType, PPatternType, PRegexpType, PStringType } from './string.ts';
import { makeStruct, PStructType } from './struct.ts';
import { makeTimespanType, makeTimestampType, PTimespanType, PTimestampType } from './time-types.ts';
import { PTupleType } from './tuple.ts';
import { PType } from './type.ts';
import { PTypeReferenceType } from './type-reference.ts';
import { makeTypeSet, PTypeSetType } from './type-set.ts';
import { makeUriType, PUriType } from './uri-type.ts';
import { makeVariant, PVariantType } from './variant.ts';
import { PNotUndefType, POptionalType, PSensitiveType, PTypeType } from './wrappers.ts';

/** What an error is about: a key (by index), the left side, or the whole access expression. */
export type Blamed = number | 'left' | 'whole';

/** The access expression being evaluated, for the places of errors. */
export interface AccessPlaces {
  placeOf?: (blamed: Blamed) => PuppetPlace;
}

type Access = (type: PType, keys: Value[], fail: Fail) => Value;

type Fail = (message: string, blamed?: Blamed, code?: string) => never;

/**
 * `T[keys]` in an expression, with evaluated keys: the parametrised type, for `Class` and resource types an array when
 * several titles were given. Parameters of declared resources (`File['a']['mode']`) are the evaluator's: it must not ask
 * for a type that has a title or a class name. Throws a PuppetError worded as Puppet does.
 */
export function accessType(type: PType, keys: readonly Value[], places: AccessPlaces = {}): Value {
  const fail: Fail = (message, blamed = 'whole', code) => {
    throw new PuppetError(message, places.placeOf?.(blamed) ?? {}, code);
  };
  const access = accessors().find(([kind]) => type instanceof kind)?.[1];
  if (access === undefined) return fail(`Operator '[]' is not applicable to ${aTypeLabel(type)}.`, 'left');
  const given = keepsArrays().some((kind) => type instanceof kind) ? [...keys] : flatten(keys);
  return access(type, given, fail);
}

function flatten(values: readonly Value[]): Value[] {
  return values.flatMap((value) => (Array.isArray(value) ? flatten(value) : [value]));
}

function typeLabel(type: PType): string {
  if (type instanceof PResourceType && type.title !== null) return `${type} Resource-Reference`;
  return `${type}-Type`;
}

function aTypeLabel(type: PType): string {
  return `${article(String(type))} ${typeLabel(type)}`;
}

function keyTypeName(value: Value): string {
  if (value === null) return 'Undef';
  return value === DEFAULT ? 'Default' : inferType(value).generalize().toString();
}

interface Kind {
  label: string;
  test: (value: Value) => boolean;
}

const stringKind: Kind = { label: 'String', test: (value) => typeof value === 'string' };
const typeKind: Kind = { label: 'Any-Type', test: (value) => value instanceof PType };
const regexpKind: Kind = { label: 'Regexp', test: (value) => value instanceof PRegexp };
const hashKind: Kind = { label: 'Hash', test: (value) => value instanceof Map };
const trueKind: Kind = { label: 'TrueClass', test: (value) => value === true };
const falseKind: Kind = { label: 'FalseClass', test: (value) => value === false };
const rangeKind: Kind = {
  label: 'SemanticPuppet::VersionRange',
  test: (value) => value instanceof PSemVerRange,
};
const patternKind: Kind = { label: 'Pattern-Type', test: (value) => value instanceof PPatternType };
const regexpTypeKind: Kind = { label: 'Regexp-Type', test: (value) => value instanceof PRegexpType };

function arity(
  label: string,
  min: number,
  max: number | null,
  actual: number,
  fail: Fail,
  blamed: Blamed = 'whole',
): never {
  const count =
    max === null || max === min ? String(min) : max === Infinity ? `${min} or more` : `${min} to ${max}`;
  const noun = count === '1' ? 'argument' : 'arguments';
  return fail(`${label}[] accepts ${count} ${noun}. Got ${actual}`, blamed);
}

function uppercaseLabel(type: PType): string {
  const label = aTypeLabel(type);
  return label[0]!.toUpperCase() + label.slice(1);
}

function assertKeys(
  type: PType,
  keys: readonly Value[],
  min: number,
  max: number,
  kinds: readonly Kind[],
  fail: Fail,
): void {
  if (keys.length < min || keys.length > max) arity(uppercaseLabel(type), 1, max, keys.length, fail);
  for (const [index, key] of keys.entries()) {
    if (kinds.some(({ test }) => test(key))) continue;
    const expected = kinds.map(({ label }) => label).join(' or ');
    badSpecialization(type, index, `Cannot use ${keyTypeName(key)} where ${expected} is expected`, fail);
  }
}

function badSpecialization(type: PType, index: number, message: string, fail: Fail): never {
  return fail(`Error creating type specialization of ${aTypeLabel(type)}, ${message}`, index);
}

function notAType(label: string, key: Value, index: number, fail: Fail): never {
  return fail(`${label}[] arguments must be types. Got ${rubyClassName(key)}`, index);
}

function sizeFrom(start: number, keys: readonly Value[], fail: Fail): PIntegerType {
  const [first, second = DEFAULT] = keys as [Value, Value?];
  if (keys.length === 1 && first instanceof PIntegerType) return first;
  for (const [index, key] of keys.entries()) {
    if (isInteger(key) || key === DEFAULT) continue;
    const label = rubyClassName(key);
    fail(
      `A Type's size constraint arguments must be a single Integer type, or 1-2 integers (or default). Got ${article(label)} ${label}`,
      start + index,
    );
  }
  return makeRange(first, second);
}

const accessArray: Access = (_type, keys, fail) => {
  const [first] = keys;
  if (keys.length < 1 || keys.length > 3) return arity('Array-Type', 1, 3, keys.length, fail);
  if (first instanceof PType)
    return new PArrayType(first, keys.length === 1 ? null : sizeFrom(1, keys.slice(1), fail));
  if (keys.length === 2) return new PArrayType(null, sizeFrom(0, keys, fail));
  return notAType('Array-Type', first!, 0, fail);
};

const accessHash: Access = (_type, keys, fail) => {
  const [key, value, third, fourth] = keys;
  if (keys.length === 2 && isInteger(key) && isInteger(value))
    return new PHashType(null, null, makeRange(key, value));
  for (const [index, given] of keys.slice(0, 2).entries()) {
    if (!(given instanceof PType)) notAType('Hash-Type', given, index, fail);
  }
  if (keys.length < 2 || keys.length > 4) return arity('Hash-Type', 2, 4, keys.length, fail);
  const size =
    keys.length === 2 ? null : keys.length === 4 ? sizeFrom(2, [third!, fourth!], fail) : hashSize(third!);
  return new PHashType(key as PType, value as PType, size);
};

function hashSize(size: Value): PIntegerType {
  if (size instanceof PIntegerType) return size;
  if (isInteger(size) || size === DEFAULT || size === null) return makeRange(size, DEFAULT);
  throw new PuppetError(`comparison of ${rubyClassName(size)} with Infinity failed`);
}

const accessInteger: Access = (_type, keys, fail) => {
  if (keys.length < 1 || keys.length > 2) {
    fail(`Integer-Type supports [] with one or two arguments (from, to). Got ${keys.length}`);
  }
  for (const [index, key] of keys.entries()) {
    if (isInteger(key) || key === DEFAULT) continue;
    fail(
      `Integer-Type [] requires all arguments to be integers (or default). Got ${rubyClassName(key)}`,
      index,
    );
  }
  return makeRange(keys[0]!, keys[1] ?? DEFAULT);
};

const accessFloat: Access = (_type, keys, fail) => {
  if (keys.length < 1 || keys.length > 2) {
    fail(`Float-Type supports [] with one or two arguments (from, to). Got ${keys.length}`);
  }
  for (const [index, key] of keys.entries()) {
    if (isInteger(key) || key instanceof PFloat || key === DEFAULT) continue;
    fail(
      `Float-Type [] requires all arguments to be floats, or integers (or default). Got ${rubyClassName(key)}`,
      index,
    );
  }
  return makeFloatRange(keys[0]!, keys[1] ?? DEFAULT);
};

const accessString: Access = (_type, keys, fail) => {
  if (keys.length < 1 || keys.length > 2)
    fail(`String supports [] with one or two arguments. Got ${keys.length}`);
  return new PStringType(sizeFrom(0, keys, fail));
};

const accessEnum: Access = (type, keys, fail) => {
  const last = keys[keys.length - 1];
  const values = typeof last === 'boolean' ? keys.slice(0, -1) : keys;
  assertKeys(type, values, 1, Infinity, [stringKind], fail);
  return new PEnumType(values as string[], last === true);
};

const accessTuple: Access = (type, keys, fail) => {
  const last = keys.length - 1;
  const ranged = isRangeParameter(keys[last]) ? (isRangeParameter(keys[last - 1]) ? 2 : 1) : 0;
  assertKeys(type, keys.slice(0, keys.length - ranged), 1, Infinity, [typeKind], fail);
  return makeTupleType(keys);
};

const accessCallable: Access = (type, keys, fail) => {
  if (Array.isArray(keys[0])) {
    if (keys.length !== 2) arity(uppercaseLabel(type), 2, 2, keys.length, fail);
    if (!(keys[1] instanceof PType)) {
      badSpecialization(type, 1, `Cannot use ${keyTypeName(keys[1]!)} where Any-Type is expected`, fail);
    }
  }
  return makeCallableType(keys);
};

const accessOptional: Access = (_type, keys, fail) => {
  const [key] = keys;
  if (keys.length !== 1) return arity('Optional-Type', 1, null, keys.length, fail);
  if (typeof key === 'string') return new POptionalType(new PStringType(key));
  return key instanceof PType ? new POptionalType(key) : notAType('Optional-Type', key!, 0, fail);
};

const accessNotUndef: Access = (_type, keys, fail) => {
  const [key] = keys;
  if (keys.length > 1) return arity('NotUndef-Type', 0, 1, keys.length, fail);
  if (key === undefined) return new PNotUndefType();
  if (typeof key === 'string') return new PNotUndefType(new PStringType(key));
  if (key instanceof PType) return new PNotUndefType(key instanceof PAnyType ? null : key);
  return fail(`NotUndef-Type[] argument must be a Type or a String. Got ${rubyClassName(key)}`, 0);
};

/** Types that take exactly one type. */
function accessWrapper(label: string, wrap: (type: PType) => PType): Access {
  return (_type, keys, fail) => {
    const [key] = keys;
    if (keys.length !== 1) return arity(label, 1, null, keys.length, fail);
    return key instanceof PType ? wrap(key) : notAType(label, key!, 0, fail);
  };
}

const accessInit: Access = (_type, keys, fail) => {
  const [type, ...args] = keys;
  return type instanceof PType ? new PInitType(type, args) : notAType('Init-Type', type ?? null, 0, fail);
};

const accessUri: Access = (_type, keys, fail) => {
  const [key] = keys;
  if (keys.length !== 1) return arity('URI-Type', 1, null, keys.length, fail);
  if (typeof key === 'string' || key instanceof Map) return makeUriType(key);
  return notAType('URI-Type', key!, 0, fail);
};

const accessObject: Access = (type, keys, fail) => {
  const object = type as PObjectType;
  if (object.givenName !== null) return extendObject(object, keys);
  return keys.length === 1 ? makeObjectType(keys[0]!) : arity('Object-Type', 1, null, keys.length, fail);
};

function accessTimes(make: (keys: readonly Value[]) => PType): Access {
  return (type, keys, fail) =>
    keys.length > 2 ? arity(uppercaseLabel(type), 0, 2, keys.length, fail) : make(keys);
}

const classReference = /^(?:(?:::)?[A-Z]\w*)+$/;

const accessResource: Access = (type, keys, fail) => {
  const resource = type as PResourceType;
  if (keys.length === 0)
    return arity(`${article(String(type)) === 'an' ? 'An' : 'A'} ${typeLabel(type)}`, 1, Infinity, 0, fail);
  const titles = resource.typeName === null ? keys.slice(1) : keys;
  const typeName = resource.typeName ?? resourceTypeName(keys[0]!, fail);
  if (!classReference.test(typeName)) {
    fail(`Illegal type reference. The given name '${typeName}' does not conform to the naming rule`, 0);
  }
  const isList = titles.length > 1 || Array.isArray(titles[0]);
  const flat = flatten(titles).filter((title) => title !== null);
  if (flat.length === 0 && titles.length > 0) return isList ? [] : null;
  if (flat.length === 0) return new PResourceType(typeName);
  const made = flat.map((title, index) =>
    titled(type, typeName, title, titles.length === flat.length ? index : index + 1, fail),
  );
  return isList ? made : made[made.length - 1]!;
};

function resourceTypeName(key: Value, fail: Fail): string {
  const name =
    typeof key === 'string'
      ? new PResourceType(key).typeName
      : key instanceof PResourceType
        ? key.typeName
        : null;
  if (name !== null) return name;
  return fail(
    `First argument to Resource[] must be a resource type or a String. Got ${keyTypeName(key)}.`,
    0,
  );
}

function titled(type: PType, typeName: string, title: Value, index: number, fail: Fail): PType {
  if (typeof title === 'string') return new PResourceType(typeName, title);
  return badSpecialization(
    type,
    index,
    `Cannot use ${keyTypeName(title)} where a resource title String is expected`,
    fail,
  );
}

const accessClass: Access = (type, keys, fail) => {
  if (keys.length === 0) return arity(uppercaseLabel(type), 1, Infinity, 0, fail);
  const isList = keys.length > 1 || Array.isArray(keys[0]);
  const names = flatten(keys).filter((name) => name !== null);
  if (names.length === 0) return isList ? [] : null;
  const made = names.map((name, index) => new PClassType(classNameOf(name, index, fail)));
  return isList ? made : made[made.length - 1]!;
};

function classNameOf(value: Value, index: number, fail: Fail): string {
  if (typeof value !== 'string') {
    const label = valueLabel(value);
    const indefinite = article(label) === 'an' ? 'An' : 'A';
    return fail(
      `Illegal Class name in class reference. ${indefinite} ${label} cannot be used where a String is expected`,
      index,
    );
  }
  const name = value.toLowerCase().replace(/^::/, '');
  if (/^(?:::)?[a-z]\w*(?:::[a-z]\w*)*$/.test(name)) return name;
  return fail(
    `Illegal name. The given name '${value}' does not conform to the naming rule /^((::)?[a-z_]\\w*)(::[a-z]\\w*)*$/`,
    index,
  );
}

function valueLabel(value: Value): string {
  if (value instanceof PType) return typeLabel(value);
  if (typeof value === 'boolean') return 'Boolean';
  if (value instanceof PRegexp) return 'Regexp';
  return value === DEFAULT ? 'Symbol' : rubyClassName(value);
}

function accessChecked(kinds: readonly Kind[], max: number, make: (keys: Value[]) => PType): Access {
  return (type, keys, fail) => {
    assertKeys(type, keys, 1, max, kinds, fail);
    return make(keys);
  };
}

const accessRegexp: Access = (type, keys, fail) => {
  if (keys.length !== 1)
    arity(uppercaseLabel(type), 1, null, keys.length, fail, keys.length === 0 ? 'whole' : 1);
  assertKeys(type, keys, 1, 1, [stringKind, regexpKind], fail);
  return makeRegexpType(keys[0]!);
};

const accessRuntime: Access = (type, keys, fail) => {
  assertKeys(type, keys, 2, 2, [stringKind], fail);
  return makeRuntimeType(keys);
};

const accessCollection: Access = (_type, keys, fail) =>
  keys.length < 1 || keys.length > 2
    ? arity('Collection-Type', 1, 2, keys.length, fail)
    : new PCollectionType(sizeFrom(0, keys, fail));

const accessTypeSet: Access = (_type, keys, fail) =>
  keys.length === 1 ? makeTypeSet(keys[0]!) : arity('TypeSet-Type', 1, null, keys.length, fail);

const accessReference: Access = (type, _keys, fail) =>
  fail(`Resource type not found: ${(type as PTypeReferenceType).text}`);

type TypeClass = abstract new (...args: never[]) => PType;

/** Types whose keys are not flattened. */
const keepsArrays = once((): readonly TypeClass[] => [
  PCallableType,
  PStructType,
  PInitType,
  PResourceType,
  PClassType,
  PTypeReferenceType,
]);

const accessors = once((): readonly (readonly [TypeClass, Access])[] => [
  [PResourceType, accessResource],
  [PClassType, accessClass],
  [PStringType, accessString],
  [PIntegerType, accessInteger],
  [PArrayType, accessArray],
  [PHashType, accessHash],
  [PEnumType, accessEnum],
  [POptionalType, accessOptional],
  [PVariantType, accessChecked([typeKind], Infinity, (keys) => makeVariant(keys as PType[]))],
  [
    PPatternType,
    accessChecked([stringKind, regexpKind, patternKind, regexpTypeKind], Infinity, makePatternType),
  ],
  [PStructType, accessChecked([hashKind], 1, ([members]) => makeStruct(members as Map<Value, Value>))],
  [PTupleType, accessTuple],
  [
    PBooleanType,
    accessChecked([trueKind, falseKind], 1, ([value]) => (value === true ? trueType : falseType)),
  ],
  [PFloatType, accessFloat],
  [PNotUndefType, accessNotUndef],
  [PSensitiveType, accessWrapper('Sensitive-Type', (type) => new PSensitiveType(type))],
  [PTypeType, accessWrapper('Type-Type', (type) => new PTypeType(type))],
  [PCollectionType, accessCollection],
  [PCallableType, accessCallable],
  [PRegexpType, accessRegexp],
  [PIterableType, accessWrapper('Iterable-Type', (type) => new PIterableType(type))],
  [PIteratorType, accessWrapper('Iterator-Type', (type) => new PIteratorType(type))],
  [PInitType, accessInit],
  [PTimestampType, accessTimes(makeTimestampType)],
  [PTimespanType, accessTimes(makeTimespanType)],
  [PSemVerType, accessChecked([stringKind, rangeKind], Infinity, makeSemVerType)],
  [PUriType, accessUri],
  [PObjectType, accessObject],
  [PTypeSetType, accessTypeSet],
  [PRuntimeType, accessRuntime],
  [PTypeReferenceType, accessReference],
]);
