import type { Machine, Volume } from './platform.ts';

/** A directory of a volume. */
export interface Location {
  readonly volume: Volume;
  /** Below the volume's root; empty for the whole. */
  readonly directory: string;
}

/** Where a path of a machine lies on NFS; `undefined` where it lies on the machine itself. */
export function locationOf(machine: Machine, path: string): Location | undefined {
  const above = machine.mounts.filter((mount) => isWithin(path, mount.path));
  const [mount] = above.sort((one, other) => other.path.length - one.path.length);
  if (!mount) return undefined;
  const rest = path.slice(mount.path.length).replace(/^\/+/, '');
  return { volume: mount.volume, directory: [mount.directory, rest].filter(Boolean).join('/') };
}

/** Whether a path is another one, or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory.replace(/\/$/, '')}/`);
}
