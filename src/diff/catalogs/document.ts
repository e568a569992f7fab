import type { CatalogDocument, ResourceDocument } from '../../puppet/index.ts';

export type { CatalogDocument, ResourceDocument };

/** `File[/etc/motd]`. */
export function refOf({ type, title }: ResourceDocument): string {
  return `${type}[${title}]`;
}

/** Resources by reference, in the order of the catalog. */
export function byRef({ resources }: CatalogDocument): ReadonlyMap<string, ResourceDocument> {
  return new Map(resources.map((resource) => [refOf(resource), resource]));
}

/** Parameters that name other resources. */
export const relationships: ReadonlySet<string> = new Set(['before', 'require', 'notify', 'subscribe']);

/** The references in a relationship parameter: one, or a list of them. */
export function referencesIn(value: unknown): string[] {
  return (Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value]).filter(
    (each) => typeof each === 'string',
  );
}
