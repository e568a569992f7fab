import {
  anyType,
  PArrayType,
  PCallableType,
  PClassType,
  PCollectionType,
  PEnumType,
  PFloatType,
  PHashType,
  PInitType,
  PIntegerType,
  PIterableType,
  PIteratorType,
  PNotUndefType,
  PObjectType,
  POptionalType,
  PPatternType,
  PRegexpType,
  PResourceType,
  PRuntimeType,
  PSemVerType,
  PStringType,
  PStructType,
  PTimespanType,
  PTimestampType,
  PTupleType,
  type PType,
  PTypeAliasType,
  PTypeType,
  PUriType,
  PVariantType,
} from '../types/index.ts';
import { DEFAULT, PFloat, type PRegexp, type Value } from '../values/value.ts';

/** A type as data: its name in Puppet's own type set, and the attributes that differ from their defaults. */
export interface TypeData {
  name: string;
  attributes: [string, Value | TypeData | readonly (Value | TypeData)[]][];
}

type Attributes = TypeData['attributes'];

/** What a catalog writes of a type: `{"__ptype": "Pcore::IntegerType", "from": 1}`. */
export function typeData(type: PType): TypeData {
  if (type instanceof PTypeAliasType) return aliasData(type);
  return { name: `Pcore::${type.name}Type`, attributes: attributesOf(type) };
}

function aliasData(type: PTypeAliasType): TypeData {
  return {
    name: 'Pcore::TypeAliasType',
    attributes: [
      ['name', type.name],
      ['type_expr', null],
      ['resolved_type', typeData(type.resolved)],
    ],
  };
}

function attributesOf(type: PType): Attributes {
  if (type instanceof PIntegerType) return bounds(type, (bound) => bound as number | bigint);
  if (type instanceof PFloatType) return bounds(type, (bound) => new PFloat(Number(bound)));
  if (type instanceof PStringType) return stringAttributes(type);
  if (type instanceof PEnumType) return enumAttributes(type);
  if (type instanceof PRegexpType) return type.regexp === null ? [] : [['pattern', type.regexp.source]];
  if (type instanceof PPatternType) return [['patterns', type.patterns.map(regexpData)]];
  return collectionAttributes(type) ?? wrapperAttributes(type) ?? otherAttributes(type);
}

function bounds(
  { from, to }: { from: number | bigint; to: number | bigint },
  make: (bound: number | bigint) => Value,
): Attributes {
  const low = from !== Number.NEGATIVE_INFINITY;
  const high = to !== Number.POSITIVE_INFINITY;
  const attributes: Attributes = [];
  if (low || high) attributes.push(['from', low ? make(from) : null]);
  if (high) attributes.push(['to', make(to)]);
  return attributes;
}

function stringAttributes(type: PStringType): Attributes {
  if (type.value !== null) return [['size_type_or_value', type.value]];
  return type.size === null ? [] : [['size_type_or_value', typeData(type.size)]];
}

function enumAttributes(type: PEnumType): Attributes {
  const attributes: Attributes = [['values', [...type.values]]];
  return type.caseInsensitive ? [...attributes, ['case_insensitive', true]] : attributes;
}

function regexpData(regexp: PRegexp): TypeData {
  return { name: 'Pcore::RegexpType', attributes: [['pattern', regexp.source]] };
}

function collectionAttributes(type: PType): Attributes | undefined {
  if (type instanceof PCollectionType) return size(type);
  if (type instanceof PArrayType) return [...inner('element_type', type.element), ...size(type)];
  if (type instanceof PHashType)
    return [...inner('key_type', type.key), ...inner('value_type', type.value), ...size(type)];
  if (type instanceof PTupleType) return [['types', type.types.map(typeData)], ...size(type)];
  if (type instanceof PStructType) return structAttributes(type);
  if (type instanceof PVariantType) return [['types', type.types.map(typeData)]];
  return undefined;
}

function inner(name: string, type: PType | null): Attributes {
  return type === null || type === anyType ? [] : [[name, typeData(type)]];
}

function size({ size: range }: { size: PIntegerType | null }): Attributes {
  return range === null ? [] : [['size_type', typeData(range)]];
}

function structAttributes(type: PStructType): Attributes {
  const elements = type.elements.map(
    ({ keyType, valueType }): TypeData => ({
      name: 'Pcore::StructElement',
      attributes: [
        ['key_type', typeData(keyType)],
        ['value_type', typeData(valueType)],
      ],
    }),
  );
  return elements.length === 0 ? [] : [['elements', elements]];
}

function wrapperAttributes(type: PType): Attributes | undefined {
  const wraps = type instanceof POptionalType || type instanceof PNotUndefType || type instanceof PTypeType;
  if (wraps) return inner('type', type.type);
  if (type instanceof PIterableType || type instanceof PIteratorType) return inner('type', type.element);
  if (type instanceof PCallableType) {
    return [
      ['param_types', type.parameters === null ? null : typeData(type.parameters)],
      ['block_type', type.block === null ? null : typeData(type.block)],
      ['return_type', type.returns === null ? null : typeData(type.returns)],
    ];
  }
  if (type instanceof PInitType) {
    return [...inner('type', type.type), ...(type.args.length === 0 ? [] : ([['init_args', [...type.args]]] as Attributes))];
  }
  return undefined;
}

function otherAttributes(type: PType): Attributes {
  if (type instanceof PTimespanType || type instanceof PTimestampType) {
    return times(type.from as Value, type.to as Value);
  }
  if (type instanceof PSemVerType) return type.ranges.length === 0 ? [] : [['ranges', [...type.ranges]]];
  if (type instanceof PUriType) return type.parameters === null ? [] : [['parameters', type.parameters]];
  if (type instanceof PClassType) return type.className === null ? [] : [['class_name', type.className]];
  if (type instanceof PResourceType) return resourceAttributes(type);
  if (type instanceof PRuntimeType) return runtimeAttributes(type);
  if (type instanceof PObjectType) return [['_pcore_init_hash', new Map()]];
  return [];
}

function times(from: Value, to: Value): Attributes {
  const attributes: Attributes = [];
  if (from !== null) attributes.push(['from', from]);
  else if (to !== null) attributes.push(['from', DEFAULT]);
  if (to !== null) attributes.push(['to', to]);
  return attributes;
}

function resourceAttributes(type: PResourceType): Attributes {
  const attributes: Attributes = [];
  if (type.typeName !== null) attributes.push(['type_name', type.typeName]);
  if (type.title !== null) attributes.push(['title', type.title]);
  return attributes;
}

function runtimeAttributes(type: PRuntimeType): Attributes {
  const attributes: Attributes = [];
  if (type.runtime !== null) attributes.push(['runtime', type.runtime]);
  if (type.pattern !== null) attributes.push(['name_or_pattern', type.pattern as Value]);
  return attributes;
}
