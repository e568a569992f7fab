import { anyType, PUndefType, PUnitType } from './any.ts';
import { dataType, richDataType } from './builtin.ts';
import { callableType, PCallableType } from './callable-type.ts';
import { classType, PClassType, PResourceType, resourceType } from './catalog-types.ts';
import { PArrayType, PHashType } from './collection.ts';
import { greatest, least, numericType, PFloatType, PIntegerType } from './numeric.ts';
import { scalarDataType, scalarType } from './scalar.ts';
import {
  enumType,
  PEnumType,
  PPatternType,
  PRegexpType,
  PStringType,
  patternUnion,
  regexpType,
  stringType,
} from './string.ts';
import type { PType } from './type.ts';
import { makeVariant, PVariantType } from './variant.ts';
import { PTypeType } from './wrappers.ts';

/** The narrowest type that Puppet knows of for instances of both. */
export function commonType(a: PType, b: PType): PType {
  if (a instanceof PUndefType || a instanceof PUnitType) return b;
  if (b instanceof PUndefType || b instanceof PUnitType) return a;
  if (a.isAssignable(b)) return a;
  if (b.isAssignable(a)) return b;
  return commonOfKind(a, b) ?? commonFamily(a, b);
}

function commonOfKind(a: PType, b: PType): PType | null {
  if (a instanceof PArrayType && b instanceof PArrayType)
    return new PArrayType(commonType(a.element, b.element));
  if (a instanceof PHashType && b instanceof PHashType) {
    return new PHashType(commonType(a.key, b.key), commonType(a.value, b.value));
  }
  if (a instanceof PClassType && b instanceof PClassType) return classType;
  if (a instanceof PResourceType && b instanceof PResourceType) {
    return a.typeName === b.typeName ? new PResourceType(a.typeName) : resourceType;
  }
  if (a instanceof PIntegerType && b instanceof PIntegerType) {
    return new PIntegerType(least(a.from, b.from), greatest(a.to, b.to));
  }
  if (a instanceof PFloatType && b instanceof PFloatType) {
    return new PFloatType(least(a.from, b.from), greatest(a.to, b.to));
  }
  return commonString(a, b) ?? commonOther(a, b);
}

function commonString(a: PType, b: PType): PType | null {
  if (a instanceof PStringType && b instanceof PEnumType) {
    return a.value === null ? enumType : new PEnumType([...b.values, a.value]);
  }
  if (a instanceof PStringType && b instanceof PStringType) return commonSizedString(a, b);
  if (a instanceof PPatternType && b instanceof PPatternType) return patternUnion(a, b);
  if (a instanceof PEnumType && b instanceof PEnumType) return new PEnumType([...a.values, ...b.values]);
  if (a instanceof PEnumType && b instanceof PStringType) {
    return b.value === null ? enumType : new PEnumType([...a.values, b.value]);
  }
  return null;
}

function commonSizedString(a: PStringType, b: PStringType): PType {
  if (a.size !== null && b.size !== null) return new PStringType(commonType(a.size, b.size) as PIntegerType);
  return a.value === null || b.value === null ? stringType : new PEnumType([a.value, b.value]);
}

function commonOther(a: PType, b: PType): PType | null {
  if (a instanceof PVariantType && b instanceof PVariantType) return makeVariant([...a.types, ...b.types]);
  if (a instanceof PRegexpType && b instanceof PRegexpType) return regexpType;
  return a instanceof PCallableType && b instanceof PCallableType ? callableType : null;
}

function commonFamily(a: PType, b: PType): PType {
  const both = (family: PType): boolean => family.isAssignable(a) && family.isAssignable(b);
  if (both(numericType)) return numericType;
  if (both(scalarDataType)) return scalarDataType;
  if (both(scalarType)) return scalarType;
  if (both(dataType())) return dataType();
  if (a instanceof PTypeType && b instanceof PTypeType) return commonTypeType(a, b);
  return both(richDataType()) ? richDataType() : anyType;
}

function commonTypeType(a: PTypeType, b: PTypeType): PType {
  return new PTypeType(a.type === null || b.type === null ? null : commonType(a.type, b.type));
}
