import { PuppetError } from '../../error.ts';
import type { Value } from '../../values/value.ts';
import { PTypeAliasType } from '../alias-type.ts';
import { PUnitType } from '../any.ts';
import { PBinaryType } from '../binary-type.ts';
import { PArrayType, PHashType } from '../collection.ts';
import { PInitType } from '../init-type.ts';
import { callSignature, describeCallMismatch, type Signature } from '../mismatch/signatures.ts';
import { PFloatType, PIntegerType, PNumericType } from '../numeric.ts';
import { PObjectType, PObjectTypeExtension } from '../object-type.ts';
import { PBooleanType } from '../scalar.ts';
import { PSemVerRangeType, PSemVerType } from '../semver-types.ts';
import { PRegexpType, PStringType } from '../string.ts';
import { PStructType } from '../struct.ts';
import { PTimespanType, PTimestampType } from '../time-types.ts';
import { PTupleType } from '../tuple.ts';
import type { PType } from '../type.ts';
import { PUriType } from '../uri-type.ts';
import { PNotUndefType, POptionalType, PSensitiveType, PTypeType } from '../wrappers.ts';
import { type Constructor, type Conversion, once } from './constructor.ts';
import { binaryConstructor, uriConstructor } from './to-bytes.ts';
import { arrayConstructor, hashConstructor } from './to-collection.ts';
import { initConstructor } from './to-init.ts';
import { booleanConstructor, floatConstructor, integerConstructor, numericConstructor } from './to-number.ts';
import { objectConstructor } from './to-object.ts';
import { regexpConstructor, sensitiveConstructor, typeConstructor, unitConstructor } from './to-other.ts';
import { semVerConstructor, semVerRangeConstructor } from './to-semver.ts';
import { stringConstructor } from './to-string.ts';
import { timespanConstructor, timestampConstructor } from './to-time.ts';

type Row = readonly [kind: abstract new (...args: never[]) => PType, make: () => Constructor];

/** Made when first needed: the types' modules refer to each other. */
const table = once((): readonly Row[] => [
  [PStringType, stringConstructor],
  [PIntegerType, integerConstructor],
  [PFloatType, floatConstructor],
  [PNumericType, numericConstructor],
  [PBooleanType, booleanConstructor],
  [PArrayType, arrayConstructor],
  [PTupleType, arrayConstructor],
  [PHashType, hashConstructor],
  [PStructType, hashConstructor],
  [PSensitiveType, sensitiveConstructor],
  [PRegexpType, regexpConstructor],
  [PTimestampType, timestampConstructor],
  [PTimespanType, timespanConstructor],
  [PSemVerType, semVerConstructor],
  [PSemVerRangeType, semVerRangeConstructor],
  [PBinaryType, binaryConstructor],
  [PUriType, uriConstructor],
  [PTypeType, typeConstructor],
  [PUnitType, unitConstructor],
]);

/** How instances of the type are made; throws a PuppetError when they cannot be. */
export function constructorOf(type: PType): Constructor {
  if (type instanceof PTypeAliasType) return constructorOf(type.resolved);
  if (type instanceof POptionalType && type.type !== null) return constructorOf(type.type);
  if (type instanceof PNotUndefType) return type.type === null ? unitConstructor() : constructorOf(type.type);
  if (type instanceof PInitType && type.type !== null) return initConstructor(type);
  if (type instanceof PObjectTypeExtension) return objectConstructor(type.base);
  if (type instanceof PObjectType) return objectConstructor(type);
  const found = table().find(([kind]) => type instanceof kind);
  if (found !== undefined) return found[1]();
  throw new PuppetError(`Creation of new instance of type '${type}' is not supported`);
}

/** The tuples of arguments that the type's constructor takes, null when it has none. */
export function constructorTuples(type: PType): PTupleType[] | null {
  const maker = tryConstructor(type);
  return maker?.conversions.map(({ signature }) => signature().type.parameters ?? new PTupleType()) ?? null;
}

function tryConstructor(type: PType): Constructor | null {
  try {
    return constructorOf(type);
  } catch {
    return null;
  }
}

/** Calls the constructor with the arguments: the first conversion that takes them runs; throws a PuppetError. */
export function construct(maker: Constructor, args: readonly Value[]): Value {
  const signatures = maker.conversions.map(({ signature }) => signature());
  const index = callSignature(signatures, args);
  if (index < 0) throw new PuppetError(mismatchOf(maker, signatures, args));
  return (maker.conversions[index] as Conversion).run(...args);
}

function mismatchOf(maker: Constructor, signatures: readonly Signature[], args: readonly Value[]): string {
  const explained = maker.mismatches?.find(({ signature }) => signature().type.callableWith(args));
  if (explained !== undefined) return `'${maker.name}' ${explained.explain(...args)}`;
  return describeCallMismatch(maker.name, signatures, args);
}
