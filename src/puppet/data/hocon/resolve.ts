import { broken, crash, HoconError } from './error.ts';
import { Cycle, Memo } from './memo.ts';
import { concatenate, isFinal, mergeOver } from './merge.ts';
import { describeOrigin } from './origin.ts';
import { type Path, renderPath } from './path.ts';
import { showReference, showValue } from './show.ts';
import {
  bareSource,
  newSources,
  placeWithin,
  type Source,
  type Sources,
  sourceAt,
  sourceIn,
  type Within,
  withReplaced,
} from './source.ts';
import {
  type HoconList,
  type HoconMerge,
  type HoconObject,
  type HoconReference,
  type HoconValue,
  isObjectLike,
  isOpen,
  isResolved,
  listOf,
  objectOf,
} from './value.ts';

type Result = HoconValue | undefined;

interface Resolver {
  readonly memo: Memo;
  readonly sources: Sources;
  readonly rests: WeakMap<HoconMerge, Map<number, Result>>;
}

/**
 * A document with its references followed. Variables of the process are not looked at. Throws a HoconError where there is
 * nothing that a reference could mean.
 */
export function resolveDocument(root: HoconObject): HoconObject {
  const resolver: Resolver = { memo: new Memo(), sources: newSources(), rests: new WeakMap() };
  const result = resolve(resolver, root, bareSource(resolver.sources, root), undefined);
  if (result?.type === 'object') return result;
  throw broken('the root of a document is no object');
}

/** A value with its references followed; with a path, only those that must be to know where the path leads. */
function resolve(resolver: Resolver, value: HoconValue, source: Source, part: Path | undefined): Result {
  if (isResolved(value)) return value;
  const key = part === undefined ? '' : JSON.stringify(part);
  return resolver.memo.of(value, source, key, () => {
    const result = resolveOpen(resolver, value, source, part);
    if (result === undefined || part !== undefined || isResolved(result)) return result;
    throw broken('resolve_substitutions did not give us a resolved object');
  });
}

function resolveOpen(resolver: Resolver, value: HoconValue, source: Source, part: Path | undefined): Result {
  switch (value.type) {
    case 'scalar':
      return value;
    case 'list':
      return part === undefined ? resolveList(resolver, value, source) : value;
    case 'object':
      return part === undefined
        ? resolveObject(resolver, value, source)
        : resolvePart(resolver, value, source, part);
    case 'reference':
      return resolveReference(resolver, value, source, part);
    case 'concatenation':
      return concatenate(present(value.pieces.map((piece) => resolve(resolver, piece, source, undefined))));
    case 'merge':
      return resolveMerge(resolver, value, source, part);
  }
}

const present = (values: readonly Result[]): HoconValue[] => values.filter((value) => value !== undefined);

/** Whatever is wrong within a list, the gem says no more than this. */
function resolveList(resolver: Resolver, list: HoconList, source: Source): HoconValue {
  const inner = sourceIn(resolver.sources, source, list);
  try {
    const items = present(list.items.map((item) => resolve(resolver, item, inner, undefined)));
    return listOf(items, list.origin);
  } catch (error) {
    throw error instanceof HoconError ? broken('unexpected exception') : error;
  }
}

function resolveObject(resolver: Resolver, object: HoconObject, source: Source): HoconValue {
  const inner = sourceIn(resolver.sources, source, object);
  const fields = new Map<string, HoconValue>();
  for (const [key, value] of object.fields) {
    const result = resolve(resolver, value, inner, undefined);
    if (result !== undefined) fields.set(key, result);
  }
  return objectOf(fields, object.origin, object.final);
}

/** The value that a path leads to is left as it is; what is before it is resolved as far as to know it. */
function resolvePart(
  resolver: Resolver,
  object: HoconObject,
  source: Source,
  [key, ...rest]: Path,
): HoconValue {
  const value = object.fields.get(key!);
  if (value === undefined || rest.length === 0) return object;
  const result = resolve(resolver, value, sourceIn(resolver.sources, source, object), rest);
  if (result === value) return object;
  const fields = new Map(object.fields);
  if (result === undefined) fields.delete(key!);
  else fields.set(key!, result);
  return objectOf(fields, object.origin, object.final);
}

function resolveReference(
  resolver: Resolver,
  reference: HoconReference,
  source: Source,
  part: Path | undefined,
): Result {
  const result = resolver.memo.following(reference, () => {
    try {
      const [value, within] = lookup(resolver, reference, source.root);
      return value && resolve(resolver, value, sourceAt(resolver.sources, within), part);
    } catch (error) {
      if (!(error instanceof Cycle)) throw error;
      if (reference.optional) return undefined;
      const cycle = ` was part of a cycle of substitutions involving ${error.trail}`;
      throw unresolved(reference, cycle);
    }
  });
  if (result === undefined && !reference.optional) throw unresolved(reference, '');
  return result;
}

function unresolved(reference: HoconReference, why: string): HoconError {
  const place = describeOrigin(reference.origin);
  const message = `${place}: Could not resolve substitution to a value: ${showReference(reference)}${why}`;
  return new HoconError(message, 'syntax');
}

/** In a document that was included, a path counts from where it is, and then from the root. */
function lookup(
  resolver: Resolver,
  { path, prefix }: HoconReference,
  root: HoconValue,
): readonly [Result, Within] {
  const found = find(resolver, path, root);
  return found[0] === undefined && prefix > 0 ? find(resolver, path.slice(prefix), root) : found;
}

function find(resolver: Resolver, path: Path, root: HoconValue): readonly [Result, Within] {
  const { sources } = resolver;
  let value = resolve(resolver, root, bareSource(sources, root), path);
  let within: Within | undefined;
  for (const key of path) {
    if (value === undefined || !isObjectLike(value)) return [undefined, within!];
    within = placeWithin(sources, value, within);
    value = peek(value, key, path);
  }
  return [value, within!];
}

/** The value of a key, where it can be told although other references are not known yet. */
function peek(value: HoconObject | HoconMerge, key: string, path: Path): Result {
  if (value.type === 'object') return value.fields.get(key);
  for (const layer of value.stack) {
    if (!isObjectLike(layer)) throw isOpen(layer) ? unknown(path) : crash('a list stands below an object');
    const found = peek(layer, key, path);
    if (found !== undefined && isFinal(found)) return found;
  }
  throw broken('Delayed merge stack does not contain any unmergeable values');
}

const unknown = (path: Path): HoconError =>
  broken(
    `${renderPath(path)} has not been resolved, you need to call Config#resolve, see API docs for Config#resolve`,
  );

/** What isn't known is resolved as if it and what is over it were not there: so a value can refer to what it replaces. */
function resolveMerge(resolver: Resolver, merge: HoconMerge, source: Source, part: Path | undefined): Result {
  let merged: Result;
  for (const [index, layer] of merge.stack.entries()) {
    const inner = isOpen(layer)
      ? withReplaced(resolver.sources, source, merge, restOf(resolver, merge, index + 1))
      : sourceIn(resolver.sources, source, merge);
    const result = resolve(resolver, layer, inner, part);
    if (result !== undefined) merged = merged === undefined ? result : mergeOver(merged, result);
  }
  if (isObjectLike(merge) && (merged === undefined || !isObjectLike(merged)))
    throw broken(`Expecting a resolve result to be an object, but it was ${merged ? showValue(merged) : ''}`);
  return merged;
}

/** What a merge is without its first layers; those of what is left are found again as those of the whole. */
function restOf(resolver: Resolver, merge: HoconMerge, from: number): Result {
  const rests = resolver.rests.get(merge) ?? new Map<number, Result>();
  resolver.rests.set(merge, rests);
  if (rests.has(from)) return rests.get(from);
  const rest = makeRest(resolver, merge, from);
  rests.set(from, rest);
  return rest;
}

function makeRest(resolver: Resolver, merge: HoconMerge, from: number): Result {
  const layers = merge.stack.slice(from);
  if (layers.length === 0) return undefined;
  const before = from > 1 ? restOf(resolver, merge, from - 1) : undefined;
  const isTail =
    before?.type === 'merge' &&
    before.stack.length === layers.length + 1 &&
    layers.every((layer, index) => before.stack[index + 1] === layer);
  return isTail ? restOf(resolver, before, 1) : layers.reduce(mergeOver);
}
