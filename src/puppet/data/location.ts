import { basename, dirname } from 'node:path';
import { PuppetError } from '../error.ts';
import type { Files } from '../files.ts';
import { globPaths } from '../glob.ts';
import { parseUri } from '../values/uri.ts';
import type { Value } from '../values/value.ts';
import { wrongArguments } from './errors.ts';
import type { ExplainedLocation } from './explain.ts';
import { type Interpolation, interpolatePath, scopeValue } from './interpolate.ts';

/** A place where a level's data may be. */
export interface Location extends ExplainedLocation {
  readonly exists: boolean;
}

/** Where a level's data lies, as its configuration says. */
export type Locations =
  | { readonly kind: 'paths'; readonly paths: readonly string[]; readonly extension?: string }
  | { readonly kind: 'globs'; readonly globs: readonly string[] }
  | { readonly kind: 'mapped'; readonly mapped: readonly [variable: string, name: string, template: string] }
  | { readonly kind: 'uris'; readonly uris: readonly string[] }
  | { readonly kind: 'none' };

/** The places of a level for one machine; undefined where a level has none, and its function is called once. */
export function resolveLocations(
  locations: Locations,
  datadir: string,
  files: Files,
  context: Interpolation,
): readonly Location[] | undefined {
  switch (locations.kind) {
    case 'none':
      return undefined;
    case 'paths':
      return locations.paths.map((declared) => place(datadir, declared, files, context, locations.extension));
    case 'globs':
      return locations.globs.flatMap((glob) =>
        expandGlob(files, joinPath(datadir, interpolatePath(glob, context))),
      );
    case 'uris':
      return locations.uris.map((declared) => ({
        kind: 'uri',
        declared,
        location: uriAt(interpolatePath(declared, context)),
        exists: true,
      }));
    case 'mapped':
      return mappedPlaces(locations.mapped, datadir, files, context);
  }
}

/** What is no URI is a wrong argument, and no error of the data. */
function uriAt(text: string): string {
  try {
    return parseUri(text).text;
  } catch (error) {
    throw error instanceof PuppetError ? new PuppetError(error.message, {}, wrongArguments) : error;
  }
}

function place(
  datadir: string,
  declared: string,
  files: Files,
  context: Interpolation,
  extension = '',
): Location {
  const path = interpolatePath(declared, context);
  const location = joinPath(datadir, path.endsWith(extension) ? path : path + extension);
  return { kind: 'path', declared, location, exists: files.isFile(location) || files.isDirectory(location) };
}

function mappedPlaces(
  [variable, name, template]: readonly [string, string, string],
  datadir: string,
  files: Files,
  context: Interpolation,
): Location[] {
  const { invocation } = context;
  const values = several(scopeValue(variable, 'mapped_path[0]', invocation));
  const remembered = invocation.remembered;
  return values.map((value) => {
    invocation.locals = new Map([[name, value]]);
    invocation.remembered = [];
    try {
      return place(datadir, template, files, context);
    } finally {
      remembered?.push(...invocation.remembered.filter(({ root }) => root !== name));
      invocation.remembered = remembered;
      invocation.locals = undefined;
    }
  });
}

function several(value: Value): Value[] {
  if (value === null || value === '') return [];
  if (value instanceof Map) return [...value].map(([key, item]) => [key, item]);
  return Array.isArray(value) ? value : [value];
}

/** Ruby's `Pathname#+`: leading dots of the second path are resolved, the rest stays as written. */
export function joinPath(base: string, path: string): string {
  if (path.startsWith('/')) return path;
  const parts = path.split('/').filter((part) => part !== '');
  let from = base;
  let rest = path;
  for (const part of parts) {
    if (part !== '.' && part !== '..') break;
    rest = rest.slice(rest.indexOf(part) + part.length).replace(/^\/+/, '');
    if (part === '..') from = basename(from) === '..' ? `${from}/..` : dirname(from);
  }
  if (rest === '') return from;
  return from.endsWith('/') ? from + rest : `${from}/${rest}`;
}

function expandGlob(files: Files, glob: string): Location[] {
  return globPaths(files, glob)
    .filter((path) => files.isFile(path))
    .map((location) => ({ kind: 'path', declared: glob, location, exists: true }));
}
