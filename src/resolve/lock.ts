import type { Place } from '../diagnostics/diagnostic.ts';
import { compareNames } from '../model/names.ts';
import type { SiteDocuments } from '../read/documents.ts';
import { nodeAt, placeOfNode } from '../read/node.ts';
import type { Lock } from '../read/types.generated.ts';

/** The parts of a lock file. */
export type LockPart = 'guests' | 'websites' | 'volumes';

/** What a lock file records, every part present. */
export type LockData = Required<Lock>;

/** The decisions of a site: those recorded before, and those that hold now. */
export interface Decisions {
  readonly file: string;
  readonly before: LockData;
  readonly now: LockData;
  /** The place of what is recorded of an object. */
  readonly placeOf: (part: LockPart, name: string) => Place | undefined;
}

/** A decision that is new, gone or another one. */
export interface LockChange {
  readonly part: LockPart;
  readonly name: string;
  /** A dotted name, such as `internal.ipv4`. */
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** The lock file of a site as it should be. */
export interface SiteLock {
  readonly site: string;
  readonly file: string;
  readonly content: string;
  /** In the order of the file; empty where the file says the same already. */
  readonly changes: readonly LockChange[];
}

/** What to do about a decision that is no longer possible. */
export const staleHint =
  '`placo lock --stale` decides this anew and keeps all the rest; or give the value in the source';

/** Which objects are decided anew, whatever was recorded: all by default when refreshing. */
export type Refresh = (site: string, part: LockPart, name: string) => boolean;

const emptyLock = (): LockData => ({ version: 1, guests: {}, websites: {}, volumes: {} });

/** Opens the decisions of a site. What is refreshed is as if it had never been recorded. */
export function openDecisions(documents: SiteDocuments, refresh: Refresh | undefined): Decisions {
  const { lock, name } = documents;
  const before = { ...emptyLock(), ...lock?.data };
  const kept = (part: LockPart) =>
    refresh
      ? Object.fromEntries(Object.entries(before[part]).filter(([key]) => !refresh(name, part, key)))
      : before[part];
  return {
    file: `sites/${name}/placo.lock.yaml`,
    before: { version: 1, guests: kept('guests'), websites: kept('websites'), volumes: kept('volumes') },
    now: emptyLock(),
    placeOf: (part, key) => {
      const node = nodeAt(lock?.root, [part, key]);
      return node && placeOfNode(node);
    },
  };
}

/** What was recorded of an object, own properties only. */
export function recorded<P extends LockPart>(
  decisions: Decisions,
  part: P,
  name: string,
): LockData[P][string] {
  const known = decisions.before[part];
  return (Object.hasOwn(known, name) ? known[name] : {}) as LockData[P][string];
}

/** The record of an object that decisions of this run are written into. */
export function recordOf<P extends LockPart>(
  decisions: Decisions,
  part: P,
  name: string,
): LockData[P][string] {
  const records = decisions.now[part] as Record<string, object>;
  records[name] ??= {};
  return records[name] as LockData[P][string];
}

/**
 * The lock file after a run. What is broken keeps what was recorded, so that a typing mistake never costs an address.
 */
export function closeDecisions(
  documents: SiteDocuments,
  decisions: Decisions,
  broken: ReadonlySet<string>,
): SiteLock {
  const parts: readonly LockPart[] = ['guests', 'websites', 'volumes'];
  for (const part of parts) keepBroken(decisions, part, broken);
  const content = formatLock(decisions.now);
  const isSame = documents.lock?.root.source.text === content;
  const before = { ...emptyLock(), ...documents.lock?.data };
  const changes = isSame ? [] : parts.flatMap((part) => changesOf(part, before, decisions.now));
  return { site: documents.name, file: decisions.file, content, changes };
}

function keepBroken(decisions: Decisions, part: LockPart, broken: ReadonlySet<string>): void {
  for (const [name, value] of Object.entries(decisions.before[part])) {
    if (broken.has(name)) (decisions.now[part] as Record<string, object>)[name] ??= value;
  }
}

function changesOf(part: LockPart, before: LockData, now: LockData): LockChange[] {
  const names = new Set([...Object.keys(before[part]), ...Object.keys(now[part])]);
  return [...names].sort(compareNames).flatMap((name) => {
    const old = flatten(before[part][name]);
    const young = flatten(now[part][name]);
    const keys = [...new Set([...old.keys(), ...young.keys()])].sort(compareNames);
    const changed = keys.filter((what) => old.get(what) !== young.get(what));
    return changed.map((what) => ({ part, name, what, before: old.get(what), after: young.get(what) }));
  });
}

function flatten(record: object | undefined): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(record ?? {})) {
    if (typeof value !== 'object' || Array.isArray(value)) flat.set(key, String(value));
    else for (const [inner, text] of flatten(value)) flat.set(`${key}.${inner}`, text);
  }
  return flat;
}

const heading = `# yaml-language-server: $schema=../../schema/lock.schema.json
# Written by placo: what was decided where the sources say auto. Commit it with them.
# Nothing here moves by itself; \`placo lock --refresh\` decides anew.
`;

/** Writes a lock file: names in order, one decision a line. */
function formatLock(data: LockData): string {
  const parts = (['guests', 'websites', 'volumes'] as const).map((part) => formatPart(part, data[part]));
  return `${heading}version: 1\n${parts.join('')}`;
}

function formatPart(part: LockPart, records: Readonly<Record<string, object>>): string {
  const names = Object.keys(records)
    .filter((name) => Object.keys(records[name]!).length > 0)
    .sort(compareNames);
  if (names.length === 0) return '';
  return `${part}:\n${names.map((name) => formatRecord(name, records[name]!)).join('')}`;
}

function formatRecord(name: string, record: object): string {
  const isFlat = Object.values(record).every((value) => typeof value !== 'object');
  if (isFlat) return `  ${name}: ${formatValue(record)}\n`;
  const lines = Object.entries(record).map(([key, value]) => `    ${key}: ${formatValue(value)}\n`);
  return `  ${name}:\n${lines.join('')}`;
}

function formatValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${key}: ${formatValue(inner)}`)
      .join(', ')}}`;
  }
  const text = String(value);
  return /^[\w./-]+$/.test(text) ? text : `"${text}"`;
}
