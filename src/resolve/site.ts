import type { Place } from '../diagnostics/diagnostic.ts';
import { canonicalAddress, canonicalPrefix, familyOf } from '../model/ip.ts';
import type { Mutable } from '../model/mutable.ts';
import { classNameOf } from '../model/names.ts';
import type { Network, Prefix, Site, Waiver } from '../model/platform.ts';
import type { Document, Documents } from '../read/documents.ts';
import { type Node, nodeAt, type Path, placeAtPath, placeOfKeyAt, placeOfStart } from '../read/node.ts';
import type { Site as SiteSource } from '../read/types.generated.ts';
import { type Origins, recordMade, recordSettings } from './origins.ts';
import { type Inherited, placeOfSetting, settingsOf } from './settings.ts';

/** Begins a site: what it says of itself and its networks, with nothing in it yet. */
export function createSite(
  documents: Documents,
  name: string,
  document: Document<'site'>,
  inherited: Inherited,
  origins: Origins,
): Mutable<Site> {
  const settings = settingsOf(document.data, document.root, inherited, placeOfStart(document.root));
  const { data } = settings;
  const site = {
    name,
    module: classNameOf(name),
    domain: data.domain.toLowerCase(),
    description: data.description,
    contact: data.contact ?? documents.platform?.data.contact ?? '',
    timeZone: data.time_zone!,
    admins: data.admins!.map(prefixOf),
    ...{ hypervisors: [], servers: [], guests: [], websites: [], stores: [], volumes: [], services: [] },
    waivers: waiversOf(document.data.waivers, document.root, ['waivers']),
    place: settings.place,
  } as unknown as Mutable<Site>;
  site.internal = createNetwork(site, 'internal', document);
  if (data.networks.public) site.public = createNetwork(site, 'public', document);
  recordSettings(origins, site, settings);
  if (data.contact === undefined) {
    const place = placeOfSetting({ ...settings, layers: [documents.platform?.root ?? document.root] }, [
      'contact',
    ]);
    recordMade(origins, site, '/contact', site.contact, { kind: 'source', place });
  }
  return site;
}

function createNetwork(
  site: Site,
  name: Network['name'],
  { data, root }: Document<'site'>,
): Mutable<Network> {
  const source: Partial<SiteSource['networks']['internal'] & SiteSource['networks']['public']> =
    data.networks[name]!;
  const address = (text: string | undefined) => text && canonicalAddress(text);
  const range = source.dynamic_range;
  return {
    name,
    site,
    bridge: source.bridge ?? (name === 'internal' ? 'br-int' : 'br-pub'),
    vlan: source.vlan,
    mtu: source.mtu ?? 1500,
    ipv4: canonicalPrefix(source.ipv4!)!,
    ipv6: source.ipv6 === undefined ? undefined : canonicalPrefix(source.ipv6),
    gateway4: address(source.gateway4),
    gateway6: address(source.gateway6),
    dynamicRange: range && { from: range.from, to: range.to },
    place: placeOfKeyAt(root, ['networks', name]),
  };
}

/** A prefix, or one address as the prefix that holds it alone, in canonical text. */
export function prefixOf(text: string): Prefix {
  return text.includes('/')
    ? canonicalPrefix(text)!
    : `${canonicalAddress(text)}/${familyOf(text) === 4 ? 32 : 128}`;
}

/** The waivers of an object, each with its place. */
export function waiversOf(
  waivers: readonly { code: string; reason: string }[] | undefined,
  node: Node,
  path: Path,
): Waiver[] {
  const list = nodeAt(node, path);
  const placeOf = (index: number): Place => placeAtPath(list ?? node, [index]);
  return (waivers ?? []).map(({ code, reason }, index) => ({ code, reason, place: placeOf(index) }));
}
