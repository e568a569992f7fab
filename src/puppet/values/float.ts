/** A float as Ruby's `Float#to_s` prints it: `1.0`, `1.0e+20`, `1.5e-07`, `Infinity`, `NaN`. */
export function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  const text = String(value);
  const isLarge = size >= 1e15 && (text.includes('e') || !text.includes('.'));
  if (value !== 0 && (isLarge || size < 1e-4)) return scientific(value);
  return text.includes('.') ? text : `${text}.0`;
}

function scientific(value: number): string {
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  const digits = exponent.slice(1).padStart(2, '0');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${exponent[0]}${digits}`;
}
