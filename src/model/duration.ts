const seconds: Readonly<Record<string, number>> = {
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/**
 * Reads a duration such as `90s`, `15min` or `180d`: a whole number and a unit (s, min, h, d, w, or y of 365 days).
 * @returns the seconds, or why the text is no duration
 */
export function parseDuration(text: string): number | { readonly reason: string } {
  const [, number, unit] = /^(\d+) ?([A-Za-z]*)$/.exec(text) ?? [];
  if (number === undefined || unit === undefined) {
    return { reason: 'a duration is a whole number and a unit, such as 180d' };
  }
  const factor = Object.hasOwn(seconds, unit) ? seconds[unit] : undefined;
  if (factor === undefined) {
    return {
      reason: `${unit ? `'${unit}' is no unit of time` : 'the unit is missing'}; there are s, min, h, d, w, y`,
    };
  }
  const total = Number(number) * factor;
  return Number.isSafeInteger(total) ? total : { reason: 'that is too long' };
}

/** Writes a number of seconds with the largest unit that keeps it whole: 15552000 is `180d`. */
export function formatDuration(total: number): string {
  const unit = ['d', 'h', 'min', 's'].find((name) => total % seconds[name]! === 0)!;
  return total === 0 ? '0s' : `${total / seconds[unit]!}${unit}`;
}
