import { containsPrefix, familyOf } from '../../model/ip.ts';
import type { Audience, Guest, Platform, Provided } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** A guest has an internal interface always, and a public one if and only if it provides something public. */
export const interfaces: Rule = { code: 'check/interfaces', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) for (const guest of site.guests) yield* interfacesOf(guest);
}

function* interfacesOf(guest: Guest): Generator<Finding> {
  const has = (name: string) => guest.interfaces.some((each) => each.network.name === name);
  const served = guest.provides.find((each) => isPublic(each));
  const outward = guest.provides.some((each) => isFor(each, (audience) => isOutside(audience, guest)));
  if (!has('internal'))
    yield {
      subject: guest,
      message: `${guest.name} has no internal interface`,
      hint: 'give it an address on the internal network',
    };
  if (served && !has('public'))
    yield {
      subject: guest,
      message: `${guest.name} provides ${served.service} to the world and has no public interface`,
      place: served.place,
      hint: "write 'public: auto', or forward a port of the NAT gateway",
    };
  if (!outward && has('public') && guest.site.internal.natGateway !== guest)
    yield {
      subject: guest,
      message: `${guest.name} has a public interface and provides nothing public`,
      place: guest.interfaces.find((each) => each.network.name === 'public')?.place,
      hint: "remove 'public', or say what it provides, with 'from: world' or from a prefix outside",
    };
}

function isPublic(provided: Provided): boolean {
  return isFor(provided, (audience) => audience.kind === 'world');
}

function isFor(provided: Provided, who: (audience: Audience) => boolean): boolean {
  return provided.forwardedPort === undefined && provided.from.some(who);
}

/** Whom a public interface may be there for; a prefix may be reached by the gateway as well, so none needs one. */
function isOutside(audience: Audience, { site }: Guest): boolean {
  if (audience.kind === 'machine') return audience.machine.site !== site;
  if (audience.kind !== 'prefix') return audience.kind === 'world';
  const { ipv4, ipv6 } = site.internal;
  const own = familyOf(audience.prefix) === 4 ? ipv4 : ipv6;
  return own === undefined || !containsPrefix(own, audience.prefix);
}
