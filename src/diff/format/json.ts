import type { Group } from '../group.ts';

/** Groups for programs. */
export function json(groups: readonly Group[]): string {
  return `${JSON.stringify({ groups }, null, 2)}\n`;
}
