import { capitalizeSegments, PClassType, PResourceType } from '../types/catalog-types.ts';
import type { Value } from '../values/value.ts';

/** `Type[title]` as a catalog writes a reference, undefined when the value is none. */
export function referenceText(value: Value): string | undefined {
  if (value instanceof PClassType) return `Class[${classTitle(value.className ?? '')}]`;
  if (value instanceof PResourceType) {
    const type = value.typeName ?? '';
    const title = value.title ?? '';
    return type === 'Class' ? `Class[${classTitle(title)}]` : `${type}[${title}]`;
  }
  return undefined;
}

/** The title of a class: capitalised by segment; that of the main class is `main`. */
export function classTitle(name: string): string {
  const plain = name.startsWith('::') ? name.slice(2) : name;
  return plain === '' ? 'main' : capitalizeSegments(plain);
}

/** `[type, title]` of a written reference, undefined when it is not one. */
export function splitReference(text: string): [string, string] | undefined {
  const match = /^([^[\]]+)\[(.+)\]$/s.exec(text);
  return match === null ? undefined : [match[1]!, match[2]!];
}
