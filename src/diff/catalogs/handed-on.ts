import type { RawChange, RawParameter } from './compare.ts';
import { isNative } from './document.ts';

/**
 * The parameters of classes and defines that were only handed on: each text in which such a one differs is that of a
 * native resource, which differs in the same way. They come with the references of these.
 */
export function handedOn(changes: readonly RawChange[]): ReadonlyMap<RawParameter, readonly string[]> {
  const receivers = receiversOf(changes.filter(({ resource }) => isNative(resource)));
  const found = new Map<RawParameter, readonly string[]>();
  if (receivers.size === 0) return found;
  for (const { parameters, resource } of changes) {
    if (isNative(resource)) continue;
    for (const parameter of parameters) {
      const refs = receiversFor(parameter, receivers);
      if (refs.length > 0) found.set(parameter, refs);
    }
  }
  return found;
}

/** A difference, to be compared with others. */
type Key = string;
const keyOf = (before: unknown, after: unknown): Key => JSON.stringify([before, after]);

function receiversOf(changes: readonly RawChange[]): ReadonlyMap<Key, string[]> {
  const receivers = new Map<Key, string[]>();
  for (const { ref, parameters } of changes) {
    for (const { before, after, sensitive } of parameters) {
      if (sensitive || !(isText(before) || isText(after))) continue;
      const key = keyOf(before, after);
      const known = receivers.get(key);
      if (known) known.push(ref);
      else receivers.set(key, [ref]);
    }
  }
  return receivers;
}

function receiversFor(
  { kind, sensitive, before, after }: RawParameter,
  receivers: ReadonlyMap<Key, readonly string[]>,
): string[] {
  if (kind !== 'value' || sensitive) return [];
  const differences = [...differencesOf(before, after)].map((key) => receivers.get(key));
  return differences.every((refs) => refs !== undefined) ? [...new Set(differences.flat())] : [];
}

/** The differences of two values, each in its smallest part. */
function* differencesOf(before: unknown, after: unknown): Generator<Key> {
  const [old, now] = [partsOf(before), partsOf(after)];
  const whole = (value: unknown, parts: unknown) => value !== undefined && parts === undefined;
  if (whole(before, old) || whole(after, now)) {
    if (before !== after) yield keyOf(before, after);
    return;
  }
  const names = new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})]);
  for (const name of names) yield* differencesOf(old?.[name], now?.[name]);
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** Of several lines: shorter ones, such as a mode or a port, are the same by chance. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.includes('\n');
}
