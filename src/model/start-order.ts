import { compareNames } from './names.ts';
import type { Guest, Machine } from './platform.ts';

/** Guests in an order to start them: what another one uses comes before it, as far as they do not use each other. */
export function startOrder(guests: Iterable<Guest>): Guest[] {
  const waiting = new Set<Machine>([...guests].sort((one, other) => compareNames(one.name, other.name)));
  const ordered: Guest[] = [];
  const start = (machine: Machine) => {
    if (machine.kind !== 'guest' || !waiting.delete(machine)) return;
    for (const { provider } of machine.uses) start(provider);
    ordered.push(machine);
  };
  for (const guest of waiting) start(guest);
  return ordered;
}
