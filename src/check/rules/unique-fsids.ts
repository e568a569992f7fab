import type { Platform, Site } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';
import { type Claim, duplicateClaims } from '../unique.ts';

/** An fsid is one volume's in its site: clients know a file system by it, and the mirror serves the same ones. */
export const uniqueFsids: Rule = { code: 'check/unique-fsids', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites)
    yield* duplicateClaims(claims(site), 'the fsid', "give another one, or leave it to 'auto'");
}

function* claims(site: Site): Generator<Claim> {
  for (const volume of site.volumes)
    yield { subject: site, owner: `volume ${volume.name}`, place: volume.place, key: String(volume.fsid) };
}
