import { notAReference } from '../catalog/compiler-catalog.ts';
import type { CompilerResource } from '../catalog/compiler-resource.ts';
import { referenceText } from '../catalog/references.ts';
import { appendRelation } from '../catalog/relations.ts';
import { PuppetError } from '../error.ts';
import { PClassType, PResourceType } from '../types/catalog-types.ts';
import { Collector } from './collector.ts';
import type { Compilation } from './compilation.ts';

/** What stands on one side of an arrow. */
export type RelationshipEnd = Collector | PClassType | PResourceType;

/** `source -> target` (before) or `source ~> target` (notify). */
export interface Relationship {
  source: RelationshipEnd;
  target: RelationshipEnd;
  parameter: 'before' | 'notify';
}

/** Writes the arrows into the before and notify parameters of their sources, in order of declaration. */
export function applyRelationships(compilation: Compilation): void {
  for (const { source, target, parameter } of compilation.relationships) {
    for (const from of sources(source)) {
      // What stands in for an empty collector is written as in the manifest.
      const isCode =
        source instanceof Collector && (from instanceof PResourceType || from instanceof PClassType);
      const shown = isCode ? String(from) : textOf(from);
      for (const to of targets(target)) connect(compilation, from, shown, to, parameter);
    }
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

function targets(end: RelationshipEnd): Reference[] {
  return end instanceof Collector ? [...end.collected.values()] : [end];
}

function connect(
  compilation: Compilation,
  from: Reference,
  fromText: string,
  to: Reference,
  parameter: 'before' | 'notify',
): void {
  const source = find(compilation, from);
  const toText = textOf(to);
  if (source === undefined) {
    throw new PuppetError(`Could not find resource '${fromText}' for relationship on '${toText}'`);
  }
  if (find(compilation, to) === undefined) {
    throw new PuppetError(`Could not find resource '${toText}' for relationship from '${fromText}'`);
  }
  appendRelation(source, parameter, toText);
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
