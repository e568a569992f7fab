import { machinesOf } from '../../model/machines.ts';
import type { Machine, Platform, Provided, Site } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** A public address and port have one owner: what the NAT gateway forwards is forwarded once, and not its own. */
export const publicPorts: Rule = { code: 'check/public-ports', find };

/** A service and the port of the gateway's public address that it takes. */
interface Taken {
  readonly machine: Machine;
  readonly provided: Provided;
  readonly port: number;
  readonly endPort: number;
}

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) {
    const taken: Taken[] = ownPorts(site);
    for (const claim of forwards(site)) {
      if (!site.internal.natGateway) yield noGateway(site, claim);
      const other = taken.find((earlier) => overlap(earlier, claim));
      if (other) yield conflict(claim, other);
      taken.push(claim);
    }
  }
}

function ownPorts(site: Site): Taken[] {
  const gateway = site.internal.natGateway;
  const open =
    gateway?.provides.filter((each) => each.from.some((audience) => audience.kind === 'world')) ?? [];
  return open.map((provided) => ({
    machine: gateway!,
    provided,
    port: provided.port,
    endPort: provided.endPort,
  }));
}

function forwards(site: Site): Taken[] {
  return machinesOf(site).flatMap((machine) =>
    machine.provides.flatMap((provided) => {
      const port = provided.forwardedPort;
      return port === undefined
        ? []
        : [{ machine, provided, port, endPort: port + provided.endPort - provided.port }];
    }),
  );
}

function overlap(a: Taken, b: Taken): boolean {
  return a.provided.protocol === b.provided.protocol && a.port <= b.endPort && b.port <= a.endPort;
}

function conflict(claim: Taken, other: Taken): Finding {
  const { provided, machine, port } = claim;
  return {
    subject: machine,
    message: `the public ${provided.protocol} port ${port} for ${provided.service} of ${machine.name} already leads to ${other.provided.service} of ${other.machine.name}`,
    place: provided.place,
    hint: 'forward another port',
    related: [{ place: other.provided.place, message: 'it is taken here' }],
  };
}

function noGateway(site: Site, claim: Taken): Finding {
  return {
    subject: claim.machine,
    message: `${claim.provided.service} of ${claim.machine.name} is to be forwarded, and ${site.name} has no NAT gateway`,
    place: claim.provided.place,
    hint: "name one with 'nat' in the internal network",
  };
}
