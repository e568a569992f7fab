import { PTypeAliasType } from './alias-type.ts';
import { anyType, defaultType, undefType } from './any.ts';
import { binaryType } from './binary-type.ts';
import { callableType } from './callable-type.ts';
import { catalogEntryType, classType, PResourceType, resourceType } from './catalog-types.ts';
import { arrayType, collectionType, hashType } from './collection.ts';
import { initType } from './init-type.ts';
import { iterableType, iteratorType } from './iterable.ts';
import { floatType, integerType, numericType } from './numeric.ts';
import { objectType, PObjectType } from './object-type.ts';
import { hashFromText, typeFromText } from './parse-type.ts';
import { runtimeType } from './runtime-type.ts';
import { booleanType, scalarDataType, scalarType } from './scalar.ts';
import { semVerRangeType, semVerType } from './semver-types.ts';
import { enumType, patternType, regexpType, stringType } from './string.ts';
import { structType } from './struct.ts';
import { timespanType, timestampType } from './time-types.ts';
import { tupleType } from './tuple.ts';
import type { PType } from './type.ts';
import { typeReferenceType } from './type-reference.ts';
import { typeSetType } from './type-set.ts';
import { uriType } from './uri-type.ts';
import { variantType } from './variant.ts';
import { notUndefType, optionalType, sensitiveType, typeType } from './wrappers.ts';

const makeTable = (): Record<string, PType> => ({
  integer: integerType,
  float: floatType,
  numeric: numericType,
  init: initType,
  iterable: iterableType,
  iterator: iteratorType,
  string: stringType,
  binary: binaryType,
  sensitive: sensitiveType,
  enum: enumType,
  boolean: booleanType,
  pattern: patternType,
  regexp: regexpType,
  array: arrayType,
  hash: hashType,
  class: classType,
  resource: resourceType,
  collection: collectionType,
  scalar: scalarType,
  scalardata: scalarDataType,
  catalogentry: catalogEntryType,
  undef: undefType,
  notundef: notUndefType,
  default: defaultType,
  any: anyType,
  variant: variantType,
  optional: optionalType,
  runtime: runtimeType,
  type: typeType,
  tuple: tupleType,
  struct: structType,
  object: objectType,
  typealias: new PTypeAliasType('UnresolvedAlias', () => typeReferenceType),
  typereference: typeReferenceType,
  typeset: typeSetType,
  callable: callableType,
  semver: semVerType,
  semverrange: semVerRangeType,
  timestamp: timestampType,
  timespan: timespanType,
  uri: uriType,
});

let table: Map<string, PType> | undefined;

/** The type of a core name in lower case (`integer`, `array`), in its default form. */
export function coreType(name: string): PType | undefined {
  table ??= new Map(Object.entries(makeTable()));
  return table.get(name);
}

const aliases: Record<string, [name: string, definition: string]> = {
  data: ['Data', 'Variant[ScalarData,Undef,Hash[String,Data],Array[Data]]'],
  richdatakey: ['RichDataKey', 'Variant[String,Numeric]'],
  richdata: [
    'RichData',
    'Variant[Scalar,SemVerRange,Binary,Sensitive,Type,TypeSet,URI,Object,Undef,Default,Hash[RichDataKey,RichData],Array[RichData]]',
  ],
  'puppet::lookupkey': ['Puppet::LookupKey', 'RichDataKey'],
  'puppet::lookupvalue': ['Puppet::LookupValue', 'RichData'],
  'pcore::simpletypename': ['Pcore::SimpleTypeName', 'Pattern[/\\A[A-Z]\\w*\\z/]'],
  'pcore::membername': ['Pcore::MemberName', 'Pattern[/\\A[a-z_]\\w*\\z/]'],
  'pcore::typename': ['Pcore::TypeName', 'Pattern[/\\A[A-Z][\\w]*(?:::[A-Z][\\w]*)*\\z/]'],
  'pcore::qref': ['Pcore::QRef', 'Pattern[/\\A[A-Z][\\w]*(?:::[A-Z][\\w]*)*\\z/]'],
};

const selector = 'Optional[Variant[String,Regexp,Type[Enum],Type[Pattern],Type[NotUndef],Type[Undef]]]';

const objects: Record<string, [name: string, definition: string]> = {
  deferred: [
    'Deferred',
    `{ attributes => {
      name => { type => Pattern[/\\A[$]?[a-z][a-z0-9_]*(?:::[a-z][a-z0-9_]*)*\\z/] },
      arguments => { type => Optional[Array[Any]], value => undef },
    } }`,
  ],
  error: [
    'Error',
    `{ type_parameters => { kind => ${selector}, issue_code => ${selector} },
      attributes => {
        msg => String[1],
        kind => { type => Optional[String[1]], value => undef },
        details => { type => Optional[Hash[String[1],Data]], value => undef },
        issue_code => { type => Optional[String[1]], value => undef },
      },
      functions => { message => Callable[[], String[1]] } }`,
  ],
  'puppet::lookupcontext': [
    'Puppet::LookupContext',
    `{ attributes => {
        environment_name => { type => String[1], kind => derived },
        module_name => Variant[String[1],Undef],
      },
      functions => {
        not_found => Callable[[], Undef],
        explain => Callable[[Callable[[], Any]], Undef],
        interpolate => Callable[[Any], Any],
        cache => Callable[[Optional[Scalar], Any], Any],
        cache_all => Callable[[Hash[Optional[Scalar], Any]], Undef],
        cache_has_key => Callable[[Optional[Scalar]], Boolean],
        cached_value => Callable[[Optional[Scalar]], Any],
        cached_entries => Callable[[], Any],
        cached_file_data => Callable[[String, Optional[Callable[1, 1]]], Any],
      } }`,
  ],
};

const resourceTypes: ReadonlySet<string> = new Set([
  'component',
  'exec',
  'file',
  'filebucket',
  'group',
  'node',
  'notify',
  'package',
  'resources',
  'schedule',
  'service',
  'stage',
  'tidy',
  'user',
  'whit',
]);

const made = new Map<string, PType>();

/** The types that Puppet itself defines over the core ones: aliases, Deferred, Error, and its own resource types. */
export function builtinType(name: string): PType | undefined {
  return coreType(name) ?? made.get(name) ?? makeBuiltin(name);
}

function makeBuiltin(name: string): PType | undefined {
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (alias !== undefined) {
    const type = new PTypeAliasType(alias[0], () => typeFromText(alias[1]), true);
    made.set(name, type);
    return type.resolve();
  }
  const object = Object.hasOwn(objects, name) ? objects[name] : undefined;
  if (object !== undefined) return makeObject(name, object);
  if (!resourceTypes.has(name)) return undefined;
  const type = new PResourceType(name);
  made.set(name, type);
  return type;
}

function makeObject(name: string, [label, definition]: [string, string]): PType {
  const type = new PObjectType(label, () => hashFromText(definition));
  made.set(name, type);
  return type.resolve();
}

/** `Data`: what JSON can hold. */
export function dataType(): PType {
  return builtinType('data')!;
}

/** `RichData`: what a catalog can hold. */
export function richDataType(): PType {
  return builtinType('richdata')!;
}

/** The Object type of deferred calls, and that of errors. */
export function deferredType(): PObjectType {
  return builtinType('deferred') as PObjectType;
}
export function errorType(): PObjectType {
  return builtinType('error') as PObjectType;
}

/** The Object type of what functions of Hiera are told of a lookup. */
export function lookupContextType(): PObjectType {
  return builtinType('puppet::lookupcontext') as PObjectType;
}
