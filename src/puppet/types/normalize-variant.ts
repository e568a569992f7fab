import { PUndefType } from './any.ts';
import { PFloatType, PIntegerType } from './numeric.ts';
import { mergeSemVerRanges, PSemVerType } from './semver-types.ts';
import { makePattern, PEnumType, PPatternType, PStringType } from './string.ts';
import { PTimespanType, PTimestampType } from './time-types.ts';
import type { PType } from './type.ts';
import { flattenVariants, makeVariant, type PVariantType } from './variant.ts';
import { PNotUndefType, POptionalType } from './wrappers.ts';

/** Fewer types for the same values: literal strings become one Enum, patterns one Pattern, ranges are joined, undef goes outside. */
export function normalizeVariant(variant: PVariantType): PType {
  if (variant.types.length === 0) return variant;
  const types = variant.types.map((type) => type.normalize());
  const modified = types.some((type, index) => type !== variant.types[index]);
  if (types.length === 1) return types[0]!;
  if (types.some((type) => type instanceof PUndefType || type instanceof POptionalType))
    return liftUndef(types);
  const flat = flattenVariants(types);
  const merged = mergers.reduce((left, merge) => (left.length > 1 ? merge(left) : left), flat);
  if (merged.length === 1) return merged[0]!;
  return modified || merged.length !== flat.length ? makeVariant(merged) : variant;
}

function liftUndef(types: readonly PType[]): PType {
  const defined = types.filter((type) => !(type instanceof PUndefType));
  const bare = defined.map((type) => (type instanceof POptionalType ? type.type! : type));
  return new POptionalType(makeVariant(bare)).normalize();
}

type Merger = (types: PType[]) => PType[];

const mergers: readonly Merger[] = [
  (types) => mergeLast(types, (type) => type instanceof PNotUndefType, joinNotUndefs),
  (types) => mergeLast(types, isLiteral, joinLiterals),
  (types) => mergeLast(types, isInsensitive, joinInsensitive),
  (types) => mergeLast(types, (type) => type instanceof PPatternType, joinPatterns),
  (types) => mergeFirst(types, (type) => type instanceof PSemVerType, joinVersions),
  (types) => mergeFirst(types, (type) => type instanceof PIntegerType, joinRanges),
  (types) => mergeFirst(types, (type) => type instanceof PFloatType, joinRanges),
  (types) => mergeFirst(types, (type) => type instanceof PTimespanType, joinRanges),
  (types) => mergeFirst(types, (type) => type instanceof PTimestampType, joinRanges),
];

function mergeLast(
  types: PType[],
  matches: (type: PType) => boolean,
  join: (types: PType[]) => PType,
): PType[] {
  const matching = types.filter(matches);
  if (matching.length < 2) return types;
  return [...types.filter((type) => !matches(type)), join(matching)];
}

function mergeFirst(
  types: PType[],
  matches: (type: PType) => boolean,
  join: (types: PType[]) => PType[],
): PType[] {
  const matching = types.filter(matches);
  if (matching.length < 2) return types;
  return [...join(matching), ...types.filter((type) => !matches(type))];
}

function joinNotUndefs(types: PType[]): PType {
  return new PNotUndefType(makeVariant(types.map((type) => (type as PNotUndefType).type!)).normalize());
}

function isLiteral(type: PType): boolean {
  if (type instanceof PEnumType) return type.values.length > 0 && !type.caseInsensitive;
  return type instanceof PStringType && type.value !== null;
}

function joinLiterals(types: PType[]): PType {
  return new PEnumType(
    types.flatMap((type) => (type instanceof PEnumType ? type.values : [(type as PStringType).value!])),
  );
}

function isInsensitive(type: PType): boolean {
  return type instanceof PEnumType && type.values.length > 0 && type.caseInsensitive;
}

function joinInsensitive(types: PType[]): PType {
  return new PEnumType(
    types.flatMap((type) => (type as PEnumType).values.map((value) => value.toLowerCase())),
    true,
  );
}

function joinPatterns(types: PType[]): PType {
  return makePattern(types.flatMap((type) => (type as PPatternType).patterns));
}

function joinVersions(types: PType[]): PType[] {
  return [new PSemVerType(mergeSemVerRanges(types.flatMap((type) => (type as PSemVerType).ranges)))];
}

interface Mergeable extends PType {
  merge(other: PType): PType | null;
}

function joinRanges(types: PType[]): PType[] {
  const result: PType[] = [];
  let left = types as Mergeable[];
  while (left.length > 0) {
    let joined = left[left.length - 1]!;
    const apart: Mergeable[] = [];
    for (const range of left.slice(0, -1)) {
      const merged = joined.merge(range);
      if (merged === null) apart.push(range);
      else joined = merged as Mergeable;
    }
    result.push(joined);
    left = apart;
  }
  return result;
}
