import { nearHalf } from './float-half.ts';

/** A finite, non-negative number with that many digits after the point. */
export function formatFixed(size: number, precision: number, point: boolean): string {
  const [whole, fraction] = exactDecimal(size);
  const tie = nearHalf(size, precision + 1 + powerOfTen(size));
  const text = roundDigits(whole + fraction.slice(0, precision), fraction.slice(precision), tie);
  const padded = text.padStart(precision + 1, '0');
  if (precision === 0) return point ? `${padded}.` : padded;
  return `${padded.slice(0, -precision)}.${padded.slice(-precision)}`;
}

function powerOfTen(size: number): number {
  return size === 0 ? 0 : Number(size.toExponential().split('e')[1]);
}

/** The digits before and after the point: all of them, as far as rounding can tell. */
function exactDecimal(size: number): [whole: string, fraction: string] {
  if (size >= 1e21) return [BigInt(size).toString(), '0'.repeat(100)];
  return size.toFixed(100).split('.') as [string, string];
}

/** The kept digits, one more when the dropped ones say so; ties (`tie`: taken for one) go to even. */
function roundDigits(kept: string, dropped: string, tie: boolean): string {
  const half = tie || /^50*$/.test(dropped);
  const up = half ? Number(kept[kept.length - 1] ?? 0) % 2 === 1 : (dropped[0] ?? '0') >= '5';
  return up ? (BigInt(kept || '0') + 1n).toString().padStart(kept.length, '0') : kept;
}

/** As `1.500000e+00`. */
export function formatExponent(size: number, precision: number, point: boolean): string {
  const [digits, power] = roundedExponential(size, precision);
  const tail = digits.slice(1);
  const mantissa = tail !== '' || point ? `${digits[0]}.${tail}` : digits[0];
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function roundedExponential(size: number, precision: number): [digits: string, power: number] {
  const [mantissa, power] = size.toExponential(100).split('e') as [string, string];
  const all = mantissa.replace('.', '');
  const tie = nearHalf(size, precision + 1);
  const rounded = roundDigits(all.slice(0, precision + 1), all.slice(precision + 1), tie).padEnd(
    precision + 1,
    '0',
  );
  return rounded.length > precision + 1
    ? [rounded.slice(0, -1), Number(power) + 1]
    : [rounded, Number(power)];
}

/** As C's `%g`: the shorter of fixed and exponent, without trailing zeroes unless `point`. */
export function formatGeneral(size: number, precision: number, point: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  const power = size === 0 ? 0 : roundedExponential(size, digits - 1)[1];
  const isFixed = power >= -4 && power < digits;
  const text = isFixed
    ? formatFixed(size, digits - 1 - power, point)
    : formatExponent(size, digits - 1, point);
  return point ? text : text.replace(/(\.\d*?)0+(?=e|$)/, '$1').replace(/\.(?=e|$)/, '');
}

/** The hexadecimal digits of C's `%a`, without `0x`. */
export function formatHexFloat(size: number, precision: number | null): string {
  if (size === 0) return `0${fraction('', precision)}p+0`;
  let power = Math.floor(Math.log2(size));
  if (2 ** power > size) power--;
  let bits = BigInt(Math.round((size / 2 ** power) * 2 ** 52));
  if (precision !== null && precision < 13) {
    const drop = BigInt(4 * (13 - precision));
    const half = 1n << (drop - 1n);
    const low = bits & ((1n << drop) - 1n);
    bits >>= drop;
    if (low > half || (low === half && (bits & 1n) === 1n)) bits++;
    bits <<= drop;
    if (bits >> 53n > 0n) {
      bits >>= 1n;
      power++;
    }
  }
  const digits = bits.toString(16).padStart(14, '0');
  const tail = digits.slice(1);
  return `${digits[0]}${fraction(precision === null ? tail.replace(/0+$/, '') : tail, precision)}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

function fraction(digits: string, precision: number | null): string {
  const shown = precision === null ? digits : digits.padEnd(precision, '0').slice(0, precision);
  return shown === '' ? '' : `.${shown}`;
}
