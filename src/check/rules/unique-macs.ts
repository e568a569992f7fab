import type { Platform } from '../../model/platform.ts';
import { attached, label } from '../machines.ts';
import type { Rule } from '../rule.ts';
import { type Claim, duplicateClaims } from '../unique.ts';

/** A hardware address is on one interface only, over the whole platform, since guests may be moved. */
export const uniqueMacs: Rule = {
  code: 'check/unique-macs',
  find: (platform) =>
    duplicateClaims(claims(platform), 'the MAC address', "give another one, or leave it to 'auto'"),
};

function* claims(platform: Platform): Generator<Claim> {
  for (const { machine, interface: each } of attached(platform)) {
    if (each.mac) yield { subject: machine, owner: label(machine), place: each.place, key: each.mac };
  }
}
