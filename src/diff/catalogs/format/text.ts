import type { Colors } from 'picocolors/types.js';
import { visible } from '../../../diagnostics/format/frame.ts';
import { machineList, paint } from '../../format/text.ts';
import { plural } from '../../words.ts';
import type { ChangeGroup } from '../group.ts';
import { machineSets, setKey } from '../machine-sets.ts';
import type { CatalogReport } from '../report.ts';
import {
  catalogSummary,
  changedLines,
  changeWords,
  effectWords,
  orderWords,
  problemWords,
} from '../words.ts';
import type { FormatContext } from './index.ts';

/** The report for people at a terminal. */
export function text(report: CatalogReport, { names, colors }: FormatContext): string {
  const { problems, effects, changes, order, added, removed } = report;
  const block = blockMaker(report);
  const changeBlock = (group: ChangeGroup, how = '') =>
    block(colors.bold(visible(changeWords(group, 20)) + how), group.machines) + painted(group, colors);
  const blocks = [
    ...problems.map((each) => block(colors.red(visible(problemWords(each, names))), each.machines)),
    ...(added.length > 0 ? [block(colors.bold(`only in ${names.after}`), added)] : []),
    ...(removed.length > 0 ? [block(colors.bold(`only in ${names.before}`), removed)] : []),
    ...changes.map((group) => changeBlock(group)),
    ...order.values.map((group) => changeBlock(group, ', only in order')),
    ...order.resources.map((each) => block(colors.bold(visible(orderWords(each, 10))), each.machines)),
    ...effects.map((each) => block(colors.yellow(visible(effectWords(each))), each.machines)),
  ];
  return [...blocks, `${catalogSummary(report)}\n`].join('\n');
}

function painted(group: ChangeGroup, colors: Colors): string {
  return changedLines(group)
    .map((line) => `    ${line.startsWith('@@') ? colors.cyan(line) : paint(line, colors)}\n`)
    .join('');
}

/** Makes blocks of a heading and machines, each set of which is listed once. */
function blockMaker(report: CatalogReport): (heading: string, machines: readonly string[]) => string {
  const sets = machineSets(report);
  const listed = new Set<string>();
  return (heading, machines) => {
    const key = setKey(machines);
    const label = sets.get(key)?.label;
    const known = label !== undefined && listed.has(key);
    listed.add(key);
    const words = [plural(machines.length, 'machine'), ...(label === undefined ? [] : [label])].join(' ');
    const count = machines.length === 1 ? '' : ` (${words})`;
    return `${heading}${count}\n${known ? '' : `${machineList(machines).join('\n')}\n`}`;
  };
}
