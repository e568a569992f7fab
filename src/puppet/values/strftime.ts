const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export { days, months };

interface Moment {
  date: Date;
  nsecs: bigint;
  /** Seconds east of UTC, null for UTC itself. */
  offset: number | null;
  epoch: bigint;
}

/** Writes nanoseconds since 1970 as Ruby's `Time#strftime` does; `offset` in seconds east of UTC, null for UTC. */
export function formatTime(nsecs: bigint, format: string, offset: number | null): string {
  const shifted = nsecs + BigInt(offset ?? 0) * 1_000_000_000n;
  const millis = floorDivide(shifted, 1_000_000n);
  const epoch = floorDivide(nsecs, 1_000_000_000n);
  const fraction = nsecs - epoch * 1_000_000_000n;
  const moment = { date: new Date(Number(millis)), nsecs: fraction, offset, epoch };
  return format.replace(
    /%([-0^#_:]*)(\d*)([EO]?)([a-zA-Z%+])/g,
    (whole, flags: string, width: string, _modifier: string, letter: string) =>
      directive(moment, letter, flags, width) ?? whole,
  );
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}

function directive(moment: Moment, letter: string, flags: string, width: string): string | null {
  if (letter === 'N' || letter === 'L') return fraction(moment, letter === 'N' ? 9 : 3, width);
  if (letter === 'z') return zone(moment, flags, width);
  const composite = composites[letter];
  if (composite !== undefined) {
    return finish(
      formatTime(moment.epoch * 1_000_000_000n + moment.nsecs, composite, moment.offset),
      ' ',
      0,
      flags,
      width,
    );
  }
  const number = numbers[letter];
  if (number !== undefined) return finish(String(number.of(moment)), number.pad, number.width, flags, width);
  const text = texts[letter];
  return text === undefined ? null : finish(text(moment), ' ', 0, flags, width);
}

function finish(text: string, pad: string, size: number, flags: string, width: string): string {
  const cased = flags.includes('^') ? text.toUpperCase() : flags.includes('#') ? swapCase(text) : text;
  if (flags.includes('-')) return cased;
  const fill = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : pad;
  return cased.padStart(width === '' ? size : Number(width), fill);
}

function swapCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}

function fraction({ nsecs }: Moment, digits: number, width: string): string {
  const size = width === '' ? digits : Number(width);
  return String(nsecs).padStart(9, '0').padEnd(size, '0').slice(0, size);
}

function zone({ offset }: Moment, flags: string, width: string): string {
  const seconds = offset ?? 0;
  const size = Math.abs(seconds);
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  const colons = flags.split(':').length - 1;
  const parts = [two(size / 3600), two((size / 60) % 60), ...(colons > 1 ? [two(size % 60)] : [])];
  const text = parts.join(colons > 0 ? ':' : '');
  return (seconds < 0 ? '-' : '+') + text.padStart(width === '' ? 0 : Number(width) - 1, '0');
}

const composites: Record<string, string> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  x: '%m/%d/%y',
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  X: '%H:%M:%S',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  v: '%e-%^b-%Y',
  '+': '%a %b %e %H:%M:%S %Z %Y',
};

interface NumberDirective {
  of: (moment: Moment) => number | bigint;
  width: number;
  pad: string;
}

const zero = (width: number, of: NumberDirective['of']): NumberDirective => ({ of, width, pad: '0' });
const hour12 = ({ date }: Moment): number => date.getUTCHours() % 12 || 12;

const numbers: Record<string, NumberDirective> = {
  Y: zero(4, ({ date }) => date.getUTCFullYear()),
  C: zero(2, ({ date }) => Math.floor(date.getUTCFullYear() / 100)),
  y: zero(2, ({ date }) => date.getUTCFullYear() % 100),
  m: zero(2, ({ date }) => date.getUTCMonth() + 1),
  d: zero(2, ({ date }) => date.getUTCDate()),
  e: { width: 2, pad: ' ', of: ({ date }) => date.getUTCDate() },
  j: zero(3, ({ date }) => dayOfYear(date)),
  H: zero(2, ({ date }) => date.getUTCHours()),
  k: { width: 2, pad: ' ', of: ({ date }) => date.getUTCHours() },
  I: zero(2, hour12),
  l: { width: 2, pad: ' ', of: hour12 },
  M: zero(2, ({ date }) => date.getUTCMinutes()),
  S: zero(2, ({ date }) => date.getUTCSeconds()),
  u: zero(1, ({ date }) => date.getUTCDay() || 7),
  w: zero(1, ({ date }) => date.getUTCDay()),
  G: zero(4, ({ date }) => isoWeek(date).year),
  g: zero(2, ({ date }) => isoWeek(date).year % 100),
  V: zero(2, ({ date }) => isoWeek(date).week),
  U: zero(2, ({ date }) => Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7)),
  W: zero(2, ({ date }) => Math.floor((dayOfYear(date) + 6 - ((date.getUTCDay() + 6) % 7)) / 7)),
  s: zero(1, ({ epoch }) => epoch),
};

const texts: Record<string, (moment: Moment) => string> = {
  A: ({ date }) => days[date.getUTCDay()]!,
  a: ({ date }) => days[date.getUTCDay()]!.slice(0, 3),
  B: ({ date }) => months[date.getUTCMonth()]!,
  b: ({ date }) => months[date.getUTCMonth()]!.slice(0, 3),
  h: ({ date }) => months[date.getUTCMonth()]!.slice(0, 3),
  p: ({ date }) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  P: ({ date }) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  Z: ({ offset }) => (offset === null ? 'UTC' : ''),
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime());
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}
