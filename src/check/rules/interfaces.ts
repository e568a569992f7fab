import type { Guest, Platform } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** A guest has an internal interface always, and a public one if and only if it provides something public. */
export const interfaces: Rule = { code: 'check/interfaces', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) for (const guest of site.guests) yield* interfacesOf(guest);
}

function* interfacesOf(guest: Guest): Generator<Finding> {
  const has = (name: string) => guest.interfaces.some((each) => each.network.name === name);
  const served = guest.provides.find((each) => isPublic(each));
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
  if (!served && has('public') && guest.site.internal.natGateway !== guest)
    yield {
      subject: guest,
      message: `${guest.name} has a public interface and provides nothing public`,
      place: guest.interfaces.find((each) => each.network.name === 'public')?.place,
      hint: "remove 'public', or say what it provides with 'from: world'",
    };
}

function isPublic(provided: Guest['provides'][number]): boolean {
  const open = provided.from.some((audience) => audience.kind === 'world');
  return open && provided.forwardedPort === undefined;
}
