import { PuppetError } from '../error.ts';
import { isInteger } from '../values/integer.ts';
import {
  DEFAULT,
  PBinary,
  PFloat,
  PRegexp,
  PSemVer,
  PSemVerRange,
  PSensitive,
  PTimespan,
  PTimestamp,
  PUri,
  type Value,
} from '../values/value.ts';
import { PTypeAliasType } from './alias-type.ts';
import { PObjectType, PObjectTypeExtension } from './object-type.ts';
import { PType } from './type.ts';
import { PTypeSetType } from './type-set.ts';

/** The name of the Ruby class of a value, which some of Puppet's messages show. */
export function rubyClassName(value: Value): string {
  if (value === null) return 'NilClass';
  if (value === DEFAULT) return 'Symbol';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return value ? 'TrueClass' : 'FalseClass';
  if (isInteger(value)) return 'Integer';
  if (value instanceof PFloat) return 'Float';
  if (value instanceof PRegexp) return 'Regexp';
  if (value instanceof Map) return 'Hash';
  if (Array.isArray(value)) return 'Array';
  return value instanceof PType ? `Puppet::Pops::Types::P${typeKind(value)}Type` : opaqueClassName(value);
}

const uriClasses: Record<string, string> = {
  http: 'HTTP',
  https: 'HTTPS',
  ftp: 'FTP',
  mailto: 'MailTo',
  ldap: 'LDAP',
  ldaps: 'LDAPS',
  file: 'File',
  ws: 'WS',
  wss: 'WSS',
};

function opaqueClassName(value: Value): string {
  if (value instanceof PSensitive) return 'Puppet::Pops::Types::PSensitiveType::Sensitive';
  if (value instanceof PTimestamp) return 'Puppet::Pops::Time::Timestamp';
  if (value instanceof PTimespan) return 'Puppet::Pops::Time::Timespan';
  if (value instanceof PSemVer) return 'SemanticPuppet::Version';
  if (value instanceof PSemVerRange) return 'SemanticPuppet::VersionRange';
  if (value instanceof PBinary) return 'Puppet::Pops::Types::PBinaryType::Binary';
  if (value instanceof PUri) return `URI::${uriClasses[value.parts.scheme ?? ''] ?? 'Generic'}`;
  return 'Object';
}

/** The text that a value must be where Ruby takes nothing else; throws a PuppetError in Ruby's words. */
export function requireString(value: Value): string {
  if (typeof value === 'string') return value;
  const name = value === null ? 'nil' : typeof value === 'boolean' ? String(value) : rubyClassName(value);
  throw new PuppetError(`no implicit conversion of ${name} into String`);
}

/** What kind of type it is, such as `Integer`, whatever name it has been given. */
export function typeKind(type: PType): string {
  if (type instanceof PTypeAliasType) return 'TypeAlias';
  if (type instanceof PTypeSetType) return 'TypeSet';
  if (type instanceof PObjectType) return 'Object';
  return type instanceof PObjectTypeExtension ? 'ObjectTypeExtension' : type.name;
}
