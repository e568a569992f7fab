import { code, fenced, longestComment } from '../../format/markdown.ts';
import { plural } from '../../words.ts';
import type { ChangeGroup } from '../group.ts';
import type { CatalogReport } from '../report.ts';
import { catalogSummary, changeWords, effectWords, orderWords, problemWords } from '../words.ts';
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
  return [
    ...problems.map((each) => item(`:x: ${escaped(problemWords(each, names))}`, each.machines)),
    ...effects.map((each) => item(`:arrows_counterclockwise: ${effectWords(each, code)}`, each.machines)),
    ...(added.length > 0 ? [item(`only in ${code(names.after)}`, added)] : []),
    ...(removed.length > 0 ? [item(`only in ${code(names.before)}`, removed)] : []),
    ...changes.map((group) => details(group, '')),
    ...order.values.map((group) => details(group, ', only in order')),
    ...order.resources.map((each) => item(orderWords(each, 5, code), each.machines)),
  ];
}

function item(text: string, machines: readonly string[]): Part {
  const short = `\n- ${text}, ${whom(machines)}\n`;
  if (machines.length < 2) return { whole: short, short };
  return { whole: `\n- ${text}, ${whom(machines)}: ${machines.map(code).join(', ')}\n`, short };
}

function details(group: ChangeGroup, how: string): Part {
  const { kind, machines, parameters, resources } = group;
  const title = `${whom(machines)}: ${changeWords(group, 5, code)}${how}`;
  const lines = kind === 'removed' ? [] : parameters.flatMap((parameter) => parameter.lines);
  const body = [
    ...(machines.length > 1 ? [machines.map(code).join(', ')] : []),
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

function whom(machines: readonly string[]): string {
  return machines.length === 1 ? code(machines[0]!) : plural(machines.length, 'machine');
}

function escaped(text: string): string {
  return code(text).replace(/^<code>|<\/code>$/g, '');
}
