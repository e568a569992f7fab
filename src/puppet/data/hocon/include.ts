import type { Files } from '../../files.ts';
import { buildDocument, type Includer } from './build.ts';
import type { Include } from './document.ts';
import { parseDocument } from './document.ts';
import { crash, HoconError } from './error.ts';
import { mergeOver } from './merge.ts';
import { atLine } from './origin.ts';
import { type HoconObject, objectOf } from './value.ts';

const deepest = 50;

/**
 * Reads what a text includes, which the gem knows no place of: a name alone is never found, `file("/a/b")` is. A name that
 * depends on the directory that Puppet runs in is refused.
 */
export function includerOf(files: Files, depth = 1): Includer {
  return (include, place) => {
    if (include.how === 'any') return /^https?:/i.test(include.name) ? refuseUrl() : nothing(include.name);
    if (include.how === 'classpath') throw crash('include classpath() is not supported');
    if (include.how === 'url') throw urlError(include, place);
    if (!include.name.startsWith('/'))
      throw crash(`${place}: include file("${include.name}") needs an absolute path`);
    return includeFile(files, include.name, depth);
  };
}

const nothing = (name: string): HoconObject => objectOf(new Map(), atLine(name, -1));

function refuseUrl(): never {
  throw crash('documents are not included from a URL');
}

function urlError({ name }: Include, place: string): HoconError {
  if (/^https?:/i.test(name)) return crash('documents are not included from a URL');
  return new HoconError(`${place}: include url() specifies an invalid URL: ${name}`, 'syntax');
}

function includeFile(files: Files, name: string, depth: number): HoconObject {
  if (/\.(?:conf|json)$/.test(name)) return readIncluded(files, name, depth) ?? nothing(name);
  const found = [`${name}.conf`, `${name}.json`].flatMap((path) => readIncluded(files, path, depth) ?? []);
  return found.length === 0
    ? nothing(name)
    : found.reduce((later, earlier) => mergeOver(later, earlier) as HoconObject);
}

function readIncluded(files: Files, path: string, depth: number): HoconObject | undefined {
  const text = files.read(path);
  if (text === undefined) return undefined;
  if (depth >= deepest)
    throw new HoconError(
      `${path}: include statements nested more than ${deepest} times, you probably have a cycle in your includes.`,
      'syntax',
    );
  const document = parseDocument(text.replace(/^\uFEFF/, ''), path);
  return buildDocument(document, path, beside(files, path, depth + 1));
}

/** In a file, a name alone is that of a file beside it. */
function beside(files: Files, path: string, depth: number): Includer {
  const plain = includerOf(files, depth);
  return (include, place) => {
    if (include.how !== 'any' || /^https?:/i.test(include.name)) return plain(include, place);
    if (include.name.startsWith('/')) throw crash(`${place}: include "${include.name}" needs file("…")`);
    return includeFile(files, path.replace(/[^/]*$/, '') + include.name, depth);
  };
}
