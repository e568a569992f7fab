import type { Group } from '../group.ts';
import { filePattern, plural, subjectCount, summaryOf } from '../words.ts';

/** Characters of a page at most. What GitHub takes as a comment is 65,536 characters; some are kept for whoever adds a line of his own. */
export const longestComment = 65_000;
const room = 200;

/** Groups as a comment on a pull request. What does not fit is told in a line each, and then in numbers. */
export function markdown(groups: readonly Group[]): string {
  let page = `### ${summaryOf(groups)}\n`;
  for (const [index, group] of groups.entries()) {
    const block = [details(group), line(group)].find(
      (text) => page.length + text.length <= longestComment - room,
    );
    if (block === undefined)
      return `${page}\n…and ${plural(groups.length - index, 'more change')}; \`placo diff\` shows all.\n`;
    page += block;
  }
  return page;
}

function details(group: Group): string {
  const patch = group.hunks.flatMap(({ header, lines }) => [header, ...lines]).join('\n');
  const names = group.subjects.length > 1 ? `\n${group.subjects.map(code).join(', ')}\n` : '';
  const files = group.files.length > 5 ? `\n${code(filePattern(group.files))}\n` : '';
  return `\n<details><summary>${title(group)}</summary>\n${names}${files}\n${fenced(patch)}\n\n</details>\n`;
}

/** A patch as a block that nothing in it can end. */
export function fenced(patch: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(patch) + 1));
  return `${fence}diff\n${patch}\n${fence}`;
}

function line(group: Group): string {
  return `\n- ${title(group)} (too long to show)\n`;
}

function title({ kind, subjects, files, added, removed }: Group): string {
  const verb = { create: 'new', change: 'changed', remove: 'removed' }[kind];
  const whom = subjects.length === 1 ? code(subjects[0]!) : subjectCount(subjects);
  return `${whom}: ${verb} ${code(filePattern(files, 5))} (+${added} −${removed})`;
}

/** Text as code, none of it markup. */
export function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[\s]+/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
