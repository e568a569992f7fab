import { PuppetError } from '../error.ts';
import type { Compiler } from '../evaluate/compiler.ts';
import { describeMismatch, inferSet, type PType, parseType } from '../types/index.ts';
import { makeHash } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import { readBackend } from './backends.ts';
import type { HieraConfig, Level } from './config.ts';
import type { Request } from './hiera.ts';
import { interpolate } from './interpolate.ts';
import type { LookupKey } from './key.ts';
import { type MergeStrategy, mergeFound } from './merge.ts';
import type { Place, Places } from './places.ts';

/** A search of one key in the levels of one configuration. */
export interface Search {
  readonly config: HieraConfig;
  readonly levels: readonly Level[];
  readonly key: LookupKey;
  readonly request: Request;
  readonly strategy: MergeStrategy;
  readonly lookup: (key: string) => Value;
  readonly compiler: Compiler;
  readonly places: Places;
  /** The module whose configuration this is: its keys must be its own. */
  readonly module?: string;
}

/** What the levels give together, undefined where none has the key. */
export function lookupInLevels(search: Search): Value | undefined {
  const placesOf = search.places.seenFrom(search.request.scope, search.config);
  return mergeFound(search.levels, search.strategy, (level) =>
    lookupInLevel(search, level, placesOf(level) ?? nowhere),
  );
}

/** The function of a level without places is called once. */
const nowhere: readonly undefined[] = [undefined];

function lookupInLevel(
  search: Search,
  level: Level,
  places: readonly (Place | undefined)[],
): Value | undefined {
  const { request, strategy } = search;
  request.explain?.enter(`Hierarchy entry "${level.name}"`);
  const value = mergeFound(places, strategy, (place) => lookupAt(search, level, place));
  request.explain?.leave(value);
  return value;
}

function lookupAt(search: Search, level: Level, place: Place | undefined): Value | undefined {
  const { explain } = search.request;
  if (place) explain?.enter(`Path "${place.path}"`);
  if (place) explain?.say(`Original path: "${place.declared}"`);
  if (place && !place.exists) explain?.say('Path not found');
  const value = place && !place.exists ? undefined : ask(search, level, place);
  if (place?.exists && value === undefined) explain?.say(`No such key: "${search.key.root}"`);
  if (place) explain?.leave(value);
  return value;
}

function ask(search: Search, level: Level, place: Place | undefined): Value | undefined {
  if (level.provider === 'data_hash') return fromHash(search, dataHash(search, level, place));
  return fromFunction(search, level, optionsAt(level, place));
}

function optionsAt(level: Level, place: Place | undefined): PHash {
  return place ? makeHash([...level.options, ['path', place.path]]) : level.options;
}

function fromHash(search: Search, hash: PHash): Value | undefined {
  const value = hash.get(search.key.root);
  if (value === undefined) return undefined;
  return interpolate(value, { scope: search.request.scope, lookup: search.lookup });
}

function dataHash(search: Search, level: Level, place: Place | undefined): PHash {
  if (place?.hash !== undefined) return place.hash;
  const read = place && readBackend(level.functionName, place.path, search.compiler.environment.files);
  if (read === undefined) return callFunction(search, level, [optionsAt(level, place)]) as PHash;
  place!.hash = read;
  return read;
}

let richData: PType | undefined;

function fromFunction(search: Search, level: Level, options: PHash): Value | undefined {
  const key: Value = level.provider === 'data_dig' ? [search.key.root, ...search.key.path] : search.key.root;
  const value = callFunction(search, level, [key, options]);
  if (value === undefined) return undefined;
  richData ??= parseType('RichData');
  if (richData.isInstance(value)) return value;
  const what = `Value for key '${search.key.root}', returned from ${level.provider} function '${level.functionName}',`;
  throw new PuppetError(describeMismatch(what, richData, inferSet(value)));
}

/** Thrown by the context's not_found(): the function has nothing for the key. */
export class NotFoundSignal {}

function callFunction(search: Search, level: Level, args: Value[]): Value | undefined {
  const { compiler, request } = search;
  if (!compiler.hasFunction(level.functionName))
    throw new PuppetError(`Unable to find '${level.provider}' function named '${level.functionName}'`, {
      file: search.config.path,
    });
  try {
    return compiler.callFunction(level.functionName, [...args, null], request.scope);
  } catch (signal) {
    if (signal instanceof NotFoundSignal) return undefined;
    throw signal;
  }
}
