import type { RawChange } from './compare.ts';
import { byRef, type CatalogDocument, isNative, type ResourceDocument, referencesIn } from './document.ts';

/** What is known of native types. */
export interface TypeFacts {
  /** Whether a change of this parameter changes the machine by itself: a property, or what stands for one. */
  readonly isProperty: (type: string, parameter: string) => boolean;
  /** Whether resources of the type do something when they are notified. */
  readonly refreshes: (type: string) => boolean;
}

/** What a notified resource does. */
export type Action = 'restart' | 'run' | 'remount' | 'reinstall' | 'refresh';

/** Something that the machine does because of changes elsewhere in its catalog. */
export interface Effect {
  readonly action: Action;
  /** `Service[apache2]` */
  readonly ref: string;
  /** For each change that sets it off, the way from there: references, the first that of the change, the last `ref`. */
  readonly paths: readonly (readonly string[])[];
}

/** A point that events pass: a resource, or the beginning or end of a container. */
type Point = string;
const begin = (ref: string): Point => `+${ref}`;
const end = (ref: string): Point => `-${ref}`;

/**
 * What changes set off along notify and subscribe, as Puppet hands events on: through resources that refresh, and
 * through containers, whose contents all notify, and are all notified, by what they contain.
 */
export function effectsOf(after: CatalogDocument, changes: readonly RawChange[], types: TypeFacts): Effect[] {
  const resources = byRef(after);
  const sources = sourcesOf(resources, changes, types);
  if (sources.size === 0) return [];
  const graph = eventGraph(after, resources, (resource) => passesOn(resource, types));
  const reached = reach(sources, graph);
  const effects: Effect[] = [];
  for (const [ref, resource] of resources) {
    const action = reached.has(begin(ref)) ? actionOf(resource, types) : undefined;
    if (action) effects.push({ action, ref, paths: pathsTo(ref, sources, graph) });
  }
  return effects;
}

/** Resources that will report an event of their own when the catalog is applied. */
function sourcesOf(
  resources: ReadonlyMap<string, ResourceDocument>,
  changes: readonly RawChange[],
  types: TypeFacts,
): ReadonlySet<string> {
  const sources = new Set<string>();
  for (const change of changes) {
    const { ref, resource } = change;
    if (resource.type === 'Concat_fragment')
      for (const file of assembled(resource, resources)) sources.add(file);
    else if (change.kind !== 'removed' && emits(change, types)) sources.add(ref);
  }
  return sources;
}

function emits({ kind, resource, parameters }: RawChange, types: TypeFacts): boolean {
  const { type, parameters: now = {} } = resource;
  if (!isNative(resource) || isOn(now.noop) || isOn(now.refreshonly)) return false;
  if (kind === 'added') return now.ensure !== 'absent' && now.ensure !== 'purged';
  return parameters.some(
    ({ name, kind: how }) => how === 'file' || (how !== 'relationship' && types.isProperty(type, name)),
  );
}

/** The file that a fragment is part of changes with it. */
function assembled(
  { parameters: { tag, target } = {} }: ResourceDocument,
  resources: ReadonlyMap<string, ResourceDocument>,
): string[] {
  return [...resources].flatMap(([ref, { type, title, parameters = {} }]) => {
    if (type !== 'Concat_file') return [];
    const same = tag === undefined ? [title, parameters.path].includes(target) : parameters.tag === tag;
    return same ? [ref] : [];
  });
}

function isOn(value: unknown): boolean {
  return value === true || value === 'true';
}

function passesOn(resource: ResourceDocument | undefined, types: TypeFacts): boolean {
  return resource !== undefined && types.refreshes(resource.type) && !isOn(resource.parameters?.noop);
}

const actions: Readonly<Record<string, Action>> = { Service: 'restart', Exec: 'run', Mount: 'remount' };
/** They pass events on and do nothing else. */
const silent = new Set(['Anchor', 'Whit']);

function actionOf(resource: ResourceDocument | undefined, types: TypeFacts): Action | undefined {
  if (!resource || !passesOn(resource, types) || silent.has(resource.type)) return undefined;
  const { type, parameters: { ensure, reinstall_on_refresh: reinstall } = {} } = resource;
  if (type === 'Service') return ensure === 'stopped' || ensure === false ? undefined : 'restart';
  if (type === 'Package') return isOn(reinstall) ? 'reinstall' : undefined;
  return actions[type] ?? 'refresh';
}

interface EventGraph {
  readonly next: ReadonlyMap<Point, readonly Point[]>;
  readonly previous: ReadonlyMap<Point, readonly Point[]>;
  /** Whether what comes to a point goes on from it. */
  readonly passes: (point: Point) => boolean;
}

/** Where events go. A resource that is no container is one point, its beginning. */
function eventGraph(
  { edges }: CatalogDocument,
  resources: ReadonlyMap<string, ResourceDocument>,
  refreshes: (resource: ResourceDocument | undefined) => boolean,
): EventGraph {
  const [next, previous] = [new Map<Point, Point[]>(), new Map<Point, Point[]>()];
  const containers = new Set(edges.map(({ source }) => source));
  for (const [ref, resource] of resources) if (!isNative(resource)) containers.add(ref);
  const endOf = (ref: string) => (containers.has(ref) ? end(ref) : begin(ref));
  const add = (from: Point, to: Point) => {
    push(next, from, to);
    push(previous, to, from);
  };
  for (const { source, target } of edges) {
    add(begin(source), begin(target));
    add(endOf(target), end(source));
  }
  for (const [ref, { parameters = {} }] of resources) {
    for (const other of referencesIn(parameters.notify)) add(endOf(ref), begin(other));
    for (const other of referencesIn(parameters.subscribe)) add(endOf(other), begin(ref));
  }
  const passes = (point: Point) => containers.has(point.slice(1)) || refreshes(resources.get(point.slice(1)));
  return { next, previous, passes };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Points that events from the sources come to. */
function reach(sources: ReadonlySet<string>, { next, passes }: EventGraph): ReadonlySet<Point> {
  const reached = new Set<Point>();
  const queue = [...sources].map(begin);
  for (let index = 0; index < queue.length; index++) {
    for (const point of next.get(queue[index]!) ?? []) {
      if (reached.has(point)) continue;
      reached.add(point);
      if (passes(point)) queue.push(point);
    }
  }
  return reached;
}

/** The shortest way from each source to a resource, the nearest source first. */
function pathsTo(ref: string, sources: ReadonlySet<string>, { previous, passes }: EventGraph): string[][] {
  const towards = new Map<Point, Point | undefined>([[begin(ref), undefined]]);
  const queue = [begin(ref)];
  const paths: string[][] = [];
  for (let index = 0; index < queue.length; index++) {
    for (const point of previous.get(queue[index]!) ?? []) {
      if (towards.has(point)) continue;
      towards.set(point, queue[index]);
      if (sources.has(point.slice(1)) && point === begin(point.slice(1)))
        paths.push(pathFrom(point, towards));
      if (passes(point)) queue.push(point);
    }
  }
  return paths;
}

function pathFrom(start: Point, towards: ReadonlyMap<Point, Point | undefined>): string[] {
  const refs: string[] = [];
  for (let point: Point | undefined = start; point !== undefined; point = towards.get(point)) {
    if (refs.at(-1) !== point.slice(1)) refs.push(point.slice(1));
  }
  return refs;
}
