import { PuppetError } from '../error.ts';
import { makeHash } from '../values/keys.ts';
import { parseUri } from '../values/uri.ts';
import { type PHash, PUri, type UriParts, type Value } from '../values/value.ts';
import { formatValue } from './format-value.ts';
import { matchesPattern } from './matches.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';

/** `URI['http://…']` or `URI[{host => /x/}]`: URIs whose parts match, or all (null). */
export class PUriType extends PType {
  readonly name = 'URI';
  readonly parameters: PHash | null;
  constructor(parameters: PHash | null = null) {
    super();
    this.parameters = parameters;
  }
  isInstance(value: Value): boolean {
    if (!(value instanceof PUri)) return false;
    if (this.parameters === null) return true;
    return [...this.parameters].every(([part, pattern]) =>
      matchesPattern(value.parts[part as keyof UriParts], pattern),
    );
  }
  accepts(other: PType): boolean {
    if (!(other instanceof PUriType)) return false;
    if (this.parameters === null) return true;
    return [...this.parameters].every(([part, pattern]) => acceptsPart(other.parameters?.get(part), pattern));
  }
  override generalize(): PType {
    return uriType;
  }
  format(_format: TypeFormat): string {
    return withParameters(this.name, this.parameters === null ? [] : [formatValue(this.parameters)]);
  }
}

function acceptsPart(theirs: Value | undefined, pattern: Value): boolean {
  if (theirs === undefined) return false;
  if (matchesPattern(theirs, pattern)) return true;
  return theirs instanceof PType && pattern instanceof PType && pattern.isAssignable(theirs);
}

/** The URI type of a text or of a hash of parts; throws a PuppetError. */
export function makeUriType(parameter: Value): PUriType {
  if (typeof parameter === 'string') return uriTypeOf(parseUri(parameter));
  if (parameter instanceof PUri) return uriTypeOf(parameter);
  if (parameter instanceof Map) return new PUriType(parameter.size === 0 ? null : parameter);
  throw new PuppetError('URI-Type parameter has wrong type');
}

/** The type of exactly this URI. */
export function uriTypeOf({ parts }: PUri): PUriType {
  const scheme = parts.scheme?.toLowerCase() ?? null;
  const isDefaultPort =
    (parts.port === 80 && scheme === 'http') || (parts.port === 443 && scheme === 'https');
  const entries: [string, string | null][] = [
    ['scheme', scheme],
    ['userinfo', parts.userinfo],
    ['host', parts.host === '' ? null : (parts.host?.toLowerCase() ?? null)],
    ['port', parts.port === null || isDefaultPort ? null : String(parts.port)],
    ['path', parts.path === '' ? null : parts.path],
    ['query', parts.query],
    ['fragment', parts.fragment],
    ['opaque', parts.opaque],
  ];
  const given = entries.filter(([, value]) => value !== null);
  return new PUriType(given.length === 0 ? null : makeHash(given));
}

export const uriType = new PUriType();
