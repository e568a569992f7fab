/** A resource of a catalog as its JSON has it. */
export interface ResourceDocument {
  readonly type: string;
  readonly title: string;
  readonly file?: string;
  readonly line?: number;
  readonly exported?: boolean;
  /** `compilable_type` for native types; others contain something. */
  readonly kind?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly sensitive_parameters?: readonly string[];
}

/** A catalog as its JSON has it: only what is compared. */
export interface CatalogDocument {
  readonly resources: readonly ResourceDocument[];
  /** Containment. */
  readonly edges: readonly { readonly source: string; readonly target: string }[];
}

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
