import type { Platform } from '../../model/platform.ts';
import { label } from '../machines.ts';
import type { Rule } from '../rule.ts';
import { type Claim, duplicateClaims } from '../unique.ts';

/** A UUID is one guest's: libvirt knows a domain by it. */
export const uniqueUuids: Rule = {
  code: 'check/unique-uuids',
  find: (platform) =>
    duplicateClaims(claims(platform), 'the UUID', "give another one, or leave it to 'auto'"),
};

function* claims(platform: Platform): Generator<Claim> {
  for (const site of platform.sites)
    for (const guest of site.guests)
      yield { subject: guest, owner: label(guest), place: guest.place, key: guest.uuid };
}
