import type { Guest, Machine, Network, Server, Site, Volume } from '../model/platform.ts';
import { formatSize } from '../model/size.ts';
import type { Box, Column, HypervisorBox, Lane, Layout, ServerBox } from './layout.ts';
import { heading, margin } from './layout.ts';
import { element, escapeXml, label, lines, type Point, polyline } from './svg.ts';

const ink = '#1c2733';
const faint = '#5b6b7b';
const internalColor = '#5b7fa6';
const publicColor = '#d9822b';

/** The site's networks as bars across the picture. */
export function drawNetworks(site: Site, { publicBar, internalBar }: Layout): string {
  return lines(
    publicBar && site.public ? drawBar(site.public, publicBar, publicColor) : '',
    drawBar(site.internal, internalBar, internalColor),
  );
}

function drawBar(network: Network, box: Box, color: string): string {
  const { name, ipv4, ipv6, vlan, bridge, natGateway } = network;
  const facts = [ipv4, ipv6, vlan === undefined ? '' : `VLAN ${vlan}`, `bridge ${bridge}`];
  if (natGateway) facts.push(`translated by ${natGateway.name}`);
  const text = `${name} network · ${facts.filter(Boolean).join(' · ')}`;
  return element(
    'g',
    {},
    element('title', {}, escapeXml(text)),
    element('rect', { ...rectOf(box), rx: 6, fill: color }),
    label(box.x + 14, box.y + 22, text, 13, box.width - 28, { fill: '#ffffff', 'font-weight': 600 }),
  );
}

/** The hypervisors with their guests. */
export function drawHypervisors(layout: Layout): string {
  return lines(...layout.hypervisors.map((box) => drawHypervisor(box, layout)));
}

function drawHypervisor(box: HypervisorBox, { publicBar, internalBar }: Layout): string {
  const { hypervisor, x, y, width, height, columns } = box;
  const { virtualization, os, cores, memory } = hypervisor;
  const facts = [virtualization.toUpperCase(), os.title, `${cores} cores`, formatSize(memory)];
  const down: Point[] = [
    [x + 60, y + height],
    [x + 60, internalBar.y],
  ];
  return element(
    'g',
    {},
    element('title', {}, escapeXml(story(hypervisor))),
    element('rect', { ...rectOf(box), rx: 10, fill: '#eef3f8', stroke: '#9fb3c8' }),
    label(x + 26, y + 19, hypervisor.name, 14, width - 40, { fill: ink, 'font-weight': 700 }),
    label(x + 26, y + 35, facts.join(' · '), 11, width - 40, { fill: faint }),
    polyline(down, { stroke: internalColor, 'stroke-width': 4 }),
    ...columns.map((column) => (publicBar ? drawPublic(column, publicBar) : '')),
    ...columns.flatMap(({ guests }) => guests.map(drawGuest)),
  );
}

/** From the public network down along the guests of a column, and to each that has an interface there. */
function drawPublic({ x, guests }: Column, publicBar: Box): string {
  const stroke = { stroke: publicColor, 'stroke-width': 3 };
  const heights = guests.filter(({ guest }) => isPublic(guest)).map((guest) => guest.y + guest.height / 2);
  if (heights.length === 0) return '';
  const line: Point[] = [
    [x + 13, publicBar.y + publicBar.height],
    [x + 13, Math.max(...heights)],
  ];
  const stub = (y: number): Point[] => [
    [x + 13, y],
    [guests[0]!.x, y],
  ];
  return lines(polyline(line, stroke), ...heights.map((y) => polyline(stub(y), stroke)));
}

function drawGuest({ guest, ...box }: Column['guests'][number]): string {
  const { x, y, width } = box;
  const template = guest.state === 'template';
  const facts = [
    guest.os.title,
    formatSize(guest.memory),
    `${guest.cores} ${guest.cores === 1 ? 'core' : 'cores'}`,
  ];
  const standby = guest.standbys.map(({ name }) => name).join(', ');
  const room = width - 20;
  const attributes = {
    ...rectOf(box),
    rx: 6,
    fill: template ? '#f6f6f6' : '#ffffff',
    stroke: template ? '#a8a8a8' : '#52718f',
  };
  return element(
    'g',
    {},
    element('title', {}, escapeXml(story(guest))),
    element('rect', { ...attributes, 'stroke-dasharray': template ? '4 3' : undefined }),
    label(x + 10, y + 18, guest.name, 13, room - 90, { fill: template ? faint : ink, 'font-weight': 700 }),
    label(x + width - 10, y + 18, template ? 'template' : standby && `standby ${standby}`, 10, 110, {
      fill: faint,
      'text-anchor': 'end',
    }),
    label(x + 10, y + 35, facts.join(' · '), 11, room, { fill: faint }),
    label(x + 10, y + 52, purpose(guest), 11, room, { fill: ink }),
  );
}

/** What a guest is there for, as short as it can be said. */
function purpose(guest: Guest): string {
  const parts = [];
  if (guest.websites.length > 0)
    parts.push(`${guest.websites.length} website${guest.websites.length === 1 ? '' : 's'}`);
  const services = [...new Set(guest.provides.map(({ service }) => service))].filter(
    (name) => name !== 'ssh',
  );
  if (services.length > 0) parts.push(services.join(', '));
  const uses = guest.uses
    .filter(({ provider }) => provider.kind === 'guest')
    .map(({ provider }) => provider.name);
  if (uses.length > 0) parts.push(`uses ${[...new Set(uses)].join(', ')}`);
  return parts.join(' · ') || (guest.description ?? '');
}

/** All that the picture knows of a machine, for who points at it and for who cannot see it. */
function story(machine: Machine): string {
  const addresses = machine.interfaces.flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]).filter(Boolean);
  const uses = machine.uses.map(({ service, provider }) => `${service} of ${provider.name}`);
  const facts = [
    `${machine.kind} ${machine.fqdn}`,
    machine.description ?? '',
    addresses.length > 0 ? `addresses ${addresses.join(', ')}` : '',
    uses.length > 0 ? `uses ${[...new Set(uses)].join(', ')}` : '',
  ];
  return facts.filter(Boolean).join('; ');
}

/** The physical servers with the volumes they export. */
export function drawServers(layout: Layout): string {
  return lines(...layout.servers.map((box) => drawServer(box, layout)));
}

function drawServer(box: ServerBox, { internalBar, lanes }: Layout): string {
  const { server, volumes, ...rect } = box;
  const { x, y, width, height } = rect;
  const services = [...new Set(server.provides.map(({ service }) => service))];
  const base = y + height - 70;
  const room = width - 28;
  return element(
    'g',
    {},
    element('title', {}, escapeXml(story(server))),
    polyline(
      [
        [x + width - 14, internalBar.y + internalBar.height],
        [x + width - 14, y],
      ],
      { stroke: internalColor, 'stroke-width': 4 },
    ),
    element('rect', { ...rectOf(rect), rx: 10, fill: '#f3f0e8', stroke: '#b8ad94' }),
    label(x + 14, base + 8, server.name, 14, room, { fill: ink, 'font-weight': 700 }),
    label(x + 14, base + 25, `${server.roles.join(', ')} · ${server.os.title}`, 11, room, { fill: faint }),
    label(x + 14, base + 41, services.join(', '), 11, room, { fill: ink }),
    label(x + 14, base + 57, remark(server), 11, room, { fill: faint }),
    ...volumes.map(({ volume, ...place }) => drawVolume(volume, place, lanes.get(volume)!.color)),
  );
}

function remark(server: Server): string {
  if (server.mirror) return `mirrored by ${server.mirror.name}`;
  return server.interfaces.find(({ network }) => network.name === 'public')?.ipv4 ?? '';
}

function drawVolume(volume: Volume, box: Box, color: string): string {
  const { x, y, width } = box;
  return element(
    'g',
    {},
    element('title', {}, escapeXml(`volume ${volume.name}, ${volume.path}, holds ${volume.contents}`)),
    element('rect', { ...rectOf(box), rx: 5, fill: '#ffffff', stroke: color, 'stroke-width': 2 }),
    label(x + 8, y + 19, volume.name, 12, width - 16, { fill: color, 'font-weight': 700 }),
    label(x + 8, y + 36, formatSize(volume.size), 11, width - 16, { fill: faint }),
  );
}

/** Who mounts which volume: from a machine to its column's line, along the volume's lane, down into the volume. */
export function drawMounts({ hypervisors, servers, lanes }: Layout): string {
  const columns = hypervisors.flatMap((box) =>
    box.columns.map((column) => ({ column, top: box.y + heading - 8 })),
  );
  const volumes = servers.flatMap((box) => box.volumes);
  return lines(
    ...volumes.map(({ volume, ...box }) => {
      const users = columns.filter(({ column }) => column.buses.has(volume));
      return users.length === 0 ? '' : drawVolumeUsers(volume, box, users, lanes.get(volume)!);
    }),
  );
}

interface User {
  readonly column: Column;
  /** Where what the hypervisor itself mounts begins. */
  readonly top: number;
}

function drawVolumeUsers(volume: Volume, box: Box, users: readonly User[], { y, color }: Lane): string {
  const stroke = { stroke: color, 'stroke-width': 2 };
  const middle = box.x + box.width / 2;
  const ends = [middle, ...users.map(({ column }) => column.buses.get(volume)!)];
  const along: Point[] = [
    [Math.min(...ends), y],
    [Math.max(...ends), y],
  ];
  const down: Point[] = [
    [middle, y],
    [middle, box.y],
  ];
  return lines(
    polyline(along, stroke),
    polyline(down, stroke),
    ...users.map((user) => drawBus(volume, user, y, color)),
  );
}

function drawBus(volume: Volume, { column, top }: User, laneY: number, color: string): string {
  const x = column.buses.get(volume)!;
  const stroke = { stroke: color, 'stroke-width': 2 };
  const guests = column.guests.filter(({ guest }) => mountsVolume(guest, volume));
  const heights = guests.map((guest) => guest.y + guest.height / 2 + offsetOf(volume, column));
  const own = column.own.includes(volume) ? [top] : [];
  const line: Point[] = [
    [x, Math.min(...own, ...heights)],
    [x, laneY],
  ];
  const stub = (index: number): Point[] => [
    [guests[index]!.x + guests[index]!.width, heights[index]!],
    [x, heights[index]!],
  ];
  return lines(
    polyline(line, stroke),
    ...guests.map((_, index) => polyline(stub(index), stroke)),
    ...[...own, ...heights].map((y) => element('circle', { cx: x, cy: y, r: 3, fill: color })),
  );
}

/** Stubs of different volumes leave a guest at different heights. */
function offsetOf(volume: Volume, { buses }: Column): number {
  const order = [...buses.keys()].indexOf(volume);
  return (order - (buses.size - 1) / 2) * Math.min(8, 44 / buses.size);
}

function mountsVolume(machine: Machine, volume: Volume): boolean {
  return machine.mounts.some((mount) => mount.volume === volume);
}

/** What the lines mean. */
export function drawLegend({ height, publicBar }: Layout, hasVolumes: boolean): string {
  const y = height - 24;
  const items: [string, string][] = [[internalColor, 'internal network']];
  if (publicBar) items.push([publicColor, 'public network']);
  if (hasVolumes) items.push(['#0b6e99', 'mounts the volume of the same colour']);
  let x = margin;
  return lines(
    ...items.map(([color, text]) => {
      const at = x;
      x += 60 + text.length * 7;
      return (
        polyline(
          [
            [at, y - 4],
            [at + 26, y - 4],
          ],
          { stroke: color, 'stroke-width': 4 },
        ) + label(at + 34, y, text, 12, 400, { fill: faint })
      );
    }),
  );
}

function isPublic(guest: Guest): boolean {
  return guest.interfaces.some(({ network }) => network.name === 'public');
}

function rectOf({ x, y, width, height }: Box): Record<string, number> {
  return { x, y, width, height };
}
