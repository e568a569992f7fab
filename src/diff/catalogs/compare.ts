import {
  byRef,
  type CatalogDocument,
  type ResourceDocument,
  referencesIn,
  relationships,
} from './document.ts';

/** What differs in a parameter: its value, whom it names, only the order in its value, or the file that it names. */
export type ParameterKind = 'value' | 'relationship' | 'order' | 'file';

/** A parameter that differs, with the values as they are, secrets included. */
export interface RawParameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly sensitive: boolean;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** A resource that differs. */
export interface RawChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly ref: string;
  /** As it is now, or was where it is removed. */
  readonly resource: ResourceDocument;
  readonly parameters: readonly RawParameter[];
}

/**
 * What a source (`puppet:///modules/…`) serves on both sides, a directory as a list of its files; undefined where it is
 * the same or unknown.
 */
export type ServedFile = (
  source: string,
  recurse: boolean,
) => { readonly before?: string; readonly after?: string } | undefined;

/** The pseudo-parameter that stands for the text of the file that `source` names. */
export const servedText = 'content of source';

/** The resources that differ, those of the new catalog in its order, then those that are gone. */
export function compareResources(
  before: CatalogDocument,
  after: CatalogDocument,
  served: ServedFile,
): RawChange[] {
  const [old, now] = [byRef(before), byRef(after)];
  const [oldContainers, containers] = [containersOf(before), containersOf(after)];
  const changes: RawChange[] = [];
  for (const [ref, resource] of now) {
    const previous = old.get(ref);
    if (!previous) changes.push({ kind: 'added', ref, resource, parameters: all(resource, 'after') });
    else {
      const parameters = changedParameters(previous, resource, served);
      const moved = changedContainers(oldContainers.get(ref), containers.get(ref));
      if (moved) parameters.push(moved);
      if (parameters.length > 0) changes.push({ kind: 'changed', ref, resource, parameters });
    }
  }
  for (const [ref, resource] of old)
    if (!now.has(ref)) changes.push({ kind: 'removed', ref, resource, parameters: all(resource, 'before') });
  return changes;
}

function all(resource: ResourceDocument, side: 'before' | 'after'): RawParameter[] {
  return Object.entries(resource.parameters ?? {}).map(([name, value]) => ({
    name,
    kind: relationships.has(name) ? 'relationship' : 'value',
    sensitive: isSensitive(resource, name),
    [side]: value,
  }));
}

function changedParameters(
  before: ResourceDocument,
  after: ResourceDocument,
  served: ServedFile,
): RawParameter[] {
  const [old, now] = [before.parameters ?? {}, after.parameters ?? {}];
  const same = isSame(old, now) && isSame(before.sensitive_parameters, after.sensitive_parameters);
  const names = same ? [] : new Set([...Object.keys(old), ...Object.keys(now)]);
  const changed = [...names].flatMap((name) => changedParameter(name, before, after) ?? []);
  const file = after.type === 'File' ? changedFile(now, served) : undefined;
  if (file && isSame(old.source, now.source)) changed.push(file);
  if (before.exported !== after.exported) {
    const sides = { before: before.exported, after: after.exported };
    changed.push({ name: 'exported', kind: 'value', sensitive: false, ...sides });
  }
  return changed;
}

function changedParameter(
  name: string,
  before: ResourceDocument,
  after: ResourceDocument,
): RawParameter | undefined {
  const [one, other] = [before.parameters?.[name], after.parameters?.[name]];
  const hidden = [isSensitive(before, name), isSensitive(after, name)];
  if (hidden[0] === hidden[1] && isSame(one, other)) return undefined;
  if (name === 'tag' && isSame(sorted(one), sorted(other))) return undefined;
  const sensitive = hidden.includes(true);
  return { name, kind: kindOf(name, one, other), sensitive, before: one, after: other };
}

function changedFile(
  { source, recurse }: Readonly<Record<string, unknown>>,
  served: ServedFile,
): RawParameter | undefined {
  for (const each of referencesIn(source)) {
    const texts = served(each, recurse !== undefined && recurse !== false && recurse !== 'false');
    if (texts) return { name: servedText, kind: 'file', sensitive: false, ...texts };
  }
  return undefined;
}

/** Whether a source of a catalog serves something else on one side than on the other. */
export function servesOtherwise({ resources }: CatalogDocument, served: ServedFile): boolean {
  return resources.some(
    ({ type, parameters }) =>
      type === 'File' && parameters?.source !== undefined && changedFile(parameters, served) !== undefined,
  );
}

function isSensitive({ sensitive_parameters: sensitive }: ResourceDocument, name: string): boolean {
  return sensitive?.includes(name) === true;
}

function kindOf(name: string, before: unknown, after: unknown): ParameterKind {
  if (before !== undefined && after !== undefined && isSame(sorted(before), sorted(after))) return 'order';
  return relationships.has(name) ? 'relationship' : 'value';
}

/** Whether two values of JSON are equal, the order of keys included. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((value, index) => isSame(value, b[index]));
  if (Array.isArray(b)) return false;
  const [some, others] = [Object.keys(a), Object.keys(b)];
  return (
    some.length === others.length &&
    some.every((key, index) => key === others[index] && isSame(a[key as never], b[key as never]))
  );
}

/** The value with everything in it in one order; a list of one counts as the one. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, part]) => [key, sorted(part)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  const parts = value.map((part) => [JSON.stringify(sorted(part)), sorted(part)] as const);
  return parts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

/** What contains each resource. */
function containersOf({ edges }: CatalogDocument): ReadonlyMap<string, string[]> {
  const containers = new Map<string, string[]>();
  for (const { source, target } of edges) {
    const known = containers.get(target);
    if (known) known.push(source);
    else containers.set(target, [source]);
  }
  return containers;
}

function changedContainers(before: string[] = [], after: string[] = []): RawParameter | undefined {
  if (isSame(before, after) || isSame(sorted(before), sorted(after))) return undefined;
  return { name: 'contained in', kind: 'relationship', sensitive: false, before, after };
}

/** Resources of both catalogs that are applied in another order, the fewest that explain it, in their new order. */
export function movedResources(before: CatalogDocument, after: CatalogDocument): string[] {
  const old = new Map([...byRef(before).keys()].map((ref, index) => [ref, index]));
  const common = [...byRef(after).keys()].filter((ref) => old.has(ref));
  const positions = common.map((ref) => old.get(ref)!);
  if (positions.every((position, index) => index === 0 || positions[index - 1]! < position)) return [];
  const kept = longestIncreasing(positions);
  return common.filter((ref) => !kept.has(old.get(ref)!));
}

/** The members of a longest increasing subsequence, by patience sorting. */
function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const value of values) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tails[middle]! < value) low = middle + 1;
      else high = middle;
    }
    previous.set(value, tails[low - 1]);
    tails[low] = value;
  }
  const members = new Set<number>();
  for (let at = tails.at(-1); at !== undefined; at = previous.get(at)) members.add(at);
  return members;
}
