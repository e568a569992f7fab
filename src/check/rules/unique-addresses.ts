import type { Platform } from '../../model/platform.ts';
import { attached, label } from '../machines.ts';
import type { Rule } from '../rule.ts';
import { type Claim, duplicateClaims } from '../unique.ts';

/** An address has one owner: a public one in the world, an internal one in its site. */
export const uniqueAddresses: Rule = {
  code: 'check/unique-addresses',
  find: (platform) => duplicateClaims(claims(platform), 'the address', "choose another one, or write 'auto'"),
};

function* claims(platform: Platform): Generator<Claim> {
  for (const { machine, interface: each } of attached(platform)) {
    const scope = each.network.name === 'public' ? '' : machine.site.name;
    for (const address of [each.ipv4, each.ipv6]) {
      if (address) yield { subject: machine, owner: label(machine), place: each.place, key: address, scope };
    }
  }
}
