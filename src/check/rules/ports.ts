import { machinesOf } from '../../model/machines.ts';
import type { Machine, Platform, Provided } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** Two services of a machine never share a port. */
export const ports: Rule = { code: 'check/ports', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) for (const machine of machinesOf(site)) yield* clashes(machine);
}

function* clashes(machine: Machine): Generator<Finding> {
  for (const [index, provided] of machine.provides.entries()) {
    const other = machine.provides.slice(0, index).find((earlier) => overlap(earlier, provided));
    if (!other) continue;
    yield {
      subject: machine,
      message: `${provided.service} and ${other.service} of ${machine.name} are both on ${provided.protocol} port ${Math.max(provided.port, other.port)}`,
      place: provided.place,
      hint: 'give one of them another port',
      related: [{ place: other.place, message: `${other.service} is here` }],
    };
  }
}

/** The same service may be offered to several audiences. */
function overlap(a: Provided, b: Provided): boolean {
  return a.service !== b.service && a.protocol === b.protocol && a.port <= b.endPort && b.port <= a.endPort;
}
