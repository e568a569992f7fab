import { PuppetError } from '../error.ts';
import type { Value } from '../values/value.ts';
import {
  accessArray,
  accessCallable,
  accessChecked,
  accessCollection,
  accessEnum,
  accessFloat,
  accessHash,
  accessInit,
  accessInteger,
  accessNotUndef,
  accessObject,
  accessOptional,
  accessReference,
  accessRegexp,
  accessRuntime,
  accessString,
  accessTimes,
  accessTuple,
  accessTypeSet,
  accessUri,
  accessWrapper,
} from './access-kinds.ts';
import { accessClass, accessResource } from './access-references.ts';
import {
  type Access,
  type AccessPlaces,
  aTypeLabel,
  type Fail,
  falseKind,
  flatten,
  hashKind,
  patternKind,
  rangeKind,
  regexpKind,
  regexpTypeKind,
  stringKind,
  trueKind,
  typeKind,
} from './access-support.ts';
import { PCallableType } from './callable-type.ts';
import { PClassType, PResourceType } from './catalog-types.ts';
import { PArrayType, PCollectionType, PHashType } from './collection.ts';
import { once } from './convert/constructor.ts';
import { makePatternType, makeSemVerType } from './factory.ts';
import { PInitType } from './init-type.ts';
import { PIterableType, PIteratorType } from './iterable.ts';
import { PFloatType, PIntegerType } from './numeric.ts';
import { PObjectType } from './object-type.ts';
import { PRuntimeType } from './runtime-type.ts';
import { falseType, PBooleanType, trueType } from './scalar.ts';
import { PSemVerType } from './semver-types.ts';
import { PEnumType, PPatternType, PRegexpType, PStringType } from './string.ts';
import { makeStruct, PStructType } from './struct.ts';
import { makeTimespanType, makeTimestampType, PTimespanType, PTimestampType } from './time-types.ts';
import { PTupleType } from './tuple.ts';
import type { PType } from './type.ts';
import { PTypeReferenceType } from './type-reference.ts';
import { PTypeSetType } from './type-set.ts';
import { PUriType } from './uri-type.ts';
import { makeVariant, PVariantType } from './variant.ts';
import { PNotUndefType, POptionalType, PSensitiveType, PTypeType } from './wrappers.ts';

export type { AccessPlaces, Blamed } from './access-support.ts';

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
