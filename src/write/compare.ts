import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareNames } from '../model/names.ts';
import type { TreePart } from '../pipeline.ts';
import { type Content, textOf } from '../render/tree.ts';
import { sha256 } from '../sha256.ts';
import { type Area, areaName } from './area.ts';
import { type Above, above, type Found, find } from './disk.ts';
import { type Manifest, readManifest, staysInside } from './manifest.ts';
import { edited, inTheWay, kept } from './messages.ts';
import type { StatIndex } from './stat-index.ts';

/** One file of out/ that is not as it would be generated. */
export interface Change {
  /** Below out/. */
  readonly path: string;
  readonly kind: 'create' | 'replace' | 'remove';
}

/** How out/ differs from what the phases made. */
export interface Comparison {
  /** In the order of paths, removals last. */
  readonly changes: readonly Change[];
  /** What out/ holds of ours once the changes are made. */
  readonly manifest: Manifest;
  /** Of the phases, and of what stands in out/. With an error among them nothing may be written. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How to compare. */
export interface CompareOptions {
  readonly index: StatIndex;
  /** Replace files that placo did not generate, instead of reporting them. */
  readonly force?: boolean;
  /** Told each new content as it comes, since the whole tree need not be in memory. */
  readonly onContent?: (change: Change, content: string, hash: string) => void;
}

interface State extends CompareOptions {
  readonly area: Area;
  readonly ours: ReadonlyMap<string, ReadonlySet<string>>;
  readonly manifest: Map<string, string>;
  readonly changes: Change[];
  readonly diagnostics: Diagnostic[];
  /** What is in the way now, by path; a generated file that goes away is not. */
  readonly obstacles: Map<string, { readonly at: string; readonly kind: Found['kind'] }>;
  readonly parents: Map<string, Above>;
}

/** Compares a tree, part by part, with the out/ directory. Nothing is changed. */
export function compareTree(area: Area, parts: Iterable<TreePart>, options: CompareOptions): Comparison {
  const state: State = {
    ...options,
    area,
    ours: oursIn(area),
    manifest: new Map(),
    changes: [],
    diagnostics: [],
    obstacles: new Map(),
    parents: new Map(),
  };
  for (const { files, diagnostics } of parts) {
    state.diagnostics.push(...diagnostics);
    for (const [path, content] of files) compareFile(state, path, content);
  }
  // Parts come in the order in which they are done, which may differ from one time to the next.
  state.changes.sort((one, other) => compareNames(one.path, other.path));
  const obsolete = findObsolete(state);
  reportObstacles(state, new Set(obsolete));
  state.changes.push(...obsolete.map((path) => ({ path, kind: 'remove' }) as const));
  return state;
}

/** Every hash that a file of ours may have, also after a build that was cut short. */
function oursIn(area: Area): ReadonlyMap<string, ReadonlySet<string>> {
  const ours = readManifest(area.manifest);
  if (!existsSync(area.nextManifest)) return ours;
  const merged = new Map(ours);
  for (const [path, hashes] of readManifest(area.nextManifest)) {
    merged.set(path, new Set([...hashes, ...(merged.get(path) ?? [])]));
  }
  return merged;
}

function compareFile(state: State, path: string, content: Content): void {
  if (!staysInside(path) || path.startsWith(`${areaName}/`)) throw new Error(`'${path}' is no path of out/`);
  const hash = typeof content === 'string' ? sha256(content) : content.hash;
  if ((state.manifest.get(path) ?? hash) !== hash) throw new Error(`'${path}' is generated twice`);
  state.manifest.set(path, hash);
  const found = findBelow(state, path);
  if (found.kind === 'file' && found.hash === hash) return;
  if (found.kind !== 'nothing') judgeFound(state, path, found);
  const change: Change = { path, kind: found.kind === 'file' ? 'replace' : 'create' };
  state.changes.push(change);
  if (!state.onContent) return;
  const text = textOf(content);
  // What was remembered of a text that is made again is believed no longer.
  if (typeof content !== 'string' && 'make' in content) state.manifest.set(path, sha256(text));
  state.onContent(change, text, state.manifest.get(path)!);
}

/** What is at the path of a generated file; what stands above in its way is noted. */
function findBelow({ area, parents, obstacles, index }: State, path: string): Found {
  const higher = above(area.out, path, parents);
  if (higher === 'there') return find(area.out, path, index);
  if (higher !== 'missing') {
    const at = higher.obstacle;
    obstacles.set(path, { at, kind: find(area.out, at, index).kind });
  }
  return { kind: 'nothing' };
}

/** Decides whether what is at the path of a generated file may be replaced. */
function judgeFound(state: State, path: string, found: Found): void {
  const hashes = state.ours.get(path);
  if (found.kind === 'file' && hashes?.has(found.hash)) return;
  if (found.kind === 'file' && hashes) state.diagnostics.push(edited(path));
  else if (found.kind === 'directory' || !state.force)
    state.obstacles.set(path, { at: path, kind: found.kind });
}

/** The generated files that are no longer generated and are still as they were. */
function findObsolete(state: State): string[] {
  const obsolete = [];
  for (const [path, hashes] of state.ours) {
    if (state.manifest.has(path) || above(state.area.out, path, state.parents) !== 'there') continue;
    const found = find(state.area.out, path, state.index);
    if (found.kind !== 'file') continue;
    if (hashes.has(found.hash)) obsolete.push(path);
    else state.diagnostics.push(kept(path));
  }
  return obsolete.sort();
}

function reportObstacles(state: State, obsolete: ReadonlySet<string>): void {
  for (const [path, { at, kind }] of state.obstacles) {
    const goesAway =
      kind === 'directory'
        ? filesBelow(state.area.out, at).every((file) => obsolete.has(file))
        : obsolete.has(at);
    if (!goesAway) state.diagnostics.push(inTheWay(path, at, kind));
  }
}

function filesBelow(out: string, directory: string): string[] {
  return readdirSync(join(out, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = `${directory}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(out, path) : [path];
  });
}
