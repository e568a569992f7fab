import { structuredPatch } from 'diff';

/** How many lines stand around a change in a long text. */
const context = 3;
/** Beyond this many changed lines the nearest match is not worth its time; all is shown as replaced. */
const patience = 4000;

/** How a parameter differs, a line each; undefined stands for its absence. */
export function parameterLines(name: string, before: unknown, after: unknown): string[] {
  if (isLong(before) && isLong(after)) return [` ${name}:`, ...patch(before, after)];
  const [old, now] = [valueLines(name, before), valueLines(name, after)];
  if (old.length + now.length <= 2 * context || before === undefined || after === undefined)
    return [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)];
  return patch(`${old.join('\n')}\n`, `${now.join('\n')}\n`);
}

function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.includes('\n');
}

function patch(before: string, after: string): string[] {
  const found = structuredPatch('', '', before, after, undefined, undefined, {
    context,
    maxEditLength: patience,
  });
  if (!found)
    return [...before.split('\n').map((line) => `-${line}`), ...after.split('\n').map((line) => `+${line}`)];
  return found.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines,
  ]);
}

/** A value on as many lines as it has parts, so that a change of one part is a change of one line. */
function valueLines(name: string, value: unknown): string[] {
  if (value === undefined) return [];
  if (isLong(value)) {
    const ends = value.endsWith('\n');
    return [`${name}:`, ...(ends ? value.slice(0, -1) : value).split('\n').map((line) => `  ${line}`)];
  }
  if (typeof value !== 'object' || value === null || isPlain(value))
    return [`${name} => ${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, part]) => valueLines(`${name}.${key}`, part));
}

/** A short list of plain values is one value; an empty one too. */
function isPlain(value: object): boolean {
  const parts = Object.values(value);
  if (parts.length === 0) return true;
  const simple = parts.every((part) => (typeof part !== 'object' || part === null) && !isLong(part));
  return Array.isArray(value) && simple && JSON.stringify(value).length <= 100;
}
