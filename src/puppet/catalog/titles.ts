import { PuppetError } from '../error.ts';
import type { ResourceTypeInfo, TitlePattern } from '../resource-types/api.ts';

/** What a title gives: names of namevars and their values, each name once. */
export type TitleParts = readonly (readonly [name: string, text: string])[];

type Reader = (title: string) => TitleParts;

const readers = new WeakMap<ResourceTypeInfo, Reader>();

/** What a title says of the namevars of a native type: path is `/tmp/x`; throws when no pattern takes it. */
export function parseTitle(type: ResourceTypeInfo, title: string): TitleParts {
  let reader = readers.get(type);
  if (reader === undefined) {
    reader = readerOf(type);
    readers.set(type, reader);
  }
  return reader(title);
}

function readerOf({ titlePatterns, namevar }: ResourceTypeInfo): Reader {
  if (titlePatterns.length === 0) return (title) => [[namevar, title]];
  const [only] = titlePatterns;
  if (titlePatterns.length === 1 && takesAll(only!)) {
    const { name } = only!.captures[0]!;
    return (title) => [[name, title]];
  }
  return (title) => matchTitle(titlePatterns, title);
}

/** Whether a pattern gives each title whole. */
function takesAll({ regex, captures }: TitlePattern): boolean {
  return regex.source === '^([\\s\\S]*)$' && captures.length === 1 && captures[0]!.convert === undefined;
}

function matchTitle(patterns: readonly TitlePattern[], title: string): TitleParts {
  for (const { regex, captures } of patterns) {
    const match = regex.exec(title);
    if (match === null) continue;
    const values = new Map<string, string>();
    for (const [index, { name, convert }] of captures.entries()) {
      const text = match[index + 1];
      if (text !== undefined) values.set(name, convert === undefined ? text : convert(text));
    }
    return [...values];
  }
  throw new PuppetError(`No set of title patterns matched the title "${title}".`);
}
