import type { CatalogDocument, ResourceDocument } from '../../puppet/index.ts';

export type { CatalogDocument, ResourceDocument };

/** `File[/etc/motd]`. */
export function refOf({ type, title }: ResourceDocument): string {
  return `${type}[${title}]`;
}

/** Whether the machine itself knows the type; what is not, a class or an instance of a define, contains something. */
export function isNative({ kind = 'compilable_type' }: ResourceDocument): boolean {
  return kind === 'compilable_type';
}

const found = new WeakMap<CatalogDocument, ReadonlyMap<string, ResourceDocument>>();

/** Resources by reference, in the order of the catalog; worked out once for a catalog. */
export function byRef(catalog: CatalogDocument): ReadonlyMap<string, ResourceDocument> {
  const known = found.get(catalog);
  if (known) return known;
  const resources = new Map(catalog.resources.map((resource) => [refOf(resource), resource]));
  found.set(catalog, resources);
  return resources;
}

/** Parameters that name other resources. */
export const relationships: ReadonlySet<string> = new Set(['before', 'require', 'notify', 'subscribe']);

/** The references in a relationship parameter: one, or a list of them. */
export function referencesIn(value: unknown): string[] {
  return (Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value]).filter(
    (each) => typeof each === 'string',
  );
}
