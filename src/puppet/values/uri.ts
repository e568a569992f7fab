import { PuppetError } from '../error.ts';
import { PUri, type UriParts } from './value.ts';

const defaultPorts: Record<string, number> = {
  ftp: 21,
  http: 80,
  https: 443,
  ldap: 389,
  ldaps: 636,
  ws: 80,
  wss: 443,
};

const hierarchical =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:([^@/?#]*)@)?(\[[^\]]*\]|[^:/?#[\]]*)(?::(\d*))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

const forbidden = /[^\x21-\x7e]|["<>\\^`{|}]|%(?![0-9A-Fa-f]{2})/;

/** Parses a URI as Ruby's library does; throws a PuppetError. */
export function parseUri(text: string): PUri {
  const match = forbidden.test(text) ? null : hierarchical.exec(text);
  const isRelative = match?.[1] === undefined && match?.[3] === undefined;
  if (match === null || (isRelative && /^[^/]*:/.test(match[5]!)))
    throw new PuppetError(`bad URI(is not URI?): ${JSON.stringify(text)}`);
  const [, scheme, userinfo, host, port, path, query, fragment] = match;
  const lower = scheme?.toLowerCase() ?? null;
  const opaque = lower !== null && host === undefined && path !== '' && !path!.startsWith('/');
  return uriOf({
    scheme: lower,
    userinfo: userinfo ?? null,
    host: host ?? null,
    port:
      port === undefined || port === ''
        ? lower === null
          ? null
          : (defaultPorts[lower] ?? null)
        : Number(port),
    path: opaque ? null : (path ?? ''),
    query: opaque ? null : (query ?? null),
    fragment: fragment ?? null,
    opaque: opaque ? path! + (query === undefined ? '' : `?${query}`) : null,
  });
}

/** The URI of the parts. */
export function uriOf(parts: UriParts): PUri {
  return new PUri(uriText(parts), parts);
}

function uriText(parts: UriParts): string {
  const { scheme, userinfo, host, port, path, query, fragment, opaque } = parts;
  const prefix = scheme === null ? '' : `${scheme}:`;
  const suffix = fragment === null ? '' : `#${fragment}`;
  if (opaque !== null) return prefix + opaque + suffix;
  const user = userinfo === null ? '' : `${userinfo}@`;
  const shownPort = port === null || (scheme !== null && defaultPorts[scheme] === port) ? '' : `:${port}`;
  const authority = host === null ? '' : `//${user}${host}${shownPort}`;
  return prefix + authority + (path ?? '') + (query === null ? '' : `?${query}`) + suffix;
}
