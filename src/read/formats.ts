import { parseDuration } from '../model/duration.ts';
import { parseAddress, parseInterfaceAddress, parsePrefix } from '../model/ip.ts';
import { parseSize } from '../model/size.ts';

/** Why a text is not of a format, with a hint where there is one; `undefined` where it is. */
export type Format = (text: string) => Refusal | undefined;

/** A reason in the middle of a sentence, and what to do. */
export interface Refusal {
  readonly reason: string;
  readonly hint?: string;
}

const MiB = 1024 ** 2;

const matching =
  (pattern: RegExp, reason: string): Format =>
  (text) =>
    pattern.test(text) ? undefined : { reason };

const size: Format = (text) => {
  const bytes = parseSize(text);
  if (typeof bytes !== 'number') return bytes;
  if (bytes === 0) return { reason: 'a size is more than nothing' };
  return bytes % MiB === 0 ? undefined : { reason: 'a size is a whole number of MiB' };
};

const duration: Format = (text) => {
  const seconds = parseDuration(text);
  return typeof seconds === 'number' ? undefined : seconds;
};

const namePattern = /^[a-z]([a-z0-9_-]*[a-z0-9])?$/;

const name: Format = (text) => {
  if (text.length > 63) return { reason: 'a name has at most 63 characters' };
  if (namePattern.test(text)) return undefined;
  const reason =
    'a name is made of lower-case letters, digits, - and _, begins with a letter and ends with a letter or digit';
  const lower = text.toLowerCase();
  return namePattern.test(lower) ? { reason, hint: `write it as '${lower}'` } : { reason };
};

const reserved = new Set(['auto', 'world', 'internal', 'public', 'hypervisors', 'admins', 'init']);

const newName: Format = (text) =>
  reserved.has(text) ? { reason: `'${text}' means something else where names are expected` } : name(text);

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

const hostName: Format = (text) => {
  if (text.length > 253) return { reason: 'a host name has at most 253 characters' };
  if (text.endsWith('.')) return { reason: 'it ends with a dot', hint: 'write it without the last dot' };
  const wrong = text.split('.').find((part) => !label.test(part));
  if (wrong !== undefined) return { reason: labelReason(wrong) };
  if (!text.includes('.')) return { reason: 'a full name has a domain, as www.math.example has' };
  return /\.[0-9]+$/.test(text) ? { reason: 'its last part is a number, as in an address' } : undefined;
};

function labelReason(part: string): string {
  if (part === '') return 'there is nothing between two dots';
  if (part.length > 63) return `'${part.slice(0, 20)}…' has more than 63 characters`;
  const odd = /[^a-z0-9-]/iu.exec(part)?.[0];
  return odd ? `'${odd}' cannot be in a host name` : `'${part}' begins or ends with a hyphen`;
}

const mail: Format = (text) => {
  const at = text.lastIndexOf('@');
  if (at < 0) return { reason: 'there is no @ in it' };
  const local = text.slice(0, at);
  if (
    !/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local) ||
    local.length > 64
  ) {
    return { reason: `what stands before the @ ('${local}') is no local part (RFC 5321)` };
  }
  const domain = hostName(text.slice(at + 1));
  return domain && { reason: `its domain is wrong: ${domain.reason}` };
};

const ipv4: Format = (text) => {
  if (parseAddress(text)?.family === 4) return undefined;
  if (parseAddress(text)) return { reason: 'that is an IPv6 address' };
  if (text.includes('/')) return { reason: 'that is a prefix, not an address' };
  if (/(^|\.)0\d/.test(text)) return { reason: 'a number begins with 0, which some programs read as octal' };
  const high = text.split('.').find((part) => /^\d+$/.test(part) && Number(part) > 255);
  return {
    reason: high ? `${high} is more than 255` : 'an IPv4 address is four numbers, such as 192.0.2.10',
  };
};

const ipv6: Format = (text) => {
  if (parseAddress(text)?.family === 6) return undefined;
  if (parseAddress(text)) return { reason: 'that is an IPv4 address' };
  if (text.includes('/')) return { reason: 'that is a prefix, not an address' };
  if (text.includes('%')) return { reason: 'it names a zone, which has a meaning on one machine only' };
  return { reason: 'an IPv6 address is eight groups of hexadecimal digits, such as 2001:db8::10' };
};

const prefixOf =
  (family: 4 | 6): Format =>
  (text) => {
    const written = parseInterfaceAddress(text);
    const example = family === 4 ? '192.0.2.0/24' : '2001:db8::/64';
    if (!written) return { reason: `an IPv${family} prefix is an address and a length, such as ${example}` };
    if (written.family !== family) return { reason: `that is IPv${written.family}, not IPv${family}` };
    return parsePrefix(text) ? undefined : { reason: 'it has host bits', hint: 'write the first address' };
  };

const prefix: Format = (text) => {
  if (parseAddress(text) || parsePrefix(text)) return undefined;
  const written = parseInterfaceAddress(text);
  if (written) return { reason: 'it has host bits', hint: 'write the first address' };
  return { reason: 'a prefix is an address and a length, such as 198.51.100.0/28' };
};

const ipv4Range: Format = (text) => {
  const ends = text.split('-');
  const wrong = ends.length > 2 ? undefined : ends.map(ipv4).find(Boolean);
  if (ends.length > 2 || wrong) return { reason: wrong?.reason ?? 'a range has two ends' };
  const [from, to] = ends.map((end) => parseAddress(end)!.value);
  return to !== undefined && to < from! ? { reason: 'the range ends before it begins' } : undefined;
};

const mac: Format = (text) => {
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text)) {
    const hint = /^[0-9a-f]{2}(-[0-9a-f]{2}){5}$/i.test(text)
      ? `write ${text.replaceAll('-', ':')}`
      : undefined;
    return { reason: 'a MAC address is six pairs of hexadecimal digits, such as 52:54:00:12:34:56', hint };
  }
  const first = Number.parseInt(text.slice(0, 2), 16);
  if (first & 1) return { reason: 'its first octet is odd, which makes it a multicast address' };
  return /^(00:){5}00$/.test(text) ? { reason: 'it is the null address' } : undefined;
};

const portRange: Format = (text) => {
  const [, from, to] = /^(\d{1,5})-(\d{1,5})$/.exec(text) ?? [];
  if (from === undefined)
    return { reason: 'a port is a number without quotes, a range is such as 27000-27009' };
  if (Number(from) < 1 || Number(to) > 65535) return { reason: 'ports go from 1 to 65535' };
  return Number(to) < Number(from) ? { reason: 'the range ends before it begins' } : undefined;
};

const timeZone: Format = (text) => {
  if (!/^[A-Za-z]/.test(text)) return { reason: 'a time zone is a name such as Europe/Paris' };
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return undefined;
  } catch {
    return { reason: 'the IANA database has no such time zone' };
  }
};

const absolutePath: Format = (text) => {
  if (!text.startsWith('/')) return { reason: 'it does not begin with /' };
  return text === '/' ? { reason: 'it is the root' } : pathReason(text.slice(1));
};

const relativePath: Format = (text) => {
  if (text === '') return undefined;
  return text.startsWith('/') ? { reason: 'it begins with /' } : pathReason(text);
};

function pathReason(rest: string): Refusal | undefined {
  if (rest.length > 1000) return { reason: 'it is longer than 1000 characters' };
  if (/[\x00-\x1f\x7f]/.test(rest)) return { reason: 'it holds a control character' };
  const parts = rest.split('/');
  if (parts.at(-1) === '') return { reason: 'it ends with /', hint: 'write it without the last /' };
  if (parts.includes('')) return { reason: 'it holds //' };
  return parts.includes('.') || parts.includes('..') ? { reason: "it holds '.' or '..'" } : undefined;
}

const audience: Format = (text) => {
  if (/[/:]/.test(text) || /^[0-9.]+$/.test(text)) return prefix(text);
  const refusal = name(text);
  return refusal && { ...refusal, reason: `it is no prefix, and ${refusal.reason}` };
};

const siteMachine: Format = (text) => {
  const parts = text.split('/');
  return parts.length === 2 && parts.every((part) => !name(part))
    ? undefined
    : { reason: 'it is written as site/machine, such as grenoble/backup1' };
};

/** A machine of the same site by its name, one of another site after the name of that. */
const machine: Format = (text) => (text.includes('/') ? siteMachine(text) : name(text));

/** The formats that the schemas name; every string of the sources that becomes something else has one. */
export const formats: Readonly<Record<string, Format>> = {
  name,
  'new-name': newName,
  size,
  duration,
  mail,
  mac,
  prefix,
  audience,
  line: matching(/^[^\x00-\x1f\x7f\u0085\u2028\u2029]*$/, 'it is one line, without control characters'),
  uuid: matching(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    'a UUID is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12',
  ),
  device: matching(
    /^[A-Za-z][A-Za-z0-9_.-]{0,14}$/,
    'a device has at most 15 letters, digits, dots, - and _, and begins with a letter',
  ),
  'host-name': hostName,
  'ipv4-address': ipv4,
  'ipv6-address': ipv6,
  'ipv4-prefix': prefixOf(4),
  'ipv6-prefix': prefixOf(6),
  'ipv4-range': ipv4Range,
  'port-range': portRange,
  'time-zone': timeZone,
  'absolute-path': absolutePath,
  'relative-path': relativePath,
  'site-machine': siteMachine,
  machine,
  'service-name': matching(
    /^[a-z][a-z0-9_-]{0,31}$/,
    'a service is named in lower-case letters, digits, - and _',
  ),
  'volume-group': matching(
    /^[A-Za-z0-9+_.][A-Za-z0-9+_.-]{0,126}$/,
    'a volume group has letters, digits, +, _, . and -, and begins with none of -',
  ),
};
