/** Where a value was read: a document's name and its lines, from 1; -1 for none. */
export interface Origin {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The origin of one line. */
export const atLine = (name: string, line: number): Origin => ({ name, from: line, to: line });

/** How messages begin. */
export function describeOrigin({ name, from, to }: Origin): string {
  if (from < 0) return name;
  return from === to ? `${name}: ${from}` : `${name}: ${from}-${to}`;
}

/** The origin of what was made of two values. */
export function joinOrigins(one: Origin, other: Origin): Origin {
  const [first, second] = [one.name, other.name].map((name) => name.replace(/^merge of /, '')) as [
    string,
    string,
  ];
  if (first !== second) return { name: `merge of ${first},${second}`, from: -1, to: -1 };
  const lines = [one.from, other.from].filter((line) => line >= 0);
  return { name: first, from: lines.length === 0 ? -1 : Math.min(...lines), to: Math.max(one.to, other.to) };
}
