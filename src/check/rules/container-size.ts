import type { Platform } from '../../model/platform.ts';
import { formatSize } from '../../model/size.ts';
import type { Finding, Rule } from '../rule.ts';

/** Containers stay small, so that they can be copied, moved and compared. */
export const containerSize: Rule = { code: 'check/container-size', find };

/** In bytes: a system with its packages fits in it, data does not. */
const limit = 20 * 2 ** 30;

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) {
    for (const guest of site.guests) {
      const size = guest.disks.reduce((sum, disk) => sum + disk.size, 0);
      if (size <= limit) continue;
      yield {
        subject: guest,
        message: `the containers of ${guest.name} take ${formatSize(size)}, more than ${formatSize(limit)}`,
        place: guest.disks[0]?.place,
        hint: 'move its data to a volume of the NFS server',
      };
    }
  }
}
