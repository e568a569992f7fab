import { addressed, machinesOf } from '../model/machines.ts';
import type { Interface, Machine, Platform } from '../model/platform.ts';

/** An interface and the machine that has it. */
export interface Attached {
  readonly machine: Machine;
  readonly interface: Interface;
}

/** Every interface of a platform, and the service addresses of servers. */
export function* attached(platform: Platform): Generator<Attached> {
  for (const site of platform.sites)
    for (const machine of machinesOf(site))
      for (const each of addressed(machine)) yield { machine, interface: each };
}

/** How messages name a machine: by name, and by site where that helps. */
export function label(machine: Machine): string {
  return `${machine.kind} ${machine.name} of ${machine.site.name}`;
}
