import { PuppetError, type PuppetPlace } from '../error.ts';

const plainTag = /^[a-zA-Z0-9_][a-zA-Z0-9_:.-]*\n?$/;
const unicodeTag = /^[\p{L}\p{M}\p{Nd}_][\p{L}\p{M}\p{Nd}_:.-]*\n?$/u;

const beyondAscii = /[^\x00-\x7f]/;

/** Whether a text may be a tag. */
export function isValidTag(text: string): boolean {
  // The expression for all letters there are takes a millisecond to compile.
  return plainTag.test(text) || (beyondAscii.test(text) && unicodeTag.test(text));
}

/** Adds a tag (in lower case) and, for `a::b`, its segments; an invalid one is an error at the place given. */
export function addTag(tags: Set<string>, text: string, place: PuppetPlace = {}): void {
  const tag = text.toLowerCase();
  if (tags.has(tag)) return;
  if (!isValidTag(tag)) throw new PuppetError(`Invalid tag '${tag}'`, place);
  addWithSegments(tags, tag);
}

/** The same, leaving out what is no valid tag: for titles. */
export function addTagIfValid(tags: Set<string>, text: string): void {
  const tag = text.toLowerCase();
  if (tags.has(tag) || !isValidTag(text)) return;
  addWithSegments(tags, tag);
}

function addWithSegments(tags: Set<string>, tag: string): void {
  tags.add(tag);
  if (tag.includes('::')) for (const part of tag.split('::')) tags.add(part);
}

/** Adds the tags of another set. */
export function mergeTags(tags: Set<string>, others: ReadonlySet<string>): void {
  for (const tag of others) tags.add(tag);
}
