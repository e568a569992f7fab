import { code, fenced, longestComment } from '../../format/markdown.ts';
import { plural } from '../../words.ts';
import type { ChangeGroup } from '../group.ts';
import { type MachineSet, machineSets, setKey } from '../machine-sets.ts';
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

/** A part of the page: in full, in a line, and whether it is of those that are counted together when left out. */
interface Part {
  readonly whole: string;
  readonly short: string;
}

/** So much is kept for the line that tells what was left out. */
const room = 400;

/**
 * The report as a comment on a pull request: what is wrong and what restarts first, then the changes. What does not fit
 * is told in a line each, and then in numbers.
 */
export function markdown(report: CatalogReport, context: FormatContext): string {
  const parts = partsOf(report, context);
  const limit = context.complete ? Number.POSITIVE_INFINITY : longestComment - room;
  let page = `### ${catalogSummary(report)}\n`;
  for (const [index, part] of parts.entries()) {
    const shown = [part.whole, part.short].find((each) => page.length + each.length <= limit);
    if (shown === undefined) return page + leftOut(parts.length - index, context);
    page += shown;
  }
  return page;
}

function leftOut(count: number, { whole }: FormatContext): string {
  const where = whole === undefined ? '`placo diff --catalogs` shows all' : `all is in ${code(whole)}`;
  return `\n…and ${plural(count, 'more entry', 'more entries')}; ${where}.\n`;
}

function partsOf(report: CatalogReport, { names }: FormatContext): Part[] {
  const { problems, effects, changes, order, added, removed } = report;
  const sets = machineSets(report);
  const of = (machines: readonly string[]) => whomOf(machines, sets);
  return [
    ...problems.map((each) => item(`:x: ${escaped(problemWords(each, names))}`, of(each.machines))),
    ...effects.map((each) => item(`:arrows_counterclockwise: ${effectWords(each, code)}`, of(each.machines))),
    ...(added.length > 0 ? [item(`only in ${code(names.after)}`, of(added))] : []),
    ...(removed.length > 0 ? [item(`only in ${code(names.before)}`, of(removed))] : []),
    ...[...sets.values()].map(listed),
    ...changes.map((group) => details(group, of(group.machines), '')),
    ...order.values.map((group) => details(group, of(group.machines), ', only in order')),
    ...order.resources.map((each) => item(orderWords(each, 5, code), of(each.machines))),
  ];
}

/** Machines in a word, and their names where those have to be told. */
interface Whom {
  readonly words: string;
  readonly names?: string;
}

function whomOf(machines: readonly string[], sets: ReadonlyMap<string, MachineSet>): Whom {
  if (machines.length === 1) return { words: code(machines[0]!) };
  const words = plural(machines.length, 'machine');
  const set = sets.get(setKey(machines));
  return set ? { words: `${words} ${set.label}` } : { words, names: machines.map(code).join(', ') };
}

function listed({ label, machines }: MachineSet): Part {
  const title = `${label} ${plural(machines.length, 'machine')}`;
  const names = machines.map(code).join(', ');
  return {
    whole: `\n<details><summary>${title}</summary>\n\n${names}\n\n</details>\n`,
    short: `\n- ${title} (too many to show)\n`,
  };
}

function item(text: string, { words, names }: Whom): Part {
  const short = `\n- ${text}, ${words}\n`;
  return { whole: names === undefined ? short : `\n- ${text}, ${words}: ${names}\n`, short };
}

function details(group: ChangeGroup, { words, names }: Whom, how: string): Part {
  const { resources } = group;
  const title = `${words}: ${changeWords(group, 5, code)}${how}`;
  const lines = changedLines(group);
  const body = [
    ...(names === undefined ? [] : [names]),
    ...(resources.length > 5 ? [resources.map(code).join(', ')] : []),
    ...(lines.length > 0 ? [fenced(lines.join('\n'))] : []),
  ];
  const short = `\n- ${title}\n`;
  if (body.length === 0) return { whole: short, short };
  return {
    whole: `\n<details><summary>${title}</summary>\n\n${body.join('\n\n')}\n\n</details>\n`,
    short: `\n- ${title} (too long to show)\n`,
  };
}

function escaped(text: string): string {
  return code(text).replace(/^<code>|<\/code>$/g, '');
}
