import type { Path, Plain } from './node.ts';
import type { Kind } from './schemas.ts';
import type { Invalid } from './validate.ts';

/**
 * For each kind of file, the first key of a path and how many keys of it name the part that can be left out alone.
 * A guest or a website is left out whole; so is a site that lacks what everything else in it needs.
 */
const parts: Readonly<Partial<Record<Kind, Readonly<Record<string, number>>>>> = {
  platform: { name: 1, description: 1, contact: 1, defaults: 3 },
  site: {
    ...{ description: 1, contact: 1, time_zone: 1, admins: 1, waivers: 1, offsite_backup: 1 },
    ...{ defaults: 3, services: 2, hypervisors: 2, servers: 2, stores: 2, volumes: 2 },
  },
  lock: { guests: 2, websites: 2, volumes: 2 },
};

/** Parts that name what they describe. */
const named = new Set(['hypervisors', 'servers', 'stores', 'volumes']);

/**
 * Removes from a file's data what is invalid, so that the rest of the file can be worked with and its own mistakes
 * be found in the same run.
 * @returns the names of the machines, stores and volumes that were removed, or `undefined` where nothing usable is left
 */
export function salvage(kind: Kind, data: Plain, invalid: readonly Invalid[]): readonly string[] | undefined {
  if (invalid.length > 0 && !isMapping(data)) return undefined;
  const broken: string[] = [];
  for (const { path, unknown } of invalid) {
    if (path.length === 0 && kind === 'platform') continue;
    const part = unknown && path.length === 1 ? path : partOf(kind, path);
    if (!part) return undefined;
    remove(data, part);
    if (named.has(String(part[0]))) broken.push(String(part[1]));
  }
  return broken;
}

function partOf(kind: Kind, path: Path): Path | undefined {
  const first = String(path[0]);
  const length = parts[kind]?.[first];
  if (length === undefined || (named.has(first) && path.length < length)) return undefined;
  return path.slice(0, length);
}

function isMapping(data: unknown): data is Record<string | number, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function remove(data: Plain, path: Path): void {
  let target: unknown = data;
  for (const key of path.slice(0, -1)) target = isMapping(target) ? target[key] : undefined;
  if (isMapping(target)) delete target[path.at(-1)!];
}
