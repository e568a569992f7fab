import type { Mutable } from '../model/mutable.ts';
import { compareNames } from '../model/names.ts';
import type { Guest, Hypervisor, LocalStore } from '../model/platform.ts';

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

/** What guests take of a hypervisor while they run. */
interface Load {
  memory: number;
  cores: number;
}

/** What is promised on a hypervisor. */
interface Books {
  readonly running: Load;
  /** What it would take over, by the hypervisor that is lost. */
  readonly takeover: Map<Hypervisor, Load>;
  /** Bytes of containers in its local stores, production and standby. */
  readonly disks: Map<LocalStore, number>;
}

/**
 * Keeps the books of a site's hypervisors. Choices are greedy and deterministic: of equally loaded hypervisors the
 * first in the order of site.yaml. Templates take room on disks and nothing else, for they do not run.
 */
export function createPlacement(hypervisors: readonly Hypervisor[]): Placement {
  const books = new Map<Hypervisor, Books>(hypervisors.map((host) => [host, emptyBooks()]));
  return {
    settle: (guest, production) => {
      const { running, disks } = books.get(production)!;
      addLoad(running, guest);
      addDisks(disks, guest);
    },
    cover: (guest, standby) => {
      const { takeover, disks } = books.get(standby)!;
      addLoad(takeoverOf(takeover, guest.production), guest);
      addDisks(disks, guest);
    },
    chooseProduction: (guest, wanted) =>
      least(wanted, (host) => fullness(host, guest, books.get(host)!, noLoad)),
    chooseStandby: (guest) => {
      const lost = guest.production;
      const others = hypervisors.filter((host) => canReplace(host, lost));
      return least(others, (host) => {
        const book = books.get(host)!;
        return fullness(host, guest, book, book.takeover.get(lost) ?? noLoad);
      });
    },
  };
}

/** The order in which guests without a place get one: the largest first, as they are the hardest to fit. */
export function compareForPlacement(one: Mutable<Guest>, other: Mutable<Guest>): number {
  return other.memory - one.memory || other.cores - one.cores || compareNames(one.name, other.name);
}

const noLoad: Readonly<Load> = { memory: 0, cores: 0 };

const emptyBooks = (): Books => ({ running: { ...noLoad }, takeover: new Map(), disks: new Map() });

function takeoverOf(takeover: Map<Hypervisor, Load>, lost: Hypervisor): Load {
  const load = takeover.get(lost) ?? { ...noLoad };
  takeover.set(lost, load);
  return load;
}

/** A guest moves only between hypervisors of the same kind. */
function canReplace(host: Hypervisor, production: Hypervisor): boolean {
  return host !== production && host.virtualization === production.virtualization;
}

function addLoad(load: Load, guest: Guest): void {
  if (guest.state !== 'running') return;
  load.memory += guest.memory;
  load.cores += guest.cores;
}

function addDisks(disks: Map<LocalStore, number>, guest: Guest): void {
  for (const { store, size } of guest.disks) {
    if (store.type === 'lvm') disks.set(store, (disks.get(store) ?? 0) + size);
  }
}

/** How full a hypervisor is with the guest, by what is the scarcest: memory, cores or a local store; 1 is full. */
function fullness(host: Hypervisor, guest: Guest, { running, disks }: Books, more: Readonly<Load>): number {
  const memory = Math.max(1, (host.memory - host.reservedMemory) * host.memoryOvercommit);
  const cores = host.cores * host.coreOvercommit;
  const weighs = guest.state === 'running' ? guest : noLoad;
  const stores = guest.disks.map(({ store, size }) =>
    store.type === 'lvm' ? ((disks.get(store) ?? 0) + size) / store.size : 0,
  );
  return Math.max(
    (running.memory + more.memory + weighs.memory) / memory,
    (running.cores + more.cores + weighs.cores) / cores,
    ...stores,
  );
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
