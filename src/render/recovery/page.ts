import type { Machine } from '../../model/platform.ts';

/** A heading, a paragraph, a list or commands, in Markdown. The names of the model need no quoting there. */
export type Block = string;

/** Blocks with an empty line between them. */
export function page(blocks: readonly Block[]): string {
  return `${blocks.join('\n\n')}\n`;
}

/** Numbered steps; the further lines of a step belong to it. */
export function steps(each: readonly Block[]): Block {
  return each.map((step, index) => `${index + 1}. ${step.replace(/\n(?!\n)/g, '\n   ')}`).join('\n\n');
}

/** What root types on a machine. */
export function commands({ fqdn }: Machine, lines: readonly string[]): Block {
  return `On \`${fqdn}\`:\n\n\`\`\`\n${lines.join('\n')}\n\`\`\``;
}

/** `a, b and c` */
export function list(words: readonly string[]): string {
  const others = words.slice(0, -1);
  return others.length === 0 ? words.join() : `${others.join(', ')} and ${words.at(-1)}`;
}

/** The names of machines or volumes. */
export function names(named: Iterable<{ readonly name: string }>): string {
  return list([...named].map(({ name }) => `\`${name}\``));
}
