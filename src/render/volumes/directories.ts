import { locationOf } from '../../model/location.ts';
import { compareNames } from '../../model/names.ts';
import type { Volume } from '../../model/platform.ts';
import { apacheLayout } from '../apache/os.ts';

/** A directory that a volume has from the beginning, and whose it is. */
export interface Directory {
  /** Below the volume's root; empty for the root. */
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The directories of websites on a volume. Each belongs to the user of its website, and to the group of the web server,
 * which reads what it serves; nobody else gets in. Guests cannot make them, since their root is nobody on the server.
 */
export function websiteDirectories(volume: Volume): Directory[] {
  const directories = volume.site.websites.flatMap(({ guest, documentRoot, uid }) => {
    const location = locationOf(guest, documentRoot);
    if (location?.volume !== volume) return [];
    return [{ path: location.directory, uid, gid: apacheLayout(guest.os, 'hosting').gid }];
  });
  return directories.sort((one, other) => compareNames(one.path, other.path));
}
