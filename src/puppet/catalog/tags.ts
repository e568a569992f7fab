import { PuppetError, type PuppetPlace } from '../error.ts';

const plainTag = /^[a-zA-Z0-9_][a-zA-Z0-9_:.-]*\n?$/;
const unicodeTag = /^[\p{L}\p{M}\p{Nd}_][\p{L}\p{M}\p{Nd}_:.-]*\n?$/u;

const beyondAscii = /[^\x00-\x7f]/;

/** Whether a text may be a tag. */
export function isValidTag(text: string): boolean {
  // The expression for all letters there are takes a millisecond to compile.
  return plainTag.test(text) || (beyondAscii.test(text) && unicodeTag.test(text));
}

/** Tags in order, each once. Every resource has some, few enough to be looked through. */
export type Tags = string[];

/** A tag in lower case and, for `a::b`, its segments; an invalid one is an error at the place given. */
export function tagsOf(text: string, place: PuppetPlace = {}): readonly string[] {
  const known = found.get(text);
  if (known !== undefined) return known;
  const tag = text.toLowerCase();
  if (!isValidTag(tag)) throw new PuppetError(`Invalid tag '${tag}'`, place);
  return withSegments(tag);
}

/** The same for the name of a type, of which a catalog has few. */
export function tagsOfType(type: string): readonly string[] {
  let tags = found.get(type);
  if (tags === undefined) {
    tags = tagsOf(type);
    if (found.size >= 10_000) found.clear();
    found.set(type, tags);
  }
  return tags;
}

const found = new Map<string, readonly string[]>();

function withSegments(tag: string): readonly string[] {
  return tag.includes('::') ? [tag, ...tag.split('::')] : [tag];
}

/** Adds a tag with its segments; an invalid one is an error at the place given. */
export function addTag(tags: Tags, text: string, place: PuppetPlace = {}): void {
  if (!tags.includes(text)) addAll(tags, tagsOf(text, place));
}

/** The same, leaving out what is no valid tag: for titles. */
export function addTagIfValid(tags: Tags, text: string): void {
  if (isValidTag(text)) addAll(tags, withSegments(text.toLowerCase()));
}

/** Adds tags that may be there. */
export function addAll(tags: Tags, others: readonly string[]): void {
  for (const tag of others) if (!tags.includes(tag)) tags.push(tag);
}

const many = 50;

/** The same for tags each of which is there once. */
export function mergeTags(tags: Tags, others: readonly string[]): void {
  const own = tags.length;
  const known = own > many ? new Set(tags) : undefined;
  for (const tag of others)
    if (known === undefined ? !isAmong(tags, own, tag) : !known.has(tag)) tags.push(tag);
}

function isAmong(tags: Tags, first: number, wanted: string): boolean {
  for (let index = 0; index < first; index++) if (tags[index] === wanted) return true;
  return false;
}
