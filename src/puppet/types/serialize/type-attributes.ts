import { makeHash } from '../../values/keys.ts';
import { PFloat, type PHash, type Value } from '../../values/value.ts';
import { PTypeAliasType } from '../alias-type.ts';
import { PAnyType } from '../any.ts';
import { PCallableType } from '../callable-type.ts';
import { PClassType, PResourceType } from '../catalog-types.ts';
import { PArrayType, PCollectionType, PHashType } from '../collection.ts';
import { PInitType } from '../init-type.ts';
import { PIterableType, PIteratorType } from '../iterable.ts';
import { type Bound, PFloatType, PIntegerType } from '../numeric.ts';
import { isPlainConstant } from '../object-definition.ts';
import { memberHash } from '../object-format.ts';
import { PObjectType } from '../object-type.ts';
import { PRuntimeType } from '../runtime-type.ts';
import { PSemVerType } from '../semver-types.ts';
import { PEnumType, PPatternType, PRegexpType, PStringType } from '../string.ts';
import { PTimespanType, PTimestampType } from '../time-types.ts';
import { PTupleType } from '../tuple.ts';
import type { PType } from '../type.ts';
import { PTypeReferenceType } from '../type-reference.ts';
import { PUriType } from '../uri-type.ts';
import { PVariantType } from '../variant.ts';
import { PNotUndefType, POptionalType, PTypeType } from '../wrappers.ts';

type Attributes = (readonly [name: string, value: Value])[];

/** Without the attributes at the end that are undef, which is their default. */
function given(...attributes: Attributes): Attributes {
  while (attributes.length > 0 && attributes[attributes.length - 1]![1] === null) attributes.pop();
  return attributes;
}

/** What a type is made of, by the names that Pcore gives its attributes, defaults at the end left out; a Struct's members are not attributes. */
export function typeAttributes(type: PType): Attributes {
  return (
    stringAttributes(type) ?? containerAttributes(type) ?? rangeAttributes(type) ?? otherAttributes(type)
  );
}

function stringAttributes(type: PType): Attributes | null {
  if (type instanceof PStringType) return given(['size_type_or_value', type.value ?? type.size]);
  if (type instanceof PEnumType) {
    const values = ['values', [...type.values]] as const;
    return type.caseInsensitive ? [values, ['case_insensitive', true]] : [values];
  }
  if (type instanceof PPatternType)
    return [['patterns', type.patterns.map((pattern) => new PRegexpType(pattern))]];
  return type instanceof PRegexpType ? given(['pattern', type.pattern]) : null;
}

function containerAttributes(type: PType): Attributes | null {
  if (type instanceof PArrayType) {
    return type.size === null && type.element instanceof PAnyType
      ? []
      : given(['element_type', type.element], ['size_type', type.size]);
  }
  if (type instanceof PHashType) return hashAttributes(type);
  if (type instanceof PCollectionType) return given(['size_type', type.size]);
  if (type instanceof PTupleType) return given(['types', [...type.types]], ['size_type', type.size]);
  return type instanceof PVariantType ? [['types', [...type.types]]] : null;
}

function hashAttributes({ key, value, size }: PHashType): Attributes {
  const attributes: Attributes = [
    ['key_type', key],
    ['value_type', value],
    ['size_type', size],
  ];
  if (size !== null) return attributes;
  attributes.pop();
  while (attributes.length > 0 && attributes[attributes.length - 1]![1] instanceof PAnyType) attributes.pop();
  return attributes;
}

function rangeAttributes(type: PType): Attributes | null {
  if (type instanceof PIntegerType) return given(['from', bound(type.from)], ['to', bound(type.to)]);
  if (type instanceof PFloatType) return given(['from', floatBound(type.from)], ['to', floatBound(type.to)]);
  const isTime = type instanceof PTimestampType || type instanceof PTimespanType;
  return isTime ? given(['from', type.from], ['to', type.to]) : null;
}

function bound(value: Bound): Value {
  return value === -Infinity || value === Infinity ? null : value;
}

function floatBound(value: Bound): Value {
  return Number.isFinite(Number(value)) ? new PFloat(Number(value)) : null;
}

function otherAttributes(type: PType): Attributes {
  if (type instanceof POptionalType || type instanceof PNotUndefType || type instanceof PTypeType) {
    return given(['type', type.type]);
  }
  if (type instanceof PIterableType || type instanceof PIteratorType) return given(['type', type.element]);
  if (type instanceof PInitType) {
    return type.args.length === 0
      ? given(['type', type.type])
      : [
          ['type', type.type],
          ['init_args', [...type.args]],
        ];
  }
  if (type instanceof PCallableType) {
    return [
      ['param_types', type.parameters],
      ['block_type', type.block],
      ['return_type', type.returns],
    ];
  }
  return namedAttributes(type);
}

function namedAttributes(type: PType): Attributes {
  if (type instanceof PClassType) return given(['class_name', type.className]);
  if (type instanceof PResourceType) return given(['type_name', type.typeName], ['title', type.title]);
  if (type instanceof PSemVerType) return type.ranges.length === 0 ? [] : [['ranges', [...type.ranges]]];
  if (type instanceof PUriType) return given(['parameters', type.parameters]);
  if (type instanceof PRuntimeType)
    return given(['runtime', type.runtime], ['name_or_pattern', type.pattern as Value]);
  if (type instanceof PTypeReferenceType) return [['type_string', type.text]];
  if (type instanceof PObjectType) return [['_pcore_init_hash', objectHash(type)]];
  if (type instanceof PTypeAliasType) {
    return [
      ['name', type.name],
      ['type_expr', null],
      ['resolved_type', type.resolved],
    ];
  }
  return [];
}

/** The hash that defines an Object type. */
function objectHash(object: PObjectType): PHash {
  const { parent, typeParameters, attributes, functions, equality, checks } = object.definition;
  const constants = [...attributes.values()].filter(isPlainConstant);
  const others = [...attributes.values()].filter((attribute) => !isPlainConstant(attribute));
  const members = (list: readonly Parameters<typeof memberHash>[0][]): PHash | null =>
    list.length === 0 ? null : makeHash(list.map((member) => [member.name, memberHash(member)] as const));
  const entries: (readonly [string, Value])[] = [
    ['name', object.givenName],
    ['parent', parent],
    ['type_parameters', members([...typeParameters.values()])],
    ['attributes', members(others)],
    [
      'constants',
      constants.length === 0
        ? null
        : makeHash(constants.map(({ name, value }) => [name, value ?? null] as const)),
    ],
    ['functions', members([...functions.values()])],
    ['equality', equality === null ? null : [...equality]],
    ['checks', checks ?? null],
  ];
  return makeHash(entries.filter(([, value]) => value !== null));
}
