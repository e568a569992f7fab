import { PuppetError } from '../error.ts';
import type { ResourceTypeInfo } from '../resource-types/api.ts';

/** What a title says of the namevars of a native type: `{ path: '/tmp/x' }`; throws when no pattern takes it. */
export function parseTitle(type: ResourceTypeInfo, title: string): Record<string, string> {
  if (type.titlePatterns.length === 0) return { [type.namevar]: title };
  for (const { regex, captures } of type.titlePatterns) {
    const match = regex.exec(title);
    if (match === null) continue;
    const values: Record<string, string> = {};
    for (const [index, { name, convert }] of captures.entries()) {
      const text = match[index + 1];
      if (text !== undefined) values[name] = convert === undefined ? text : convert(text);
    }
    return values;
  }
  throw new PuppetError(`No set of title patterns matched the title "${title}".`);
}
