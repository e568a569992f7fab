import { PuppetError } from '../error.ts';
import { isInteger } from '../values/integer.ts';
import { DEFAULT, PFloat, type Value } from '../values/value.ts';
import { PClassType } from './catalog-types.ts';
import { PArrayType, PCollectionType, PHashType } from './collection.ts';
import {
  isRangeParameter,
  makeCallableType,
  makeFloatRange,
  makeObjectType,
  makePatternType,
  makeRange,
  makeRegexpType,
  makeResourceType,
  makeRuntimeType,
  makeSemVerType,
  makeTupleType,
} from './factory.ts';
import { PInitType } from './init-type.ts';
import { PIterableType, PIteratorType } from './iterable.ts';
import { PIntegerType } from './numeric.ts';
import { badCount } from './parse-type.ts';
import { falseType, trueType } from './scalar.ts';
import { PEnumType, PStringType } from './string.ts';
import { makeStruct } from './struct.ts';
import { makeTimespanType, makeTimestampType } from './time-types.ts';
import { PType } from './type.ts';
import { typeOfParameter } from './type-of.ts';
import { makeTypeSet } from './type-set.ts';
import { makeUriType } from './uri-type.ts';
import { makeVariant } from './variant.ts';
import { PNotUndefType, POptionalType, PSensitiveType, PTypeType } from './wrappers.ts';

/** The errors of one type expression. */
interface Errors {
  invalid: () => PuppetError;
  unparameterized: () => PuppetError;
}

type Parameterizer = (parameters: readonly Value[], errors: Errors) => PType;

function asType(value: Value | undefined, errors: Errors): PType {
  if (value instanceof PType) return value;
  throw errors.invalid();
}

function asRange(from: Value | undefined, to: Value | undefined, errors: Errors): PIntegerType {
  if (!isRangeParameter(from) || !isRangeParameter(to)) throw errors.invalid();
  return makeRange(from!, to!);
}

/** A size given as an Integer type, or as a minimum. */
function asSize(value: Value | undefined, errors: Errors): PIntegerType {
  return value instanceof PIntegerType ? value : asRange(value, DEFAULT, errors);
}

function sizeOf(name: string, parameters: readonly Value[], errors: Errors): PIntegerType {
  if (parameters.length === 1) return asSize(parameters[0], errors);
  if (parameters.length === 2) return asRange(parameters[0], parameters[1], errors);
  throw badCount(name, '1 to 2', parameters.length);
}

function parseArray(parameters: readonly Value[], errors: Errors): PType {
  const [first, second, third] = parameters;
  if (parameters.length === 1) return new PArrayType(asType(first, errors));
  if (parameters.length === 2) {
    return first instanceof PType
      ? new PArrayType(first, asSize(second, errors))
      : new PArrayType(typeOfParameter(DEFAULT), asRange(first, second, errors));
  }
  if (parameters.length !== 3) throw badCount('Array', '1 to 3', parameters.length);
  return new PArrayType(asType(first, errors), asRange(second, third, errors));
}

function parseHash(parameters: readonly Value[], errors: Errors): PType {
  const [first, second, third, fourth] = parameters;
  if (parameters.length === 2) {
    if (first instanceof PType && second instanceof PType) return new PHashType(first, second);
    const any = typeOfParameter(DEFAULT);
    return new PHashType(any, any, asRange(first, second, errors));
  }
  if (parameters.length !== 3 && parameters.length !== 4) throw badCount('Hash', '2 to 4', parameters.length);
  const size = parameters.length === 3 ? asSize(third, errors) : asRange(third, fourth, errors);
  return new PHashType(asType(first, errors), asType(second, errors), size);
}

function parseEnum(parameters: readonly Value[]): PType {
  const last = parameters[parameters.length - 1];
  const values = typeof last === 'boolean' ? parameters.slice(0, -1) : parameters;
  if (values.length === 0) throw badCount('Enum', '1 or more', 0);
  if (values.some((value) => typeof value !== 'string')) {
    throw new PuppetError('Enum parameters must be identifiers or strings');
  }
  return new PEnumType(values as string[], last === true);
}

function parseNumber(name: string, range: (from: Value, to: Value) => PType): Parameterizer {
  return (parameters, errors) => {
    if (parameters.length < 1 || parameters.length > 2) throw badCount(name, '1 or 2', parameters.length);
    const [from, to = DEFAULT] = parameters as [Value, Value?];
    const isBound = (value: Value): boolean =>
      value === DEFAULT || isInteger(value) || (name === 'Float' && value instanceof PFloat);
    if (!isBound(from) || !isBound(to)) throw errors.invalid();
    return range(from, to);
  };
}

function parseResource(parameters: readonly Value[]): PType {
  if (parameters.length < 1 || parameters.length > 2) throw badCount('Resource', '1 or 2', parameters.length);
  return makeResourceType(parameters[0]!, parameters[1]);
}

function parseLiteral(name: string, wrap: (type: PType) => PType): Parameterizer {
  return ([parameter, ...others], errors) => {
    if (parameter === undefined || others.length > 0)
      throw badCount(name, '1', others.length + (parameter === undefined ? 0 : 1));
    return wrap(typeof parameter === 'string' ? new PStringType(parameter) : asType(parameter, errors));
  };
}

function parseOne(name: string, make: (parameter: Value, errors: Errors) => PType): Parameterizer {
  return (parameters, errors) => {
    if (parameters.length !== 1) throw badCount(name, '1', parameters.length);
    return make(parameters[0]!, errors);
  };
}

function parseMany(
  name: string,
  make: (parameters: readonly Value[], errors: Errors) => PType,
): Parameterizer {
  return (parameters, errors) => {
    if (parameters.length === 0) throw badCount(name, '1 or more', 0);
    return make(parameters, errors);
  };
}

function atMostTwo(name: string, make: (parameters: readonly Value[]) => PType): Parameterizer {
  return (parameters) => {
    if (parameters.length > 2) throw badCount(name, '0 to 2', parameters.length);
    return make(parameters);
  };
}

const unparameterized: Parameterizer = (_parameters, errors) => {
  throw errors.unparameterized();
};

function parseBoolean(parameter: Value): PType {
  if (typeof parameter !== 'boolean') throw new PuppetError('Boolean parameter must be true or false');
  return parameter ? trueType : falseType;
}

function parseClass(parameter: Value, errors: Errors): PType {
  if (typeof parameter !== 'string') throw errors.invalid();
  return new PClassType(parameter.replace(/^::/, ''));
}

function parseCallable(parameters: readonly Value[]): PType {
  if (parameters.length > 1 && Array.isArray(parameters[0]) && parameters.length !== 2) {
    throw badCount('callable', '2 when first parameter is an array', parameters.length);
  }
  return makeCallableType(parameters);
}

function parseStruct(parameter: Value, errors: Errors): PType {
  if (!(parameter instanceof Map)) throw errors.invalid();
  return makeStruct(parameter);
}

function parseVariant(parameters: readonly Value[], errors: Errors): PType {
  return makeVariant(parameters.map((parameter) => asType(parameter, errors)));
}

/** How a type expression in a signature, in an alias or in data gets its parameters, by lower case name. */
export const parameterizers: ReadonlyMap<string, Parameterizer> = new Map<string, Parameterizer>([
  ['array', parseArray],
  ['hash', parseHash],
  ['collection', (parameters, errors) => new PCollectionType(sizeOf('Collection', parameters, errors))],
  ['class', parseOne('Class', parseClass)],
  ['resource', parseResource],
  ['regexp', parseOne('Regexp', makeRegexpType)],
  ['enum', parseEnum],
  ['pattern', parseMany('Pattern', makePatternType)],
  ['uri', parseOne('URI', makeUriType)],
  ['variant', parseMany('Variant', parseVariant)],
  ['tuple', parseMany('Tuple', makeTupleType)],
  ['callable', parseCallable],
  ['struct', parseOne('Struct', parseStruct)],
  ['boolean', parseOne('Boolean', parseBoolean)],
  ['integer', parseNumber('Integer', makeRange)],
  ['float', parseNumber('Float', makeFloatRange)],
  ['object', parseOne('Object', (parameter) => makeObjectType(parameter))],
  ['typeset', parseOne('Object', (parameter) => makeTypeSet(parameter))],
  ['init', ([type, ...args], errors) => new PInitType(asType(type, errors), args)],
  ['iterable', parseOne('Iterable', (type, errors) => new PIterableType(asType(type, errors)))],
  ['iterator', parseOne('Iterator', (type, errors) => new PIteratorType(asType(type, errors)))],
  ['string', (parameters, errors) => new PStringType(sizeOf('String', parameters, errors))],
  ['sensitive', parseOne('Sensitive', (type, errors) => new PSensitiveType(asType(type, errors)))],
  ['optional', parseLiteral('Optional', (type) => new POptionalType(type))],
  ['notundef', parseLiteral('NotUndef', (type) => new PNotUndefType(type))],
  ['type', parseOne('Type', (type, errors) => new PTypeType(asType(type, errors)))],
  ['runtime', makeRuntimeType],
  ['timespan', atMostTwo('Timespan', makeTimespanType)],
  ['timestamp', atMostTwo('Timestamp', makeTimestampType)],
  ['semver', parseMany('SemVer', makeSemVerType)],
  ['any', unparameterized],
  ['data', unparameterized],
  ['catalogentry', unparameterized],
  ['scalar', unparameterized],
  ['undef', unparameterized],
  ['numeric', unparameterized],
  ['default', unparameterized],
  ['semverrange', unparameterized],
]);
