import { RubyError } from './errors.ts';
import { toS } from './text.ts';
import type { RubyObject, RubyValue } from './values.ts';

/** The classes of schemes that Ruby knows, and their ports. */
const known: Readonly<Record<string, readonly [name: string, port: number | null]>> = {
  file: ['File', null],
  ftp: ['FTP', 21],
  http: ['HTTP', 80],
  https: ['HTTPS', 443],
  ldap: ['LDAP', 389],
  ldaps: ['LDAPS', 636],
  ws: ['WS', 80],
  wss: ['WSS', 443],
};

/** Parts of RFC 3986: scheme, user, host, port, path, query, fragment. */
const parts =
  /^(?:([A-Za-z][\w+.-]*):)?(?:\/\/(?:([^@/?#]*)@)?(\[[\da-fA-F:.]+\]|[^:/?#[\]@]*)(?::(\d*))?(?=[/?#]|$))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;
const allowed = /^(?:[\w.~!$&'()*+,;=:@/?#[\]-]|%[\da-fA-F]{2})*$/;

/** What `URI.parse` of Ruby gives. Throws its error for what is no URI. */
export function parseUri(value: RubyValue): RubyUri {
  const text = toS(value);
  const found = allowed.test(text) ? parts.exec(text) : null;
  const first = found?.[5]?.split('/')[0] ?? '';
  const isRelative = found !== null && found[1] === undefined && found[3] === undefined;
  if (found === null || (isRelative && first.includes(':')) || /[[\]]/.test(found[5]!))
    throw new RubyError(`bad URI(is not URI?): ${JSON.stringify(text)}`, 0, 'URI::InvalidURIError');
  return new RubyUri(found);
}

/** Ruby's `URI::Generic` and what descends from it. */
class RubyUri implements RubyObject {
  readonly rubyClass: string;
  readonly #answers: Readonly<Record<string, RubyValue>>;
  readonly #text: string;

  constructor([, given, userinfo, host, port, written, query, fragment]: RegExpExecArray) {
    const scheme = given?.toLowerCase();
    const [name, usual] = known[scheme ?? ''] ?? ['Generic', null];
    const isOpaque =
      scheme !== undefined && host === undefined && !written!.startsWith('/') && written !== '';
    const rest = query === undefined ? '' : `?${query}`;
    const number = port ? Number(port) : usual;
    this.rubyClass = `URI::${name}`;
    this.#answers = {
      scheme,
      userinfo,
      user: userinfo?.split(':')[0],
      password: userinfo?.includes(':') ? userinfo.slice(userinfo.indexOf(':') + 1) : undefined,
      host,
      hostname: host?.replace(/^\[|\]$/g, ''),
      port: number,
      path: isOpaque ? null : scheme === 'ftp' ? written!.replace(/^\//, '') : written,
      opaque: isOpaque ? written! + rest : null,
      query: isOpaque ? null : query,
      fragment,
      request_uri: `${written || '/'}${rest}`,
      'absolute?': scheme !== undefined,
      'relative?': scheme === undefined,
    };
    const authority =
      host === undefined
        ? ''
        : `//${userinfo === undefined ? '' : `${userinfo}@`}${host}${number === null || number === usual ? '' : `:${number}`}`;
    this.#text = `${scheme === undefined ? '' : `${scheme}:`}${authority}${written}${rest}${fragment === undefined ? '' : `#${fragment}`}`;
  }

  send(name: string): RubyValue | undefined {
    if (name === 'to_s') return this.#text;
    return Object.hasOwn(this.#answers, name) ? (this.#answers[name] ?? null) : undefined;
  }

  toString(): string {
    return this.#text;
  }
}
