import type { Platform } from '../../model/platform.ts';
import type { Rule } from '../rule.ts';
import { type Claim, duplicateClaims } from '../unique.ts';

/** A name that browsers ask for leads to one website: no server name or alias is given twice on the platform. */
export const uniqueServerNames: Rule = {
  code: 'check/unique-server-names',
  find: (platform) => duplicateClaims(claims(platform), 'the name', 'remove it from one of the two'),
};

function* claims(platform: Platform): Generator<Claim> {
  for (const site of platform.sites)
    for (const website of site.websites)
      for (const name of [website.serverName, ...website.aliases])
        yield {
          subject: website.guest,
          owner: `website ${website.name} of ${site.name}`,
          place: website.place,
          key: name.toLowerCase(),
        };
}
