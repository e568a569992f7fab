import { broken, crash } from './error.ts';
import { showValue } from './show.ts';
import { type HoconMerge, type HoconObject, type HoconValue, isObjectLike, objectOf } from './value.ts';

/** What references are followed in: a root, and what lies between it and the value that is resolved, the innermost first. */
export interface Source {
  readonly root: HoconValue;
  readonly within: Within | undefined;
}

/** A value and those around it. */
export interface Within {
  readonly value: HoconValue;
  readonly around: Within | undefined;
}

/**
 * Sources are made once: the same root and surroundings are the same object, and so is a root in which the same place
 * was replaced by the same value. What was resolved in one can then be found again.
 */
export interface Sources {
  readonly innermost: WeakMap<HoconValue, Within>;
  readonly inner: WeakMap<Within, WeakMap<HoconValue, Within>>;
  readonly bare: WeakMap<HoconValue, Source>;
  readonly placed: WeakMap<Within, Source>;
  readonly replaced: WeakMap<HoconValue, Map<string, WeakMap<HoconValue, HoconObject>>>;
  readonly made: WeakMap<HoconValue, { readonly from: HoconValue; readonly at: string }>;
}

export const newSources = (): Sources => ({
  innermost: new WeakMap(),
  inner: new WeakMap(),
  bare: new WeakMap(),
  placed: new WeakMap(),
  replaced: new WeakMap(),
  made: new WeakMap(),
});

function known<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** A value within others. */
export function placeWithin(sources: Sources, value: HoconValue, around: Within | undefined): Within {
  const make = (): Within => ({ value, around });
  if (around === undefined) return known(sources.innermost, value, make);
  const places = known(sources.inner, around, () => new WeakMap<HoconValue, Within>());
  return known(places, value, make);
}

/** A root alone. */
export const bareSource = (sources: Sources, root: HoconValue): Source =>
  known(sources.bare, root, () => ({ root, within: undefined }));

/** The root around a place, and the place. */
export const sourceAt = (sources: Sources, within: Within): Source =>
  known(sources.placed, within, () => ({ root: outermost(within), within }));

function outermost(within: Within): HoconValue {
  let place = within;
  while (place.around !== undefined) place = place.around;
  return place.value;
}

/** The source for what is in a value. A place that is not known to lie in the root is left out. */
export function sourceIn(sources: Sources, source: Source, value: HoconValue): Source {
  if (source.within === undefined && value !== source.root) return source;
  return sourceAt(sources, placeWithin(sources, value, source.within));
}

/** The root in which a merge is replaced by what is left of it, or is gone. */
export function withReplaced(
  sources: Sources,
  source: Source,
  merge: HoconMerge,
  by: HoconValue | undefined,
): Source {
  const { within } = source;
  if (within === undefined) throw broken(`replace in parent not possible ${showValue(merge)}`);
  const keys = keysTo(within, merge);
  if (keys === undefined || by === undefined) return bareSource(sources, replaceIn(within, merge, by));
  const { root } = sourceAt(sources, within);
  const at = JSON.stringify(keys);
  const origin = sources.made.get(root);
  const from = origin?.at === at ? origin.from : root;
  const places = known(sources.replaced, from, () => new Map<string, WeakMap<HoconValue, HoconObject>>());
  const roots = places.get(at) ?? new WeakMap<HoconValue, HoconObject>();
  places.set(at, roots);
  const made = known(roots, by, () => replaceIn(within, merge, by));
  sources.made.set(made, { from, at });
  return bareSource(sources, made);
}

/** The keys from the root to a merge; undefined where there is more than objects between them. */
function keysTo(within: Within, merge: HoconValue): string[] | undefined {
  const keys: string[] = [];
  let child = merge;
  for (let place: Within | undefined = within; place !== undefined; place = place.around) {
    const { value } = place;
    const entry = value.type === 'object' ? [...value.fields].find(([, one]) => one === child) : undefined;
    if (entry === undefined) return undefined;
    keys.unshift(entry[0]);
    child = value;
  }
  return keys;
}

/** The root with a value replaced that lies in the innermost place. */
function replaceIn(within: Within, old: HoconValue, by: HoconValue | undefined): HoconObject {
  let child = old;
  let made = by;
  for (let place: Within | undefined = within; place !== undefined; place = place.around) {
    made = withChild(place.value, child, made);
    child = place.value;
  }
  if (made?.type !== 'object') throw crash('nothing is left of a document in which a value is replaced');
  return made;
}

function withChild(parent: HoconValue, child: HoconValue, by: HoconValue | undefined): HoconValue {
  if (parent.type === 'object') return withField(parent, child, by);
  if (parent.type !== 'merge' || !isObjectLike(parent))
    throw crash(`a merge within a ${parent.type} can't be resolved`);
  const at = parent.stack.indexOf(child);
  if (at < 0)
    throw broken(
      `tried to replace ${showValue(child)} which is not in [${parent.stack.map(showValue).join(', ')}]`,
    );
  const stack = by === undefined ? parent.stack : parent.stack.with(at, by);
  if (stack[0]!.type !== 'object')
    throw broken('created a delayed merge object not guaranteed to be an object');
  return { ...parent, stack };
}

function withField(parent: HoconObject, child: HoconValue, by: HoconValue | undefined): HoconObject {
  const key = [...parent.fields].find(([, value]) => value === child)?.[0];
  if (key === undefined)
    throw broken(`SimpleConfigObject.replaceChild did not find ${showValue(child)} in ${showValue(parent)}`);
  const fields = new Map(parent.fields);
  if (by === undefined) fields.delete(key);
  else fields.set(key, by);
  return objectOf(fields, parent.origin, parent.final);
}
