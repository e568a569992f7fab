import type { Colors } from 'picocolors/types.js';
import type { Place } from '../diagnostic.ts';

const before = 2;
const widest = 100;
const tab = '  ';

/**
 * The lines of a source around a place, with numbers and the range underlined. Long lines are cut around the range,
 * and characters that a terminal would obey are shown as `�`. Empty where the source has no such line.
 */
export function codeFrame(source: string, place: Place, colors: Colors): string {
  const lines = source.split(/\r\n|\r|\n/);
  const marked = lines[place.line - 1];
  if (marked === undefined) return '';
  const shift = shiftFor(marked, place.column);
  const width = String(place.line).length;
  const shown = [];
  for (let line = Math.max(1, place.line - before); line <= place.line; line++) {
    const text = cut(visible(lines[line - 1]!), shift);
    const mark = line === place.line ? colors.red('>') : ' ';
    shown.push(`${mark} ${colors.dim(`${String(line).padStart(width)} |`)} ${text}`.trimEnd());
  }
  const underline =
    ' '.repeat(columnOf(marked, place.column) - shift) + '^'.repeat(length(marked, place, shift));
  shown.push(`  ${colors.dim(`${' '.repeat(width)} |`)} ${colors.red(underline)}`);
  return shown.join('\n');
}

/** Text without the characters that a terminal would obey; tabs become two spaces. */
export function visible(text: string): string {
  return text
    .replaceAll('\t', tab)
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** Where a 1-based column of a line stands once tabs are shown as spaces, from 0. */
function columnOf(line: string, column: number): number {
  return visible(line.slice(0, column - 1)).length;
}

/** How many characters are left out on the left, so that the column is in view. */
function shiftFor(line: string, column: number): number {
  return Math.max(0, columnOf(line, column) - Math.floor(widest * 0.6));
}

function cut(text: string, shift: number): string {
  const end = shift + widest;
  return text.length > end ? `${text.slice(shift, end)}…` : text.slice(shift);
}

function length(line: string, place: Place, shift: number): number {
  const end = place.endLine === place.line ? place.endColumn : line.length + 1;
  const shownEnd = Math.min(columnOf(line, end), shift + widest);
  return Math.max(1, shownEnd - columnOf(line, place.column));
}
