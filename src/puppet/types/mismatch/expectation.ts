import { PTypeAliasType, resolvedType } from '../alias-type.ts';
import { PAnyType } from '../any.ts';
import { PArrayType, PHashType } from '../collection.ts';
import { defaultOf } from '../default-of.ts';
import { PInitType } from '../init-type.ts';
import { PIterableType, PIteratorType } from '../iterable.ts';
import { PStringType } from '../string.ts';
import { PStructType } from '../struct.ts';
import { PTupleType } from '../tuple.ts';
import type { PType } from '../type.ts';
import { PVariantType } from '../variant.ts';
import { PNotUndefType, POptionalType, PSensitiveType, PTypeType } from '../wrappers.ts';

/** `expects an Integer value, got String`. */
export function expectation(expected: PType, actual: PType): string {
  const optional = expected instanceof POptionalType;
  const inner = optional ? expected.type! : expected;
  const types = inner instanceof PVariantType ? inner.types : [inner];
  const detailed = inner instanceof PVariantType ? anyDetailed(types, actual) : isDetailed(inner, actual);
  const got = detailed ? detailedActual(types, actual) : shortName(actual);
  const shown = types.map((type) => (detailed ? expanded(type) : shortName(type)));
  const names = detailed ? shown : [...new Set(shown)];
  if (optional) names.unshift('Undef');
  return names.length === 1
    ? `expects ${article(names[0]!)} ${names[0]} value, got ${got}`
    : `expects a value of type ${enumerate(names)}, got ${got}`;
}

/** `expects a match for Enum['a', 'b'], got 'c'`. */
export function patternExpectation(expected: PType, actual: PType): string {
  const optional = expected instanceof POptionalType;
  const inner = optional ? expected.type! : expected;
  const got =
    actual instanceof PStringType && actual.value !== null ? `'${actual.value}'` : shortName(actual);
  return `expects ${optional ? 'an undef value or ' : ''}a match for ${expanded(inner)}, got ${got}`;
}

function enumerate(names: readonly string[]): string {
  if (names.length === 2) return `${names[0]} or ${names[1]}`;
  return `${names.slice(0, -1).join(', ')}, or ${names[names.length - 1]}`;
}

/** `a` or `an`, by the first letter. */
export function article(text: string): string {
  const letter = /^["']/.test(text) ? text[1] : text[0];
  return /[aeiouy]/i.test(letter ?? '') ? 'an' : 'a';
}

function expanded(type: PType): string {
  return type.format({ expanded: true });
}

function shortName(type: PType): string {
  const inner = containedType(type);
  if (inner === null || inner instanceof PAnyType) return type.name;
  return `${type.name}[${inner.name}]`;
}

function containedType(type: PType): PType | null {
  if (type instanceof PIterableType || type instanceof PIteratorType) return type.element;
  const wraps =
    type instanceof POptionalType ||
    type instanceof PNotUndefType ||
    type instanceof PSensitiveType ||
    type instanceof PTypeType ||
    type instanceof PInitType;
  return wraps ? type.type : null;
}

function isSpecialization(expected: PType, actual: PType): boolean {
  if (expected instanceof PStructType) return actual instanceof PHashType;
  return expected instanceof PTupleType && actual instanceof PArrayType;
}

function isAlwaysDetailed(expected: PType, actual: PType): boolean {
  return (
    expected.constructor === actual.constructor ||
    expected instanceof PTypeAliasType ||
    actual instanceof PTypeAliasType ||
    isSpecialization(expected, actual)
  );
}

function isDetailed(expected: PType, actual: PType): boolean {
  return isAlwaysDetailed(expected, actual) || defaultOf(resolvedOnce(expected)).isAssignable(actual);
}

function resolvedOnce(type: PType): PType {
  return type instanceof PTypeAliasType ? type.resolved : type;
}

function anyDetailed(types: readonly PType[], actual: PType): boolean {
  return types.some((type) => isDetailed(type, actual));
}

function detailedActual(types: readonly PType[], actual: PType): string {
  const resolved = types.map(resolvedType);
  if (resolved.some((type) => isAlwaysDetailed(type, actual))) return expanded(actual);
  const general = actual.generalize();
  return resolved.some((type) => type.isAssignable(general)) ? expanded(actual) : simpleName(actual);
}

function simpleName(type: PType): string {
  return type instanceof PTypeAliasType ? 'TypeAlias' : (type.name.split('::').pop() ?? type.name);
}
