import type { PHash, Value } from '../values/value.ts';
import { formatValue } from './format-value.ts';
import { type Attribute, isPlainConstant, type MemberFunction } from './object-definition.ts';
import type { PObjectType } from './object-type.ts';
import { puppetQuote } from './quote.ts';
import { PType } from './type.ts';

/** `Object[{name => 'Foo', attributes => {...}}]`. */
export function formatObject(object: PObjectType): string {
  const { parent, typeParameters, attributes, functions, equality, checks } = object.definition;
  const entries: string[] = [];
  const add = (key: string, text: string): unknown => entries.push(`${key} => ${text}`);
  if (object.givenName !== null) add('name', puppetQuote(object.givenName));
  if (parent !== null) add('parent', parent.format({}));
  if (typeParameters.size > 0) add('type_parameters', formatMembers([...typeParameters.values()]));
  const constants = [...attributes.values()].filter(isPlainConstant);
  const others = [...attributes.values()].filter((attribute) => !isPlainConstant(attribute));
  if (others.length > 0) add('attributes', formatMembers(others));
  if (constants.length > 0) add('constants', formatConstants(constants));
  if (functions.size > 0) add('functions', formatMembers([...functions.values()]));
  if (equality !== null) add('equality', `[${equality.map(puppetQuote).join(', ')}]`);
  if (checks !== undefined) add('checks', formatValue(checks));
  return `Object[{${entries.join(', ')}}]`;
}

function formatConstants(constants: readonly Attribute[]): string {
  const entries = constants.map(({ name, value }) => `${puppetQuote(name)} => ${formatValue(value ?? null)}`);
  return `{${entries.join(', ')}}`;
}

function formatMembers(members: readonly (Attribute | MemberFunction)[]): string {
  const entries = members.map(
    (member) => `${puppetQuote(member.name)} => ${formatMember(memberHash(member))}`,
  );
  return `{${entries.join(', ')}}`;
}

function formatMember(spec: Value): string {
  if (!(spec instanceof Map)) return formatValue(spec);
  const entries = [...spec].map(([key, value]) => `${key} => ${key === 'kind' ? value : formatValue(value)}`);
  return `{${entries.join(', ')}}`;
}

/** A member as its definition is written: the bare type, or a hash when there is more to say. */
export function memberHash(member: Attribute | MemberFunction): Value {
  const type = member.feature === 'type_parameter' ? innerType(member.type) : member.type;
  const hash: PHash = new Map<Value, Value>([['type', type]]);
  const kind = member.feature === 'function' ? null : member.kind;
  if (member.final && kind !== 'constant') hash.set('final', true);
  if (member.override) hash.set('override', true);
  if (kind !== null) hash.set('kind', kind);
  const value = member.feature === 'function' ? undefined : member.value;
  if (value !== undefined && !(member.feature === 'type_parameter' && value === null))
    hash.set('value', value);
  return hash.size === 1 ? type : hash;
}

function innerType(type: PType): PType {
  const [inner] = type.parts();
  return inner instanceof PType ? inner : type;
}
