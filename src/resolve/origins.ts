import type { Place } from '../diagnostics/diagnostic.ts';
import { type Path, placeOfNode } from '../read/node.ts';
import { nodeOfSetting, type Settings } from './settings.ts';

/** Where a value comes from. */
export type Origin =
  | { readonly kind: 'source'; readonly place: Place }
  | { readonly kind: 'schema default' }
  /** Recorded in the site's lock file. */
  | { readonly kind: 'lock' }
  /** Decided in this run, and to be recorded in the lock file. */
  | { readonly kind: 'decided' }
  /** Made of other values. */
  | { readonly kind: 'derived'; readonly why: string };

/** A value of an object, under the name that it has in the sources, and where it comes from. */
export interface Explained {
  /** A JSON pointer into the object as the sources write it, such as `/cpu/shares`. */
  readonly pointer: string;
  readonly value: unknown;
  readonly origin: Origin;
}

/** A value that no source gives. */
interface Made {
  readonly pointer: string;
  readonly value: unknown;
  readonly origin: Origin;
}

/** What is kept of each object of the model to explain it when asked: its settings, and what was made for it. */
export type Origins = Map<object, { readonly settings: Settings; readonly made: Made[] }>;

/** Begins the record of an object. */
export function recordSettings(origins: Origins, object: object, settings: Settings): void {
  origins.set(object, { settings, made: [] });
}

/** Records a value that was decided or derived. */
export function recordMade(
  origins: Origins,
  object: object,
  pointer: string,
  value: unknown,
  origin: Origin,
): void {
  origins.get(object)?.made.push({ pointer, value, origin });
}

/** Every value of a machine, website, volume or site with its origin, in the order of the sources' schema. */
export function explain(origins: Origins, object: object): readonly Explained[] {
  const record = origins.get(object);
  if (!record) return [];
  const made = new Map(record.made.map((value) => [value.pointer, value]));
  const explained: Explained[] = [];
  explainSetting(record.settings, record.settings.data, [], made, explained);
  return [...explained, ...made.values()].sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
}

function explainSetting(
  settings: Settings,
  value: unknown,
  path: Path,
  made: ReadonlyMap<string, Made>,
  explained: Explained[],
): void {
  const pointer = pointerOf(path);
  if (made.has(pointer) || (value === 'auto' && isMadeOf(pointer, made))) return;
  if (isNested(value)) {
    const nested = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [key, inner] of nested) explainSetting(settings, inner, [...path, key], made, explained);
    return;
  }
  const node = nodeOfSetting(settings, path);
  const origin: Origin = node ? { kind: 'source', place: placeOfNode(node) } : { kind: 'schema default' };
  explained.push({ pointer, value, origin });
}

/** Whether an `auto` was decided part by part. */
function isMadeOf(pointer: string, made: ReadonlyMap<string, Made>): boolean {
  return [...made.keys()].some((key) => key.startsWith(`${pointer}/`));
}

/** A mapping, or a list of mappings; a list of plain values is one value. */
function isNested(value: unknown): value is Record<string, unknown> | unknown[] {
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object');
  return typeof value === 'object' && value !== null;
}

function pointerOf(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
