import { PTypeAliasType } from '../alias-type.ts';
import { anyType, PUndefType, undefType } from '../any.ts';
import { PCallableType } from '../callable-type.ts';
import { PArrayType, PHashType } from '../collection.ts';
import { exactSize, PIntegerType } from '../numeric.ts';
import { PEnumType, PPatternType } from '../string.ts';
import { PStructType } from '../struct.ts';
import { PTupleType } from '../tuple.ts';
import type { PType } from '../type.ts';
import { PTypeReferenceType } from '../type-reference.ts';
import { PVariantType } from '../variant.ts';
import { POptionalType } from '../wrappers.ts';
import {
  CountMismatch,
  KeyMismatch,
  MissingRequiredBlock,
  PatternMismatch,
  SizeMismatch,
  TypeMismatch,
  UnexpectedBlock,
  UnresolvedReference,
} from './kinds.ts';
import { distinct, type Mismatch, type Path } from './mismatch.ts';

/** What of the actual type does not fit the expected one; nothing when it fits. */
export function describe(expected: PType, actual: PType, path: Path): Mismatch[] {
  const unresolved = findUnresolved(expected);
  if (unresolved !== null) return [new UnresolvedReference(path, unresolved)];
  return describeNormal(expected.normalize(), expected, actual, path);
}

function findUnresolved(type: PType, seen = new Set<PType>()): string | null {
  if (type instanceof PTypeReferenceType) return type.text;
  if (seen.has(type)) return null;
  seen.add(type);
  for (const part of type.parts()) {
    const found = findUnresolved(part, seen);
    if (found !== null) return found;
  }
  return null;
}

/** `original` is the type as it was written, which messages name. */
function describeNormal(expected: PType, original: PType, actual: PType, path: Path): Mismatch[] {
  if (expected instanceof PVariantType) return describeVariant(expected, original, actual, path);
  if (expected instanceof PStructType) return describeStruct(expected, original, actual, path);
  if (expected instanceof PHashType) return describeHash(expected, original, actual, path);
  if (expected instanceof PTupleType) return describeTuple(expected, original, actual, path, SizeMismatch);
  if (expected instanceof PArrayType) return describeArray(expected, original, actual, path);
  if (expected instanceof PCallableType) return describeCallable(expected, original, actual, path);
  if (expected instanceof POptionalType) return describeOptional(expected, original, actual, path);
  if (expected instanceof PPatternType || expected instanceof PEnumType) {
    return [new PatternMismatch(path, original, actual)];
  }
  if (expected instanceof PTypeAliasType) {
    return describeNormal(expected.resolved.normalize(), expected, actual, path);
  }
  return expected.isAssignable(actual) ? [] : [new TypeMismatch(path, original, actual)];
}

function describeVariant(expected: PVariantType, original: PType, actual: PType, path: Path): Mismatch[] {
  const types = original instanceof POptionalType ? [undefType, ...expected.types] : expected.types;
  const variants: Mismatch[][] = [];
  for (const [index, type] of types.entries()) {
    const found = describe(type, actual, [...path, { kind: 'variant', key: index }]);
    if (found.length === 0) return [];
    variants.push(found);
  }
  const merged = mergeDescriptions(path.length, SizeMismatch, variants);
  const whole = original instanceof PTypeAliasType && merged.length === 1;
  return whole ? [new TypeMismatch(path, original, actual)] : merged;
}

/** One mismatch for all variants (or signatures) where they fail alike, else all of them. */
export function mergeDescriptions(
  position: number,
  sizes: typeof SizeMismatch,
  variants: readonly Mismatch[][],
): Mismatch[] {
  const all = variants.flat();
  for (const kind of [sizes, MissingRequiredBlock, UnexpectedBlock, TypeMismatch]) {
    const matching = all.filter((mismatch) => mismatch instanceof kind);
    const merged = matching.length === variants.length ? mergeAll(matching) : null;
    if (merged !== null) return [merged.chop(position)];
  }
  const once = distinct(all);
  return once.length === 1 ? [once[0]!.chop(position)] : once;
}

function mergeAll(mismatches: readonly Mismatch[]): Mismatch | null {
  const [first, ...rest] = mismatches;
  if (first === undefined || rest.some((other) => other.canonicalPath !== first.canonicalPath)) return null;
  return rest.reduce((merged, other) => merged.merge(other), first);
}

function describeOptional(expected: POptionalType, original: PType, actual: PType, path: Path): Mismatch[] {
  if (actual instanceof PUndefType || expected.type === null) return [];
  return describeNormal(
    expected.type,
    original instanceof PTypeAliasType ? original : expected,
    actual,
    path,
  );
}

function describeArray(expected: PArrayType, original: PType, actual: PType, path: Path): Mismatch[] {
  if (actual instanceof PTupleType) {
    const size = actual.size ?? exactSize(actual.types.length);
    if (!expected.minimum.covers(size)) return [new SizeMismatch(path, expected.minimum, size)];
    return actual.types.flatMap((type, index) =>
      expected.element.isAssignable(type)
        ? []
        : describe(expected.element, type, [...path, { kind: 'index', key: index }]),
    );
  }
  if (!(actual instanceof PArrayType)) return [new TypeMismatch(path, original, actual)];
  if (expected.size !== null && !expected.size.covers(actual.minimum)) {
    return [new SizeMismatch(path, expected.size, actual.minimum)];
  }
  return [new TypeMismatch(path, original, new PArrayType(actual.element))];
}

function describeHash(expected: PHashType, original: PType, actual: PType, path: Path): Mismatch[] {
  if (actual instanceof PStructType) return describeHashOfStruct(expected, actual, path);
  if (!(actual instanceof PHashType)) return [new TypeMismatch(path, original, actual)];
  if (expected.size !== null && !expected.size.covers(actual.minimum)) {
    return [new SizeMismatch(path, expected.size, actual.minimum)];
  }
  return [new TypeMismatch(path, original, new PHashType(actual.key, actual.value))];
}

function memberCount({ elements }: PStructType): PIntegerType {
  return new PIntegerType(elements.filter(({ optional }) => !optional).length, elements.length);
}

function describeHashOfStruct(expected: PHashType, actual: PStructType, path: Path): Mismatch[] {
  const size = memberCount(actual);
  if (!expected.minimum.covers(size)) return [new SizeMismatch(path, expected.minimum, size)];
  return actual.elements.flatMap(({ name, keyType, valueType }) => [
    ...(expected.key.isAssignable(keyType)
      ? []
      : describe(expected.key, keyType, [...path, { kind: 'key', key: name }])),
    ...(expected.value.isAssignable(valueType)
      ? []
      : describe(expected.value, valueType, [...path, { kind: 'entry', key: name }])),
  ]);
}

function describeStruct(expected: PStructType, original: PType, actual: PType, path: Path): Mismatch[] {
  if (actual instanceof PStructType) return describeMembers(expected, actual, path);
  if (!(actual instanceof PHashType)) return [new TypeMismatch(path, original, actual)];
  const size = memberCount(expected);
  if (!size.covers(actual.minimum)) return [new SizeMismatch(path, size, actual.minimum)];
  return [new TypeMismatch(path, original, new PHashType(actual.key, actual.value))];
}

function describeMembers(expected: PStructType, actual: PStructType, path: Path): Mismatch[] {
  const known = expected.byName;
  const wrong = expected.elements.flatMap((element) => {
    const theirs = actual.byName.get(element.name);
    if (theirs === undefined)
      return element.optional ? [] : [new KeyMismatch(path, element.name, 'missingKey')];
    const { keyType, valueType } = theirs;
    const keyPath: Path = [...path, { kind: 'key', key: element.name }];
    const valuePath: Path = [...path, { kind: 'entry', key: element.name }];
    return [
      ...(element.keyType.isAssignable(keyType) ? [] : describe(element.keyType, keyType, keyPath)),
      ...(element.valueType.isAssignable(valueType) ? [] : describe(element.valueType, valueType, valuePath)),
    ];
  });
  const extra = [...actual.byName.keys()].filter((name) => !known.has(name));
  return [...wrong, ...extra.map((name) => new KeyMismatch(path, name, 'extraneousKey'))];
}

function describeTuple(
  expected: PTupleType,
  original: PType,
  actual: PType,
  path: Path,
  sizes: typeof SizeMismatch,
): Mismatch[] {
  if (actual instanceof PArrayType && expected.types.length === 0) return [];
  if (actual instanceof PTupleType && expected.equals(actual)) return [];
  if (!(actual instanceof PTupleType) && !(actual instanceof PArrayType)) {
    return [new TypeMismatch(path, original, actual)];
  }
  const size = actual instanceof PTupleType ? actual.sizeRange() : actual.minimum;
  if (!expected.sizeRange().covers(size)) return [new sizes(path, expected.sizeRange(), size)];
  return actual instanceof PTupleType
    ? describeTupleElements(expected, actual, path)
    : expected.types.flatMap((type, index) =>
        describe(type, actual.element, [...path, { kind: 'index', key: index }]),
      );
}

function describeTupleElements(expected: PTupleType, actual: PTupleType, path: Path): Mismatch[] {
  const last = expected.types.length - 1;
  if (last < 0) return [];
  return actual.types.flatMap((type, index) => {
    const key = Math.min(index, last);
    return describe(expected.types[key]!, type, [...path, { kind: 'index', key }]);
  });
}

function describeCallable(expected: PCallableType, original: PType, actual: PType, path: Path): Mismatch[] {
  if (!(actual instanceof PCallableType)) return [new TypeMismatch(path, original, actual)];
  if (expected.parameters === null && expected.returns === null) return [];
  const parameters = describeParameters(expected, actual, path);
  if (parameters.length > 0) return parameters;
  const returns = expected.returns ?? anyType;
  const theirReturns = actual.returns ?? anyType;
  if (!returns.isAssignable(theirReturns)) {
    return [new TypeMismatch([...path, { kind: 'return', key: 'return' }], returns, theirReturns)];
  }
  const block = expected.block ?? undefType;
  const theirBlock = actual.block ?? undefType;
  if (theirBlock.isAssignable(block)) return [];
  return [new TypeMismatch([...path, { kind: 'block', key: 'block' }], block, theirBlock)];
}

function describeParameters(expected: PCallableType, actual: PCallableType, path: Path): Mismatch[] {
  if (expected.parameters === null || actual.parameters === null) return [];
  return describeTuple(expected.parameters, expected.parameters, actual.parameters, path, CountMismatch);
}
