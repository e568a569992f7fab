import { PuppetError } from '../error.ts';
import { DEFAULT, type PHash, type Value } from '../values/value.ts';
import { assertInstance } from './assert.ts';
import { inferType } from './infer.ts';
import { attributeType, functionSpecType, functionTypeType, objectInitType } from './object-schema.ts';
import type { PObjectType } from './object-type.ts';
import type { PType } from './type.ts';
import { PTypeReferenceType } from './type-reference.ts';
import { POptionalType, typeType } from './wrappers.ts';

/** What attributes and functions share. */
interface Member {
  name: string;
  type: PType;
  final: boolean;
  override: boolean;
  /** As Puppet calls it in messages: `attribute Foo[a]`. */
  label: string;
}

/** An attribute; `value` is undefined when it has none, `default` included. */
export interface Attribute extends Member {
  feature: 'attribute' | 'type_parameter';
  kind: 'constant' | 'derived' | 'given_or_derived' | 'reference' | null;
  value: Value | undefined;
}

/** A function of an Object type. */
export interface MemberFunction extends Member {
  feature: 'function';
}

/** What the hash of an Object type says. */
export interface ObjectDefinition {
  name: string | null;
  parent: PType | null;
  typeParameters: ReadonlyMap<string, Attribute>;
  attributes: ReadonlyMap<string, Attribute>;
  functions: ReadonlyMap<string, MemberFunction>;
  equality: readonly string[] | null;
  equalityIncludeType: boolean;
  checks: Value | undefined;
}

/** Reads and checks the hash of an Object type; throws Puppet's error for the first thing that is wrong. */
export function readObject(object: PObjectType, hash: PHash): ObjectDefinition {
  assertInstance('object initializer', objectInitType(), hash);
  const definition: ObjectDefinition = {
    name: (hash.get('name') as string | undefined) ?? null,
    parent: (hash.get('parent') as PType | undefined) ?? null,
    typeParameters: new Map(),
    attributes: new Map(),
    functions: new Map(),
    equality: null,
    equalityIncludeType: (hash.get('equality_include_type') as boolean | undefined) ?? true,
    checks: hash.get('checks'),
  };
  object.publish(definition);
  checkParent(object);
  definition.typeParameters = readTypeParameters(object, hash);
  definition.attributes = readAttributes(object, hash);
  definition.functions = readFunctions(object, hash, definition.attributes);
  definition.equality = readEquality(object, hash.get('equality'), definition);
  return definition;
}

function checkParent(object: PObjectType): void {
  const { parent } = object;
  if (parent instanceof PTypeReferenceType)
    throw new PuppetError(`reference to unresolved type '${parent.text}'`);
  for (let ancestor = object.parentObject; ancestor !== null; ancestor = ancestor.parentObject) {
    if (ancestor === object) throw new PuppetError(`The Object type '${object.label}' inherits from itself`);
  }
}

function hashAt(hash: PHash, key: string): PHash {
  return (hash.get(key) as PHash | undefined) ?? new Map();
}

function readTypeParameters(object: PObjectType, hash: PHash): Map<string, Attribute> {
  const inherited = object.parentObject?.allTypeParameters() ?? new Map<string, Attribute>();
  const parameters = [...hashAt(hash, 'type_parameters')].map(([key, spec]) => {
    const name = key as string;
    const label = `type_parameter ${object.label}[${name}]`;
    const type = spec instanceof Map ? spec.get('type')! : assertInstance(label, typeType, spec);
    const optional = type instanceof POptionalType ? type : new POptionalType(type as PType);
    const value = spec instanceof Map ? spec.get('value') : undefined;
    const parameter: Attribute = {
      ...member(name, label, optional, new Map()),
      feature: 'type_parameter',
      kind: null,
      value,
    };
    return [name, checkOverride(parameter, inherited)] as const;
  });
  return new Map(parameters);
}

function member(name: string, label: string, type: PType, spec: PHash): Member {
  return { name, label, type, final: spec.get('final') === true, override: spec.get('override') === true };
}

function readAttributes(object: PObjectType, hash: PHash): Map<string, Attribute> {
  const inherited = object.parentObject?.allMembers() ?? new Map<string, Attribute | MemberFunction>();
  const specs = new Map(hashAt(hash, 'attributes'));
  for (const [key, value] of hashAt(hash, 'constants')) {
    if (specs.has(key)) {
      throw new PuppetError(
        `attribute ${object.label}[${key}] is defined as both a constant and an attribute`,
      );
    }
    specs.set(key, constantSpec(value, inherited.has(key as string)));
  }
  return new Map(
    [...specs].map(([key, spec]) => {
      const attribute = readAttribute(object, key as string, spec);
      return [attribute.name, checkOverride(attribute, inherited)];
    }),
  );
}

function constantSpec(value: Value, override: boolean): PHash {
  return new Map<Value, Value>([
    ['type', inferType(value).generalize()],
    ['value', value],
    ['kind', 'constant'],
    ['override', override],
  ]);
}

function readAttribute(object: PObjectType, name: string, given: Value): Attribute {
  const label = `attribute ${object.label}[${name}]`;
  const spec = given instanceof Map ? given : attributeSpec(assertInstance(label, typeType, given) as PType);
  assertInstance(`initializer for ${label}`, attributeType(), spec);
  if (name === '__ptype' || name === '__pvalue') {
    throw new PuppetError(`The attribute '${name}' is reserved and cannot be used`);
  }
  const kind = (spec.get('kind') as Attribute['kind'] | undefined) ?? null;
  const attribute = {
    ...member(name, label, spec.get('type') as PType, spec),
    feature: 'attribute' as const,
    kind,
  };
  if (kind === 'constant') {
    if (spec.get('final') === false) {
      throw new PuppetError(`${label} of kind 'constant' cannot be combined with final => false`);
    }
    attribute.final = true;
  }
  return { ...attribute, value: attributeValue(attribute, spec) };
}

function attributeSpec(type: PType): PHash {
  const entries: [Value, Value][] = [['type', type]];
  return new Map(type instanceof POptionalType ? [...entries, ['value', null]] : entries);
}

function attributeValue({ label, kind, type }: Omit<Attribute, 'value'>, spec: PHash): Value | undefined {
  const value = spec.get('value');
  if (value === undefined) {
    if (kind === 'constant') throw new PuppetError(`${label} of kind 'constant' requires a value`);
    return undefined;
  }
  if (kind === 'derived' || kind === 'given_or_derived') {
    throw new PuppetError(`${label} of kind '${kind}' cannot be combined with an attribute value`);
  }
  return value === DEFAULT ? value : assertInstance(`${label} value`, type, value);
}

function readFunctions(
  object: PObjectType,
  hash: PHash,
  attributes: ReadonlyMap<string, Attribute>,
): Map<string, MemberFunction> {
  const inherited = object.parentObject?.allMembers() ?? new Map<string, Attribute | MemberFunction>();
  return new Map(
    [...hashAt(hash, 'functions')].map(([key, given]) => {
      const name = key as string;
      const label = `function ${object.label}[${name}]`;
      const spec: PHash =
        given instanceof Map ? given : new Map([['type', assertInstance(label, functionTypeType(), given)]]);
      assertInstance(`initializer for function '${name}'`, functionSpecType(), spec);
      if (attributes.has(name)) throw new PuppetError(`${label} conflicts with attribute with the same name`);
      const read = { ...member(name, label, spec.get('type') as PType, spec), feature: 'function' as const };
      return [name, checkOverride(read, inherited)];
    }),
  );
}

function checkOverride<T extends Attribute | MemberFunction>(
  own: T,
  inherited: ReadonlyMap<string, Attribute | MemberFunction>,
): T {
  const parent = inherited.get(own.name);
  if (parent === undefined) {
    if (!own.override) return own;
    throw new PuppetError(
      `expected ${own.label} to override an inherited ${own.feature}, but no such ${own.feature} was found`,
    );
  }
  const complaint = overrideComplaint(own, parent);
  if (complaint !== null) throw new PuppetError(`${own.label} attempts to override ${complaint}`);
  return own;
}

function overrideComplaint(
  own: Attribute | MemberFunction,
  parent: Attribute | MemberFunction,
): string | null {
  if (own.feature !== parent.feature) return parent.label;
  if (parent.final && !(isConstant(parent) && isConstant(own))) return `final ${parent.label}`;
  if (!own.override) return `${parent.label} without having override => true`;
  return parent.type.isAssignable(own.type) ? null : `${parent.label} with a type that does not match`;
}

function isConstant(member: Attribute | MemberFunction): boolean {
  return member.feature === 'attribute' && member.kind === 'constant';
}

function readEquality(
  object: PObjectType,
  given: Value | undefined,
  definition: ObjectDefinition,
): string[] | null {
  if (given === undefined || given === null) return null;
  const names = (Array.isArray(given) ? given : [given]) as string[];
  if (names.length > 0 && !definition.equalityIncludeType) {
    throw new PuppetError(
      'equality_include_type = false cannot be combined with non empty equality specification',
    );
  }
  for (const name of names) checkEquality(object, name, definition);
  return names;
}

function checkEquality(object: PObjectType, name: string, definition: ObjectDefinition): void {
  const inherited = object.parentObject?.allMembers().get(name);
  const found = inherited ?? definition.attributes.get(name) ?? definition.functions.get(name);
  const refers = `${object.label} equality is referencing`;
  if (found === undefined) throw new PuppetError(`${refers} non existent attribute '${name}'`);
  if (inherited?.feature === 'attribute' && object.parentObject!.equalityAttributes().has(name)) {
    const definer = equalityDefiner(object, name);
    throw new PuppetError(`${refers} ${found.label} which is included in equality of ${definer.label}`);
  }
  if (found.feature !== 'attribute') {
    throw new PuppetError(`${refers} ${found.label}. Only attribute references are allowed`);
  }
  if (found.kind === 'constant') {
    throw new PuppetError(
      `${refers} constant ${found.label}. Reference to constant is not allowed in equality`,
    );
  }
}

function equalityDefiner(object: PObjectType, name: string): PObjectType {
  const parent = object.parentObject;
  return parent?.equalityAttributes().has(name) ? equalityDefiner(parent, name) : object;
}

/** The general type of a constant, for telling which attributes are written as constants. */
export function isPlainConstant(attribute: Attribute): boolean {
  if (attribute.kind !== 'constant') return false;
  return attribute.type.equals(inferType(attribute.value ?? null).generalize());
}
