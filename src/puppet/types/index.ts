export { toText } from '../values/text.ts';
export { type AccessPlaces, accessType, type Blamed } from './access.ts';
export { PTypeAliasType, resolvedType } from './alias-type.ts';
export {
  anyType,
  defaultType,
  PAnyType,
  PDefaultType,
  PUndefType,
  PUnitType,
  undefType,
  unitType,
} from './any.ts';
export { assertInstance } from './assert.ts';
export { binaryType, PBinaryType } from './binary-type.ts';
export {
  builtinType,
  coreType,
  dataType,
  deferredType,
  errorType,
  lookupContextType,
  richDataType,
} from './builtin.ts';
export { callableType, PCallableType } from './callable-type.ts';
export {
  asResources,
  capitalize,
  capitalizeSegments,
  catalogEntryType,
  classType,
  PCatalogEntryType,
  PClassType,
  PResourceType,
  resourceType,
} from './catalog-types.ts';
export { arrayType, collectionType, hashType, PArrayType, PCollectionType, PHashType } from './collection.ts';
export { commonType } from './common-type.ts';
export { newValue } from './convert/new-value.ts';
export { unrolled } from './convert/to-collection.ts';
export { toNumber } from './convert/to-number.ts';
export { escapeRegexp } from './convert/to-other.ts';
export { convertToString } from './convert/to-string.ts';
export { setClock } from './convert/to-time.ts';
export { defineType } from './define-type.ts';
export { formatValue } from './format-value.ts';
export { inferSet, inferType } from './infer.ts';
export { PInitType } from './init-type.ts';
export { elementType, isIterable, iterableType, PIterableType, PIteratorType } from './iterable.ts';
export { findType, resolveType, type TypeLoader } from './loader.ts';
export { matchesPattern } from './matches.ts';
export { article } from './mismatch/expectation.ts';
export {
  type DeferredType,
  describeMismatch,
  validateDefault,
  validateParameters,
} from './mismatch/index.ts';
export {
  callSignature,
  describeCallMismatch,
  describeSignatures,
  isKindOfCallable,
  type Signature,
  signatureText,
} from './mismatch/signatures.ts';
export {
  exactSize,
  floatType,
  integerType,
  numericType,
  PFloatType,
  PIntegerType,
  PNumericType,
} from './numeric.ts';
export {
  initHashOf,
  instanceType,
  objectMember,
  objectType,
  PObjectType,
  PObjectTypeExtension,
} from './object-type.ts';
export { parseType, typeFromAst } from './parse-type.ts';
export { puppetDoubleQuote, puppetQuote } from './quote.ts';
export { PRuntimeType } from './runtime-type.ts';
export {
  booleanType,
  PBooleanType,
  PScalarDataType,
  PScalarType,
  scalarDataType,
  scalarType,
} from './scalar.ts';
export { PSemVerRangeType, PSemVerType, semVerRangeType, semVerType } from './semver-types.ts';
export { type DataOptions, toData } from './serialize/to-data.ts';
export { parseSignature } from './signature.ts';
export {
  compareBytes,
  nonEmptyString,
  PEnumType,
  PPatternType,
  PRegexpType,
  PStringType,
  stringSize,
  stringType,
} from './string.ts';
export { makeStruct, PStructType, StructElement } from './struct.ts';
export { PTimespanType, PTimestampType, timespanType, timestampType } from './time-types.ts';
export { PTupleType } from './tuple.ts';
export { PType } from './type.ts';
export { PTypeReferenceType } from './type-reference.ts';
export { PTypeSetType } from './type-set.ts';
export { PUriType } from './uri-type.ts';
export { makeVariant, PVariantType } from './variant.ts';
export { PNotUndefType, POptionalType, PSensitiveType, PTypeType } from './wrappers.ts';
