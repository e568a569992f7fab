import type { Guest, Hypervisor } from '../../model/platform.ts';
import { startOrder } from '../../model/start-order.ts';
import { productionOf, takeoverOf } from '../../model/takeover.ts';
import { startsAtBoot } from '../guests.ts';
import { byHost, isLocal, starting } from './guests.ts';
import { type Block, commands, names, steps } from './page.ts';
import { toolsOf } from './tools.ts';

/** What to do when a hypervisor is lost, and when it is back. */
export function hypervisorPlan(lost: Hypervisor): Block[] {
  const heading = `## ${lost.name}, a hypervisor, is lost`;
  const own = productionOf(lost);
  if (own.length === 0) return [heading, 'No guest runs on it: nothing is to be done at once.'];
  const { hosts } = takeoverOf(lost);
  const moved = startOrder(hosts.keys());
  const homeless = startOrder(own.filter((guest) => !hosts.has(guest)));
  return [
    heading,
    ...(moved.length > 0 ? [steps([fence(lost, moved), ...starts(moved, hosts), ...restore(moved)])] : []),
    ...(homeless.length > 0
      ? [`Nowhere else is a place for ${names(homeless)}: wait for ${lost.name}.`]
      : []),
    ...(moved.length > 0 ? backAgain(lost, moved, hosts) : []),
  ];
}

type Hosts = ReadonlyMap<Guest, Hypervisor>;

/** Locks that hold between hosts need libvirt, and images on a store that hosts share. */
function isLocked(guest: Guest): boolean {
  return guest.production.virtualization === 'kvm' && !isLocal(guest);
}

function fence({ name }: Hypervisor, moved: readonly Guest[]): Block {
  const unlocked = moved.filter((guest) => !isLocked(guest));
  const why =
    unlocked.length > 0
      ? `Nothing else keeps ${names(unlocked)} from running twice.`
      : 'While it runs, it holds the locks of its guests.';
  return `Make sure that ${name} is off: cut its power. ${why}`;
}

/** That there is room is checked before; what is told here changes only with who runs where. */
function starts(moved: readonly Guest[], hosts: Hosts): Block[] {
  return byHost(moved, (guest) => hosts.get(guest)!).map(([host, here]) => {
    const order = here.length > 1 ? ', in this order' : '';
    const start = starting(host, here);
    return `Start ${names(here)} on ${host.name}${order}.${lease(here)}\n\n${start}`;
  });
}

/** The kernel's NFS server gives up on a client, and on its locks, after a lease of 90 seconds. */
function lease(guests: readonly Guest[]): string {
  const refused =
    ' What is refused for a lock is started two minutes later, when the NFS server has given it up.';
  return guests.some(isLocked) ? refused : '';
}

function restore(moved: readonly Guest[]): Block[] {
  const local = moved.filter(isLocal);
  if (local.length === 0) return [];
  return [
    `The local disks of ${names(local)} are as old as their last copy: restore the last backup of these systems, and start them anew.`,
  ];
}

function backAgain(lost: Hypervisor, moved: readonly Guest[], hosts: Hosts): Block[] {
  const { list } = toolsOf(lost);
  const stops = byHost(moved, (guest) => hosts.get(guest)!).map(([host, here]) =>
    commands(
      host,
      here.map(({ name }) => toolsOf(host).stop(name)),
    ),
  );
  const local = moved.filter(isLocal);
  return [
    `### When ${lost.name} is back`,
    steps([
      ...withoutAutostart(lost, moved),
      `When users can wait, shut its guests down where they run, until \`${list}\` no longer has them.\n\n${stops.join('\n\n')}`,
      ...(local.length > 0
        ? [`Copy the local disks of ${names(local)} back: those of ${lost.name} are older.`]
        : []),
      `Start them.\n\n${starting(lost, moved)}`,
    ]),
    'Change `production` in the sources instead for those that are to stay where they are.',
  ];
}

/** Where nothing else keeps guests from running twice, the hypervisor must not start them by itself. */
function withoutAutostart(lost: Hypervisor, moved: readonly Guest[]): Block[] {
  const dangerous = moved.filter((guest) => startsAtBoot(guest, lost) && !isLocked(guest));
  if (dangerous.length === 0)
    return ['Start it. The locks of its guests keep it from starting them a second time.'];
  const links = dangerous.map(({ name }) => `rm -f ${toolsOf(lost).autostart(name)}`);
  const why = `or it starts ${names(dangerous)} a second time. Puppet puts back what is removed here, for the next start.`;
  const how = 'Start it in rescue mode (`systemd.unit=rescue.target` for its kernel)';
  return [`${how}, ${why}\n\n${commands(lost, [...links, 'systemctl default'])}`];
}
