import type { Colors } from 'picocolors/types.js';
import { visible } from '../../diagnostics/format/frame.ts';
import type { Group } from '../group.ts';
import { filePattern, subjectCount, summaryOf } from '../words.ts';

const width = 100;

/** Groups for people at a terminal. */
export function text(groups: readonly Group[], colors: Colors): string {
  return [...groups.map((group) => block(group, colors)), `${summaryOf(groups)}\n`].join('\n');
}

function block(group: Group, colors: Colors): string {
  const { kind, subjects, files, hunks } = group;
  const verb = { create: 'new', change: 'changed', remove: 'removed' }[kind];
  const names = subjects.length === 1 ? '' : ` ${subjectCount(subjects)}:`;
  const heading = wrap(`${verb} ${visible(filePattern(files))}${names}`.split(' '), '').map((line) =>
    colors.bold(line),
  );
  const lines =
    kind === 'remove'
      ? []
      : hunks.flatMap(({ header, lines }) => [
          colors.cyan(header),
          ...lines.map((line) => paint(line, colors)),
        ]);
  return [...heading, ...machineList(subjects), ...lines.map((line) => `  ${line}`), ''].join('\n');
}

/** A line of a patch in the colours of what it does. */
export function paint(line: string, colors: Colors): string {
  const shown = line[0] + visible(line.slice(1));
  if (line.startsWith('+')) return colors.green(shown);
  return line.startsWith('-') ? colors.red(shown) : shown;
}

/** Names with commas between, on as many lines as they need. */
export function machineList(names: readonly string[]): string[] {
  return wrap(commaSeparated(names.map(visible)), '  ');
}

function commaSeparated(names: readonly string[]): string[] {
  return names.map((name, index) => (index < names.length - 1 ? `${name},` : name));
}

/** Words on lines of at most a hundred characters. */
function wrap(words: readonly string[], indent: string): string[] {
  const lines = [''];
  for (const word of words) {
    const last = lines.length - 1;
    if (lines[last] === '') lines[last] = word;
    else if (lines[last]!.length + word.length < width) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indent + line);
}
