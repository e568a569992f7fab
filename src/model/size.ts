import type { Bytes } from './platform.ts';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Units of sizes, the number of bytes in each. */
export const sizeUnits: Readonly<Record<string, number>> = Object.fromEntries(
  units.map((unit, power) => [unit, 1024 ** power]),
);

/**
 * Reads a size such as `2GiB` or `1.5 TiB`: a number and a binary unit, a whole number of bytes.
 * @returns the bytes, or why the text is no size
 */
export function parseSize(text: string): Bytes | { readonly reason: string } {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([A-Za-z]*)$/.exec(text) ?? [];
  if (number === undefined || unit === undefined)
    return { reason: 'a size is a number and a unit, such as 2GiB' };
  const factor = Object.hasOwn(sizeUnits, unit) ? sizeUnits[unit] : undefined;
  if (factor === undefined) return { reason: unitReason(number, unit) };
  const bytes = Number(number) * factor;
  if (!Number.isInteger(bytes)) return { reason: 'that is not a whole number of bytes' };
  if (!Number.isSafeInteger(bytes)) return { reason: 'that is more than 8 PiB' };
  return bytes;
}

function unitReason(number: string, unit: string): string {
  const letter = /^([kmgtp])(b|ib|)$/i.exec(unit)?.[1]?.toUpperCase();
  if (letter) return `units are powers of 1024 and written in full; write ${number}${letter}iB`;
  if (unit === '') return `the unit is missing; write ${number}MiB or ${number}GiB`;
  return `'${unit}' is no unit of size; there are ${units.join(', ')}`;
}

/** Writes a size with the largest unit that keeps it a whole number: 2147483648 is `2GiB`. */
export function formatSize(bytes: Bytes): string {
  let power = 0;
  let rest = bytes;
  while (rest !== 0 && rest % 1024 === 0 && power < units.length - 1) {
    rest /= 1024;
    power += 1;
  }
  return `${rest}${units[power]}`;
}
