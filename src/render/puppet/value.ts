import { FileContent, type PuppetValue, Secret } from '../contribution.ts';
import { quoteString } from './quote.ts';

/** The longest line that puppet-lint likes. */
const widest = 140;

/** Where in the module path the files of a machine are: `<module>/<class name>`. */
export type FileRoot = string;

/** A value as Puppet source, its first line to be put after `indent` columns. */
export function formatValue(value: PuppetValue, files: FileRoot, indent: number): string {
  if (value === null) return 'undef';
  if (typeof value === 'string') return quoteString(value);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof FileContent) return `file(${quoteString(files + value.path)})`;
  if (value instanceof Secret) return `Sensitive(lookup(${quoteString(value.key)}))`;
  if (Array.isArray(value)) return formatArray(value, files, indent);
  return formatHash(value as Readonly<Record<string, PuppetValue>>, files, indent);
}

function formatNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number of Puppet's`);
  return String(value);
}

function formatArray(items: readonly PuppetValue[], files: FileRoot, indent: number): string {
  const inner = ' '.repeat(indent + 2);
  const formatted = items.map((item) => formatValue(item, files, indent + 2));
  const short = `[${formatted.join(', ')}]`;
  if (!short.includes('\n') && indent + short.length < 100) return short;
  return `[\n${formatted.map((item) => endLine(`${inner}${item},`)).join('')}${' '.repeat(indent)}]`;
}

function formatHash(entries: Readonly<Record<string, PuppetValue>>, files: FileRoot, indent: number): string {
  const keyed = Object.entries(entries).map(([key, value]) => [quoteString(key), value] as const);
  if (keyed.length === 0) return '{}';
  return `{\n${formatEntries(keyed, files, indent + 2)}${' '.repeat(indent)}}`;
}

/** Lines of `key => value,` with their arrows aligned. */
export function formatEntries(
  entries: readonly (readonly [key: string, value: PuppetValue])[],
  files: FileRoot,
  indent: number,
): string {
  const width = Math.max(0, ...entries.map(([key]) => columns(key)));
  return entries
    .map(
      ([key, value]) =>
        `${' '.repeat(indent)}${key}${' '.repeat(width - columns(key))} => ${formatValue(value, files, indent)},`,
    )
    .map(endLine)
    .join('');
}

/** puppet-lint counts code points. */
function columns(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/** Ends a line, with a word to puppet-lint where one value alone makes it too long. */
function endLine(line: string): string {
  const long = line.length > widest && !line.includes('\n') && columns(line) > widest;
  return long ? `${line} # lint:ignore:140chars\n` : `${line}\n`;
}
