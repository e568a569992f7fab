import type { Mutable } from '../model/mutable.ts';
import { compareNames } from '../model/names.ts';
import type { Guest, Hypervisor } from '../model/platform.ts';

/** What is known of where the guests of a site run, and what it leaves on each hypervisor. */
export interface Placement {
  /** Puts a guest on its production hypervisor. */
  readonly settle: (guest: Guest, production: Hypervisor) => void;
  /** Makes a hypervisor stand by for a guest that is settled. */
  readonly cover: (guest: Guest, standby: Hypervisor) => void;
  /** The hypervisor that is the least loaded once the guest runs there; it is not settled yet. */
  readonly chooseProduction: (guest: Guest, wanted: readonly Hypervisor[]) => Hypervisor | undefined;
  /** The hypervisor, other than the production one, that would be the least loaded if that one were lost. */
  readonly chooseStandby: (guest: Guest) => Hypervisor | undefined;
}

interface Load {
  memory: number;
  cores: number;
}

/**
 * Keeps the books of a site's hypervisors. Choices are greedy and deterministic: of equally loaded hypervisors the
 * first in the order of site.yaml. Templates weigh nothing, for they do not run.
 */
export function createPlacement(hypervisors: readonly Hypervisor[]): Placement {
  const running = new Map(hypervisors.map((hypervisor) => [hypervisor, { memory: 0, cores: 0 }]));
  /** What each hypervisor would take over when another one is lost. */
  const takeover = new Map<Hypervisor, Map<Hypervisor, Load>>();
  const takeoverOf = (lost: Hypervisor, standby: Hypervisor): Load => {
    const of = takeover.get(lost) ?? new Map<Hypervisor, Load>();
    takeover.set(lost, of);
    const load = of.get(standby) ?? { memory: 0, cores: 0 };
    of.set(standby, load);
    return load;
  };
  return {
    settle: (guest, production) => add(running.get(production)!, guest),
    cover: (guest, standby) => add(takeoverOf(guest.production, standby), guest),
    chooseProduction: (guest, wanted) => least(wanted, (host) => share(host, guest, running.get(host)!)),
    chooseStandby: (guest) => {
      const others = hypervisors.filter((host) => canReplace(host, guest.production));
      return least(others, (host) =>
        share(host, guest, running.get(host)!, takeoverOf(guest.production, host)),
      );
    },
  };
}

/** The order in which guests without a place get one: the largest first, as they are the hardest to fit. */
export function compareForPlacement(one: Mutable<Guest>, other: Mutable<Guest>): number {
  return other.memory - one.memory || other.cores - one.cores || compareNames(one.name, other.name);
}

/** A guest moves only between hypervisors of the same kind. */
function canReplace(host: Hypervisor, production: Hypervisor): boolean {
  return host !== production && host.virtualization === production.virtualization;
}

function add(load: Load, guest: Guest): void {
  if (guest.state !== 'running') return;
  load.memory += guest.memory;
  load.cores += guest.cores;
}

/** How full a hypervisor is with the loads and the guest, by memory or cores, whichever is fuller; 1 is full. */
function share(host: Hypervisor, guest: Guest, ...loads: readonly Load[]): number {
  const memory = loads.reduce((sum, load) => sum + load.memory, guest.memory);
  const cores = loads.reduce((sum, load) => sum + load.cores, guest.cores);
  const usable = Math.max(1, (host.memory - host.reservedMemory) * host.memoryOvercommit);
  return Math.max(memory / usable, cores / (host.cores * host.coreOvercommit));
}

function least(hosts: readonly Hypervisor[], cost: (host: Hypervisor) => number): Hypervisor | undefined {
  let best: Hypervisor | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const host of hosts) {
    const value = cost(host);
    if (value < lowest) {
      best = host;
      lowest = value;
    }
  }
  return best;
}
