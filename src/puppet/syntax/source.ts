import type { PuppetPlace } from '../error.ts';

/**
 * One Puppet source text. `file` is what messages call it (absent for code given on the command line).
 * Offsets are in UTF-16 units of `text`; `lineStarts` is filled on first use by `placeOf` or `lineOf`.
 */
export interface Source {
  file?: string;
  text: string;
  lineStarts?: number[];
}

/** The 1-based line of an offset. */
export function lineOf(source: Source, offset: number): number {
  source.lineStarts ??= lineStartsOf(source.text);
  const starts = source.lineStarts;
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** File, line and column of an offset; the column counts code points from 1, as Puppet's `pos` does. */
export function placeOf(source: Source, offset: number): Required<Omit<PuppetPlace, 'file'>> & PuppetPlace {
  const line = lineOf(source, offset);
  const start = source.lineStarts![line - 1]!;
  return { file: source.file, line, column: codePoints(source.text, start, offset) + 1 };
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function codePoints(text: string, start: number, end: number): number {
  let count = end - start;
  for (let at = start + 1; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xdc00 && unit < 0xe000) count--;
  }
  return count;
}
