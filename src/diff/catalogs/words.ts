import { filePattern, plural } from '../words.ts';
import type { ChangeGroup, EffectGroup, OrderGroup } from './group.ts';
import type { CatalogReport, ProblemGroup, Side } from './report.ts';

/** How the two sides are called, such as `main` and `the directory`. */
export type SideNames = Readonly<Record<Side, string>>;

const verbs: Readonly<Record<string, string>> = {
  restart: 'will restart',
  run: 'will run',
  remount: 'will remount',
  reinstall: 'will reinstall',
  refresh: 'will refresh',
};

/** What a diff amounts to, in a line. */
export function catalogSummary({ compared, changed, added, removed, problems }: CatalogReport): string {
  const parts = [
    `${changed.length} of ${plural(compared, 'catalog')} ${changed.length === 1 ? 'changes' : 'change'}`,
  ];
  if (added.length > 0) parts.push(`${added.length} new`);
  if (removed.length > 0) parts.push(`${removed.length} gone`);
  const failing = new Set(problems.filter(({ fatal }) => fatal).flatMap(({ machines }) => machines));
  if (failing.size > 0) parts.push(`${failing.size} not compiled`);
  return `${parts.join(', ')}.`;
}

/** `will restart Service[apache2]: File[/etc/apache2/x.conf] notifies it`. */
export function effectWords({ action, resource, paths }: EffectGroup, code = (text: string) => text): string {
  const [first, ...others] = paths;
  const through = first!.slice(1, -1).map(code).join(', ');
  const more =
    others.length > 0 ? `, and so ${others.length === 1 ? 'does' : 'do'} ${others.length} more` : '';
  const way = `${code(first![0]!)} notifies it${through === '' ? '' : ` through ${through}`}${more}`;
  return `${verbs[action]} ${code(resource)}: ${way}`;
}

/** `changed File[/etc/{a, b}]`. */
export function changeWords(
  { kind, resources }: ChangeGroup,
  most?: number,
  code = (text: string) => text,
): string {
  return `${kind === 'added' ? 'new' : kind} ${code(filePattern(resources, most))}`;
}

/** How the parameters of a resource differ, line by line; of what is gone nothing is told. */
export function changedLines({ kind, parameters }: ChangeGroup): string[] {
  return kind === 'removed' ? [] : parameters.flatMap((each) => handedOnLine(each) ?? each.lines);
}

function handedOnLine({ name, handedOn }: ChangeGroup['parameters'][number]): string | undefined {
  return handedOn && ` ${name}: handed on to ${filePattern(handedOn, 5)}`;
}

/** What is wrong, and on which side. */
export function problemWords({ side, fatal, message }: ProblemGroup, names: SideNames): string {
  return fatal
    ? `does not compile in ${names[side]}: ${message}`
    : `would fail on the machine in ${names[side]}: ${message}`;
}

/** Resources that are applied in another order. */
export function orderWords({ resources }: OrderGroup, most: number, code = (text: string) => text): string {
  const shown = resources.slice(0, most).map(code).join(', ');
  const rest = resources.length > most ? ` and ${resources.length - most} more` : '';
  return `only applied in another order: ${shown}${rest}`;
}
