/**
 * Whether Ruby takes the digits after the given number of significant ones for exactly a half. Up to 14 digits it
 * works in floating point, and what comes within the error of that arithmetic counts as a tie: `%.2f` of 2.675 is 2.68.
 */
export function nearHalf(size: number, digits: number): boolean {
  if (digits < 1 || digits > 14 || size === 0) return false;
  let { value, errors } = scaled(size);
  const epsilon = ((errors * value + 7) / 2 ** 52) * 10 ** (digits - 1);
  for (let count = 1; ; count++, value *= 10) {
    value -= Math.trunc(value);
    if (value === 0) return false;
    if (count === digits) return value <= 0.5 + epsilon && value >= 0.5 - epsilon;
  }
}

/** The number brought between 1 and 10, and how many roundings that may have cost. */
function scaled(size: number): { value: number; errors: number } {
  const power = Number(size.toExponential().split('e')[1]);
  const steps = Math.abs(power);
  let errors = 2;
  let factor = 10 ** (steps & 15);
  let value = power < 0 ? size * factor : size;
  for (let bit = 0; bit < 5; bit++) {
    if (((steps >> 4) & (1 << bit)) === 0) continue;
    errors++;
    if (power < 0) value *= 10 ** (16 << bit);
    else factor *= 10 ** (16 << bit);
  }
  if (power > 0) value /= factor;
  return { value, errors };
}
