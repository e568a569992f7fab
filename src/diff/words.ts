import type { Group } from './group.ts';
import { isMachine } from './subject.ts';

/** `3 machines`, `1 file`. */
export function plural(n: number, noun: string, nouns = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : nouns}`;
}

/** `3 machines` or `2 sites`, as subjects of a change are. */
export function subjectCount(subjects: readonly string[]): string {
  return plural(subjects.length, subjects.some(isMachine) ? 'machine' : 'site');
}

/** A group's files written as one: alike parts once, the differing words in braces, at most so many of them. */
export function filePattern(files: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const [first, ...others] = files;
  if (first === undefined || others.length === 0) return first ?? '';
  const prefix = commonPrefix(files);
  const rest = files.map((file) => file.slice(prefix.length));
  const suffix = reverse(commonPrefix(rest.map(reverse)));
  const words = rest.map((text) => text.slice(0, text.length - suffix.length));
  const shown = words.length > most ? [...words.slice(0, most), `… ${words.length - most} more`] : words;
  return `${prefix}{${shown.join(', ')}}${suffix}`;
}

/** What a diff amounts to, in a line. */
export function summaryOf(groups: readonly Group[]): string {
  if (groups.length === 0) return 'Nothing changes.';
  const files = groups.reduce((sum, { paths }) => sum + paths.length, 0);
  const machines = new Set(groups.flatMap((group) => group.subjects.filter(isMachine)));
  const verb = files === 1 ? 'changes' : 'change';
  const whom = machines.size > 0 ? ` for ${plural(machines.size, 'machine')}` : '';
  return `${plural(files, 'file')} ${verb}${whom}: ${plural(groups.length, 'distinct change')}.`;
}

function commonPrefix(texts: readonly string[]): string {
  let length = 0;
  const [first = '', ...others] = texts;
  while (length < first.length && others.every((text) => text[length] === first[length])) length++;
  return first.slice(0, length);
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}
