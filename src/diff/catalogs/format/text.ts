import type { Colors } from 'picocolors/types.js';
import { visible } from '../../../diagnostics/format/frame.ts';
import { machineList, paint } from '../../format/text.ts';
import { plural } from '../../words.ts';
import type { ChangeGroup } from '../group.ts';
import type { CatalogReport } from '../report.ts';
import { catalogSummary, changeWords, effectWords, orderWords, problemWords } from '../words.ts';
import type { FormatContext } from './index.ts';

/** The report for people at a terminal. */
export function text(report: CatalogReport, { names, colors }: FormatContext): string {
  const { problems, effects, changes, order, added, removed } = report;
  const blocks = [
    ...problems.map((each) => block(colors.red(visible(problemWords(each, names))), each.machines)),
    ...(added.length > 0 ? [block(colors.bold(`only in ${names.after}`), added)] : []),
    ...(removed.length > 0 ? [block(colors.bold(`only in ${names.before}`), removed)] : []),
    ...changes.map((group) => changeBlock(group, colors)),
    ...order.values.map((group) => changeBlock(group, colors, ', only in order')),
    ...order.resources.map((each) => block(colors.bold(visible(orderWords(each, 10))), each.machines)),
    ...effects.map((each) => block(colors.yellow(visible(effectWords(each))), each.machines)),
  ];
  return [...blocks, `${catalogSummary(report)}\n`].join('\n');
}

function changeBlock(group: ChangeGroup, colors: Colors, how = ''): string {
  const lines = group.kind === 'removed' ? [] : group.parameters.flatMap((parameter) => parameter.lines);
  const shown = lines.map(
    (line) => `    ${line.startsWith('@@') ? colors.cyan(line) : paint(line, colors)}\n`,
  );
  return block(colors.bold(visible(changeWords(group, 20)) + how), group.machines) + shown.join('');
}

function block(heading: string, machines: readonly string[]): string {
  const count = machines.length === 1 ? '' : ` (${plural(machines.length, 'machine')})`;
  return `${heading}${count}\n${machineList(machines).join('\n')}\n`;
}
