import { days, months } from './strftime.ts';

/** What was read from a text; `fraction` in nanoseconds; `leftover` is what the format did not consume. */
export interface ParsedTime {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  fraction?: bigint;
  zone?: string;
  meridian?: 'am' | 'pm';
  leftover: string;
}

interface Reader {
  pattern: RegExp;
  store: (parsed: ParsedTime, text: string) => void;
}

/** Reads a text as Ruby's `DateTime._strptime` does; null when it does not fit the format. */
export function parseTime(text: string, format: string): ParsedTime | null {
  const parsed: ParsedTime = { leftover: '' };
  let rest = text;
  for (const token of expand(format).match(/%[-0^#_:]*\d*[EO]?[a-zA-Z%+]|\s+|[\s\S]/g) ?? []) {
    const next = consume(parsed, rest, token);
    if (next === null) return null;
    rest = next;
  }
  applyMeridian(parsed);
  parsed.leftover = rest;
  return parsed;
}

function applyMeridian(parsed: ParsedTime): void {
  if (parsed.meridian === undefined || parsed.hour === undefined) return;
  parsed.hour = (parsed.hour % 12) + (parsed.meridian === 'pm' ? 12 : 0);
}

function consume(parsed: ParsedTime, rest: string, token: string): string | null {
  if (/^\s/.test(token)) return rest.trimStart();
  if (token.length === 1) return rest.startsWith(token) ? rest.slice(1) : null;
  const letter = token[token.length - 1]!;
  if (letter === '%') return rest.startsWith('%') ? rest.slice(1) : null;
  const reader = readers[letter];
  const match = reader?.pattern.exec(rest);
  if (!match) return null;
  reader!.store(parsed, match[0].trim());
  return rest.slice(match[0].length);
}

const composites: Record<string, string> = {
  '%F': '%Y-%m-%d',
  '%T': '%H:%M:%S',
  '%X': '%H:%M:%S',
  '%R': '%H:%M',
  '%r': '%I:%M:%S %p',
  '%D': '%m/%d/%y',
  '%x': '%m/%d/%y',
  '%c': '%a %b %e %H:%M:%S %Y',
  '%v': '%e-%b-%Y',
  '%+': '%a %b %e %H:%M:%S %Z %Y',
};

function expand(format: string): string {
  return format.replace(/%[FTXRrDxcv+]/g, (token) => expand(composites[token]!));
}

const number = (pattern: RegExp, store: (parsed: ParsedTime, value: number) => void): Reader => ({
  pattern,
  store: (parsed, text) => store(parsed, Number(text)),
});

const ignored = (pattern: RegExp): Reader => ({ pattern, store: () => {} });

const abbreviations = (names: readonly string[]): RegExp =>
  new RegExp(`^(?:${names.map((name) => `${name}|${name.slice(0, 3)}`).join('|')})`, 'i');

const monthReader: Reader = {
  pattern: abbreviations(months),
  store: (parsed, text) => {
    const start = text.slice(0, 3).toLowerCase();
    parsed.month = months.findIndex((month) => month.toLowerCase().startsWith(start)) + 1;
  },
};

const dayOfMonth = number(/^(?:3[01]|[12]\d|0[1-9]| [1-9]|[1-9])/, (parsed, value) => {
  parsed.day = value;
});
const hour24 = number(/^(?:2[0-4]|[01]\d| \d|\d)/, (parsed, value) => {
  parsed.hour = value;
});
const hour12 = number(/^(?:1[0-2]|0\d| \d|\d)/, (parsed, value) => {
  parsed.hour = value;
});

const fraction = (digits: number): Reader => ({
  pattern: new RegExp(`^\\d{1,${digits}}\\d*`),
  store: (parsed, text) => {
    parsed.fraction = BigInt(text.padEnd(9, '0').slice(0, 9));
  },
});

const meridian: Reader = {
  pattern: /^[ap]\.?m\.?/i,
  store: (parsed, text) => {
    parsed.meridian = text[0]!.toLowerCase() === 'a' ? 'am' : 'pm';
  },
};

const zonePattern =
  /^(?:(?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|[a-z.]+(?:\s+(?:standard|daylight)\s+time\b|\s+dst\b)?)/i;

const zone: Reader = {
  pattern: zonePattern,
  store: (parsed, text) => {
    parsed.zone = text;
  },
};

const readers: Record<string, Reader> = {
  Y: number(/^[-+]?\d+/, (parsed, value) => {
    parsed.year = value;
  }),
  y: number(/^\d{1,2}/, (parsed, value) => {
    parsed.year = value + (value >= 69 ? 1900 : 2000);
  }),
  m: number(/^(?:1[0-2]|0[1-9]|[1-9])/, (parsed, value) => {
    parsed.month = value;
  }),
  B: monthReader,
  b: monthReader,
  h: monthReader,
  d: dayOfMonth,
  e: dayOfMonth,
  H: hour24,
  k: hour24,
  I: hour12,
  l: hour12,
  M: number(/^[0-5]?\d/, (parsed, value) => {
    parsed.minute = value;
  }),
  S: number(/^(?:60|[0-5]?\d)/, (parsed, value) => {
    parsed.second = value;
  }),
  L: fraction(3),
  N: fraction(9),
  p: meridian,
  P: meridian,
  Z: zone,
  z: zone,
  A: ignored(abbreviations(days)),
  a: ignored(abbreviations(days)),
  u: ignored(/^[1-7]/),
  w: ignored(/^[0-6]/),
  n: ignored(/^\s+/),
  t: ignored(/^\s+/),
};

const zones: Record<string, number> = {
  utc: 0,
  z: 0,
  ut: 0,
  gmt: 0,
  wet: 0,
  cet: 1,
  met: 1,
  eet: 2,
  msk: 3,
  bst: 1,
  west: 1,
  cest: 2,
  mest: 2,
  eest: 3,
  msd: 4,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
  jst: 9,
  ist: 5.5,
};

/** Seconds east of UTC of a zone's name or offset; null when unknown. */
export function zoneOffset(zone: string): number | null {
  const name = zone.toLowerCase().trim();
  const known = zones[name] ?? zones[name.replace(/\s+(standard time|dst|daylight time)$/, '')];
  if (known !== undefined) return known * 3600 + (/(dst|daylight time)$/.test(name) ? 3600 : 0);
  const match = /^(?:gmt|utc?)?([-+])(\d{1,2}):?(\d{2})?(?::?(\d{2}))?$/.exec(name);
  if (match === null) return null;
  const size = Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return match[1] === '-' ? -size : size;
}
