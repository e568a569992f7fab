import type { Place } from '../diagnostics/diagnostic.ts';

/** A source file as text, and where its lines begin, found when a place is first asked for. */
export interface Source {
  /** The path relative to the project, with `/`. */
  readonly file: string;
  readonly text: string;
  lineStarts?: readonly number[];
}

/** The place of a range of offsets (UTF-16 units, the end exclusive) in a source. */
export function placeOfRange(source: Source, start: number, end: number): Place {
  source.lineStarts ??= findLineStarts(source.text);
  const [line, column] = position(source.lineStarts, start);
  const [endLine, endColumn] = position(source.lineStarts, end);
  return { file: source.file, line, column, endLine, endColumn };
}

function position(lineStarts: readonly number[], offset: number): [line: number, column: number] {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - lineStarts[low]! + 1];
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
