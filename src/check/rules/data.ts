import { locationOf } from '../../model/location.ts';
import type { Guest, Platform, Website } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** Data (homes, mailboxes, htdocs, …) lies on NFS, never in a container: containers are copied, moved and compared whole. */
export const data: Rule = { code: 'check/data', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) {
    for (const guest of site.guests) yield* dataDisks(guest);
    for (const website of site.websites) yield* htdocs(website);
  }
}

function* dataDisks(guest: Guest): Generator<Finding> {
  for (const disk of guest.disks) {
    if (disk.contents === 'system') continue;
    yield {
      subject: guest,
      message: `the disk ${disk.name} of ${guest.name} keeps ${disk.contents} in a container`,
      place: disk.place,
      hint: `make it a volume of the NFS server and mount it in ${guest.name}`,
    };
  }
}

function* htdocs(website: Website): Generator<Finding> {
  const { guest, documentRoot } = website;
  if (locationOf(guest, documentRoot)) return;
  yield {
    subject: guest,
    message: `the files of ${website.serverName} in ${documentRoot} would lie in the container of ${guest.name}`,
    place: website.place,
    hint: `mount an htdocs volume in ${guest.name} above ${documentRoot}`,
    related: [{ place: guest.place, message: `the mounts of ${guest.name} are described here` }],
  };
}
