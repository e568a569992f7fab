/** A finite, non-negative number with that many digits after the point, exactly rounded. */
export function formatFixed(size: number, precision: number, point: boolean): string {
  const text = size < 1e21 && precision <= 100 ? size.toFixed(precision) : exactFixed(size, precision);
  return point && precision === 0 ? `${text}.` : text;
}

function exactFixed(size: number, precision: number): string {
  const whole = BigInt(Math.trunc(size)).toString();
  const fraction = size % 1 === 0 ? '' : size.toFixed(100).split('.')[1]!;
  return precision === 0 ? whole : `${whole}.${fraction.padEnd(precision, '0').slice(0, precision)}`;
}

/** As `1.500000e+00`. */
export function formatExponent(size: number, precision: number, point: boolean): string {
  const [mantissa, power] = size.toExponential(Math.min(precision, 100)).split('e') as [string, string];
  const shown = point && precision === 0 ? `${mantissa}.` : mantissa;
  return `${shown}e${power[0]}${power.slice(1).padStart(2, '0')}`;
}

/** As C's `%g`: the shorter of fixed and exponent, without trailing zeroes unless `point`. */
export function formatGeneral(size: number, precision: number, point: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  const power = size === 0 ? 0 : Number(size.toExponential(digits - 1).split('e')[1]);
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
  }
  const digits = bits.toString(16).padStart(14, '0');
  const tail = digits.slice(1);
  return `${digits[0]}${fraction(precision === null ? tail.replace(/0+$/, '') : tail, precision)}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

function fraction(digits: string, precision: number | null): string {
  const shown = precision === null ? digits : digits.padEnd(precision, '0').slice(0, precision);
  return shown === '' ? '' : `.${shown}`;
}
