import type { Colors } from 'picocolors/types.js';
import { visible } from '../../diagnostics/format/frame.ts';
import type { Group } from '../group.ts';
import { filePattern, plural, summaryOf } from '../words.ts';

const width = 100;

/** Groups for people at a terminal. */
export function text(groups: readonly Group[], colors: Colors): string {
  return [...groups.map((group) => block(group, colors)), `${summaryOf(groups)}\n`].join('\n');
}

function block(group: Group, colors: Colors): string {
  const { kind, subjects, files, hunks } = group;
  const verb = { create: 'new', change: 'changed', remove: 'removed' }[kind];
  const names = subjects.length === 1 ? '' : ` ${plural(subjects.length, 'machine')}:`;
  const heading = `${colors.bold(`${verb} ${visible(filePattern(files))}`)}${names}`;
  const lines =
    kind === 'remove'
      ? []
      : hunks.flatMap(({ header, lines }) => [
          colors.cyan(header),
          ...lines.map((line) => paint(line, colors)),
        ]);
  return [heading, wrap(subjects.map(visible)), ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function paint(line: string, colors: Colors): string {
  const shown = line[0] + visible(line.slice(1));
  if (line.startsWith('+')) return colors.green(shown);
  return line.startsWith('-') ? colors.red(shown) : shown;
}

function wrap(names: readonly string[]): string {
  const lines = [''];
  for (const [index, name] of names.entries()) {
    const word = index < names.length - 1 ? `${name},` : name;
    const last = lines.length - 1;
    if (lines[last]!.length + word.length > width) lines.push(word);
    else lines[last] = lines[last] === '' ? word : `${lines[last]} ${word}`;
  }
  return lines.map((line) => `  ${line}`).join('\n');
}
