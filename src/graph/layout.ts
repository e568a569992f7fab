import type { Guest, Hypervisor, Machine, Server, Site, Volume } from '../model/platform.ts';

/** A rectangle, in units of the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything of a site is drawn. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly publicBar?: Box;
  readonly internalBar: Box;
  readonly hypervisors: readonly HypervisorBox[];
  readonly servers: readonly ServerBox[];
  /** The horizontal line on which a volume's users meet, in the order of the site's volumes. */
  readonly lanes: ReadonlyMap<Volume, Lane>;
}

/** A hypervisor, and the guests it has in production, in columns below its heading. */
export interface HypervisorBox extends Box {
  readonly hypervisor: Hypervisor;
  readonly columns: readonly Column[];
}

/** Guests one below the other, with the lines to the public network on their left and to volumes on their right. */
export interface Column {
  readonly x: number;
  readonly guests: readonly (Box & { readonly guest: Guest })[];
  /** Where a volume's vertical line runs; only of volumes that are used here. */
  readonly buses: ReadonlyMap<Volume, number>;
  /** The volumes that the hypervisor itself mounts are drawn at its first column. */
  readonly own: readonly Volume[];
}

/** A physical server, with its volumes along its upper edge. */
export interface ServerBox extends Box {
  readonly server: Server;
  readonly volumes: readonly (Box & { readonly volume: Volume })[];
}

/** A volume's horizontal line. */
export interface Lane {
  readonly y: number;
  readonly color: string;
}

export const margin = 32;
export const heading = 44;
export const guestHeight = 62;
const guestWidth = 236;
const gap = 10;
const busGap = 9;
const bar = 34;
const top = 78;
const laneGap = 12;
const volumeWidth = 118;
const volumeHeight = 46;
const serverHeight = 84;
const serverWidth = 210;
const leftGutter = 26;
/** At most so many columns of guests in a hypervisor. */
const widest = 4;

const palette = ['#0b6e99', '#b3541e', '#3b7d23', '#8a3ffc', '#a2191f', '#6f5f00', '#005d5d', '#9f1853'];

/** Places a site: the public network, hypervisors with their guests, the internal network, servers with their volumes. */
export function layOut(site: Site): Layout {
  const hypervisorTop = site.public ? top + bar + 36 : top;
  const hypervisors = placeHypervisors(site, hypervisorTop);
  const bottom = Math.max(hypervisorTop, ...hypervisors.map((box) => box.y + box.height));
  const internalTop = bottom + 30;
  const laneTop = internalTop + bar + 18;
  const lanes = new Map(site.volumes.map((volume, index) => [volume, laneAt(laneTop, index)]));
  const servers = placeServers(site, laneTop + site.volumes.length * laneGap + 16);
  const right = Math.max(760, ...[...hypervisors, ...servers].map((box) => box.x + box.width)) + margin;
  const width = right + margin;
  const barBox = (y: number) => ({ x: margin, y, width: right - margin, height: bar });
  return {
    width,
    height: Math.max(laneTop, ...servers.map((box) => box.y + box.height)) + 64,
    publicBar: site.public && barBox(top),
    internalBar: barBox(internalTop),
    hypervisors,
    servers,
    lanes,
  };
}

function laneAt(top: number, index: number): Lane {
  return { y: top + index * laneGap, color: palette[index % palette.length]! };
}

function placeHypervisors(site: Site, y: number): HypervisorBox[] {
  const placed: HypervisorBox[] = [];
  let x = margin;
  for (const hypervisor of site.hypervisors) {
    const box = placeHypervisor(site, hypervisor, x, y);
    placed.push(box);
    x += box.width + 24;
  }
  const height = Math.max(0, ...placed.map((box) => box.height));
  return placed.map((box) => ({ ...box, height }));
}

function placeHypervisor(site: Site, hypervisor: Hypervisor, x: number, y: number): HypervisorBox {
  const guests = site.guests.filter(({ production }) => production === hypervisor);
  const count = Math.min(widest, Math.max(1, Math.round(Math.sqrt(guests.length / 3))));
  const rows = Math.ceil(guests.length / count);
  const columns: Column[] = [];
  let left = x;
  for (let index = 0; index < count; index++) {
    const own = index === 0 ? volumesOf(site, [hypervisor]) : [];
    const column = placeColumn(site, guests.slice(index * rows, (index + 1) * rows), own, left, y);
    columns.push(column);
    left = column.x + columnWidth(column);
  }
  return {
    hypervisor,
    x,
    y,
    width: left + 6 - x,
    height: heading + rows * (guestHeight + gap) + gap,
    columns,
  };
}

function placeColumn(
  site: Site,
  guests: readonly Guest[],
  own: readonly Volume[],
  x: number,
  y: number,
): Column {
  const here = volumesOf(site, guests);
  const used = site.volumes.filter((volume) => own.includes(volume) || here.includes(volume));
  const busLeft = x + leftGutter + guestWidth + 14;
  return {
    x,
    own,
    buses: new Map(used.map((volume, index) => [volume, busLeft + index * busGap])),
    guests: guests.map((guest, index) => ({
      guest,
      x: x + leftGutter,
      y: y + heading + index * (guestHeight + gap),
      width: guestWidth,
      height: guestHeight,
    })),
  };
}

function columnWidth({ buses }: Column): number {
  return leftGutter + guestWidth + 14 + buses.size * busGap;
}

/** The volumes that any of the machines mounts. */
function volumesOf(site: Site, machines: readonly Machine[]): Volume[] {
  return site.volumes.filter((volume) =>
    machines.some(({ mounts }) => mounts.some((mount) => mount.volume === volume)),
  );
}

function placeServers(site: Site, y: number): ServerBox[] {
  const placed: ServerBox[] = [];
  let x = margin;
  for (const server of site.servers) {
    const volumes = site.volumes.filter((volume) => volume.server === server);
    const width = Math.max(serverWidth, volumes.length * (volumeWidth + gap) + gap);
    const height = serverHeight + (volumes.length > 0 ? volumeHeight + gap : 0);
    const boxes = volumes.map((volume, index) => ({
      volume,
      x: x + gap + index * (volumeWidth + gap),
      y: y + gap,
      width: volumeWidth,
      height: volumeHeight,
    }));
    placed.push({ server, x, y, width, height, volumes: boxes });
    x += width + 20;
  }
  return placed;
}
