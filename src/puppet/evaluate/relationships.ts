import { notAReference } from '../catalog/compiler-catalog.ts';
import type { CompilerResource } from '../catalog/compiler-resource.ts';
import { referenceText } from '../catalog/references.ts';
import { appendRelations } from '../catalog/relations.ts';
import { PuppetError } from '../error.ts';
import { PClassType, PResourceType } from '../types/catalog-types.ts';
import { Collector } from './collector.ts';
import type { Compilation } from './compilation.ts';

/** What stands on one side of an arrow. */
export type RelationshipEnd = Collector | PClassType | PResourceType;

/** `source -> target` (before) or `source ~> target` (notify), for each of the targets. */
export interface Relationship {
  source: RelationshipEnd;
  targets: readonly RelationshipEnd[];
  parameter: 'before' | 'notify';
}

/** Writes the arrows into the before and notify parameters of their sources, in order of declaration. */
export function applyRelationships(compilation: Compilation): void {
  for (const { source, targets, parameter } of compilation.relationships) {
    // Those a collector has found get one target after the other: they may share the array that is appended to.
    const groups = source instanceof Collector ? targets.map((target) => [target]) : [targets];
    for (const group of groups) connect(compilation, source, group.flatMap(resourcesAt), parameter);
  }
}

function connect(
  compilation: Compilation,
  source: RelationshipEnd,
  targets: readonly Reference[],
  parameter: 'before' | 'notify',
): void {
  if (targets.length === 0) return;
  const texts = targets.map(textOf);
  // Targets are looked for once, after the first source.
  let found = false;
  for (const from of sources(source)) {
    compilation.limits.relate(targets.length);
    const resource = findSource(compilation, source, from, texts[0]!);
    if (!found) {
      for (const [index, to] of targets.entries())
        requireTarget(compilation, to, texts[index]!, source, from);
    }
    found = true;
    appendRelations(resource, parameter, texts);
  }
}

type Reference = CompilerResource | PClassType | PResourceType;

function sources(end: unknown): Reference[] {
  if (!(end instanceof Collector)) return [end as Reference];
  if (end.collected.size > 0) return [...end.collected.values()];
  const { alternative } = end;
  if (alternative === null) return [];
  if (alternative.length === 1 && alternative[0] instanceof Collector) return sources(alternative[0]);
  return alternative as Reference[];
}

function resourcesAt(end: RelationshipEnd): Reference[] {
  return end instanceof Collector ? [...end.collected.values()] : [end];
}

function findSource(
  compilation: Compilation,
  end: RelationshipEnd,
  from: Reference,
  toText: string,
): CompilerResource {
  const resource = find(compilation, from);
  if (resource !== undefined) return resource;
  throw new PuppetError(`Could not find resource '${shown(end, from)}' for relationship on '${toText}'`);
}

function requireTarget(
  compilation: Compilation,
  to: Reference,
  toText: string,
  end: RelationshipEnd,
  from: Reference,
): void {
  if (find(compilation, to) !== undefined) return;
  throw new PuppetError(`Could not find resource '${toText}' for relationship from '${shown(end, from)}'`);
}

/** What stands in for an empty collector is written as in the manifest. */
function shown(end: RelationshipEnd, from: Reference): string {
  const isCode = end instanceof Collector && (from instanceof PResourceType || from instanceof PClassType);
  return isCode ? String(from) : textOf(from);
}

function find(compilation: Compilation, reference: Reference): CompilerResource | undefined {
  if (reference instanceof PClassType) return compilation.catalog.lookup('Class', reference.className ?? '');
  if (reference instanceof PResourceType) {
    if (reference.title === null) throw new PuppetError(notAReference(referenceText(reference)!));
    return compilation.catalog.lookup(reference.typeName ?? '', reference.title ?? '');
  }
  return reference;
}

function textOf(reference: Reference): string {
  if (reference instanceof PClassType || reference instanceof PResourceType) return referenceText(reference)!;
  return reference.ref;
}
