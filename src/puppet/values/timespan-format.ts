import { PuppetError } from '../error.ts';

type Unit = 'D' | 'H' | 'M' | 'S' | 'L' | 'N';

/** One directive: `pad` null for none; `total` when it is the greatest unit of the format and counts everything. */
export interface TimespanSegment {
  unit: Unit;
  pad: '0' | ' ' | null;
  width: number | null;
  total: boolean;
}

/** A format of durations; literal text as strings. `regexp` has one group a segment. */
export interface TimespanFormat {
  text: string;
  segments: readonly (TimespanSegment | string)[];
  regexp: RegExp;
}

const known = new Map<string, TimespanFormat>();

/** Reads a format such as `%D-%H:%M:%S.%-N`; throws a PuppetError. */
export function parseTimespanFormat(text: string): TimespanFormat {
  let format = known.get(text);
  if (format === undefined) {
    const segments = splitFormat(text);
    format = { text, segments, regexp: new RegExp(`^-?${segments.map(segmentPattern).join('')}$`) };
    known.set(text, format);
  }
  return format;
}

const magnitude = 'NLSMHD';

function splitFormat(text: string): (TimespanSegment | string)[] {
  const segments: (TimespanSegment | string)[] = [];
  for (let index = 0; index < text.length; ) {
    if (text[index] !== '%') index = addLiteral(segments, text[index]!, index);
    else index = addDirective(segments, text, index);
  }
  const units = segments.filter((segment) => typeof segment !== 'string');
  const greatest = Math.max(...units.map(({ unit }) => magnitude.indexOf(unit)));
  const first = units.find(({ unit }) => magnitude.indexOf(unit) === greatest);
  if (first !== undefined) first.total = true;
  return segments;
}

function addLiteral(segments: (TimespanSegment | string)[], char: string, index: number): number {
  const last = segments.length - 1;
  if (typeof segments[last] === 'string') segments[last] += char;
  else segments.push(char);
  return index + 1;
}

function addDirective(segments: (TimespanSegment | string)[], text: string, start: number): number {
  const match = /%([-_]?)(\d*)(.?)/su.exec(text.slice(start))!;
  const [whole, flag, digits, letter] = match as unknown as [string, string, string, string];
  if (letter === '%') return addLiteral(segments, '%', start + whole.length - 1);
  if (letter === '' || !magnitude.includes(letter))
    throw badSpecifier(text, start, start + whole.length - letter.length);
  const width = flag === '' ? digits.replace(/^0/, '') : digits;
  segments.push({
    unit: letter as Unit,
    pad: flag === '-' ? null : flag === '_' ? ' ' : '0',
    width: width === '' ? null : Number(width),
    total: false,
  });
  return start + whole.length;
}

function badSpecifier(text: string, start: number, end: number): PuppetError {
  const expression = text.slice(start, end);
  return new PuppetError(`Bad format specifier '${expression}' in '${text}', at position ${end}`);
}

const widths: Record<Unit, number> = { D: 1, H: 2, M: 2, S: 2, L: 3, N: 9 };

function segmentPattern(segment: TimespanSegment | string): string {
  if (typeof segment === 'string') return `(${segment.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')})`;
  const { pad, width, total, unit } = segment;
  if (width === null) {
    if (total) return pad === ' ' ? '\\s*([0-9]+)' : '([0-9]+)';
    return pad === ' ' ? `([0-9\\s]{1,${widths[unit]}})` : `([0-9]{1,${widths[unit]}})`;
  }
  if (pad === null) return `([0-9]{1,${width}})`;
  return pad === '0' ? `([0-9]{${width}})` : `([0-9\\s]{${width}})`;
}
