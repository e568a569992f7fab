import type { Place } from '../diagnostics/diagnostic.ts';
import type { Documents, SiteDocuments } from '../read/documents.ts';
import { type Node, nodeAt, type Path, placeOfNode } from '../read/node.ts';
import { dereference, type Kind, type Schema, schemas } from '../read/schemas.ts';
import type { Guest, Hypervisor, Server, Site, Website } from '../read/types.generated.ts';

/** What has defaults on three levels: the schema's, the platform's and the site's. */
export interface Defaulted {
  readonly site: Site;
  readonly hypervisor: Hypervisor;
  readonly server: Server;
  readonly guest: Guest;
  readonly website: Website;
}

/** An object's values with every default filled in, and where they come from. */
export interface Settings<T = unknown> {
  readonly data: T;
  /** The mappings that give values, the object's own first; what none of them gives is a default of the schema. */
  readonly layers: readonly Node[];
  /** The place of the object itself. */
  readonly place: Place;
}

/** What all objects of a kind inherit in a site, merged once. */
export interface Inherited {
  readonly data: Mapping;
  readonly layers: readonly Node[];
}

type Mapping = Readonly<Record<string, unknown>>;

/** The defaults that objects of a kind inherit in a site. */
export function inheritedBy(kind: keyof Defaulted, documents: Documents, site: SiteDocuments): Inherited {
  const platform = documents.platform;
  const ofPlatform = (platform?.data.defaults as Record<string, Mapping> | undefined)?.[kind] ?? {};
  const ofSite = (site.site?.data.defaults as Record<string, Mapping> | undefined)?.[kind] ?? {};
  const nodes = [nodeAt(site.site?.root, ['defaults', kind]), nodeAt(platform?.root, ['defaults', kind])];
  return {
    data: merge(merge(schemaDefaults(kind), ofPlatform), ofSite),
    layers: nodes.filter((node) => node !== undefined),
  };
}

/** An object's settings: what it says itself over what it inherits. */
export function settingsOf<T>(own: T, node: Node, inherited: Inherited, place: Place): Settings<T> {
  return { data: merge(inherited.data, own as Mapping) as T, layers: [node, ...inherited.layers], place };
}

/** The place of a setting where a source gives it, else that of the object. */
export function placeOfSetting(settings: Settings, path: Path): Place {
  const node = nodeOfSetting(settings, path);
  return node ? placeOfNode(node) : settings.place;
}

/** The node of a setting in the first layer that gives it. */
export function nodeOfSetting(settings: Settings, path: Path): Node | undefined {
  for (const layer of settings.layers) {
    const node = nodeAt(layer, path);
    if (node) return node;
  }
  return undefined;
}

/** Mappings merge key by key; anything else that is given replaces what was inherited. */
function merge(inherited: Mapping, own: Mapping): Mapping {
  const merged: Record<string, unknown> = { ...inherited };
  for (const [key, value] of Object.entries(own)) {
    const below = merged[key];
    merged[key] = isMapping(value) && isMapping(below) ? merge(below, value) : value;
  }
  return merged;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const definitions: Readonly<Record<keyof Defaulted, readonly [schema: Schema, file: Kind]>> = {
  site: [schemas.site, 'site'],
  hypervisor: [schemas.site.$defs!.hypervisor!, 'site'],
  server: [schemas.site.$defs!.server!, 'site'],
  guest: [schemas.vm, 'vm'],
  website: [schemas.website, 'website'],
};

/** What the schema of a kind gives where nothing else does. */
export function schemaDefaults(kind: keyof Defaulted): Mapping {
  return defaultsIn(...definitions[kind]);
}

function defaultsIn(schema: Schema, file: Kind | 'common'): Mapping {
  const defaults: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const followed = dereference(property, file);
    const value = followed.schema.default;
    if (value === undefined) continue;
    defaults[name] = isMapping(value) ? defaultsIn(followed.schema, followed.file) : value;
  }
  return defaults;
}
