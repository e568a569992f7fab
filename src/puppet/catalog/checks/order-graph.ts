import type { ResourceTypes } from '../../resource-types/api.ts';
import { toText } from '../../types/index.ts';
import type { CompilerCatalog } from '../compiler-catalog.ts';
import type { CompilerResource } from '../compiler-resource.ts';
import { flatten } from '../flatten.ts';
import { contentsOf } from '../graph.ts';
import { referenceText } from '../references.ts';

/** A point in the order of a run: a resource, or the beginning or end of a container. */
export interface Step {
  resource: CompilerResource;
  after: Set<Step>;
}

interface Ends {
  start: Step;
  end: Step;
}

/** What the machine does after what: explicit relations, containment, then the automatic ones that contradict none. */
export function orderGraph(catalog: CompilerCatalog, types: ResourceTypes): Step[] {
  const resources = catalog.resources.filter((resource) => !resource.virtual);
  const ends = new Map<CompilerResource, Ends>();
  const steps: Step[] = [];
  for (const resource of resources) ends.set(resource, endsOf(resource, steps));
  for (const resource of resources) addContainment(resource, ends);
  for (const resource of resources) addRelations(resource, catalog, ends);
  for (const resource of resources) addAutorelations(resource, catalog, types, ends);
  return steps;
}

/** Adds the steps of a resource to the others. */
function endsOf(resource: CompilerResource, steps: Step[]): Ends {
  const start: Step = { resource, after: new Set() };
  steps.push(start);
  if (resource.native !== null && contentsOf(resource).length === 0) return { start, end: start };
  const end: Step = { resource, after: new Set() };
  start.after.add(end);
  steps.push(end);
  return { start, end };
}

function addContainment(container: CompilerResource, ends: ReadonlyMap<CompilerResource, Ends>): void {
  const outer = ends.get(container)!;
  for (const content of contentsOf(container)) {
    const inner = ends.get(content);
    if (inner === undefined) continue;
    outer.start.after.add(inner.start);
    inner.end.after.add(outer.end);
  }
}

const kinds = [
  ['before', true],
  ['notify', true],
  ['require', false],
  ['subscribe', false],
] as const;

function addRelations(
  resource: CompilerResource,
  catalog: CompilerCatalog,
  ends: ReadonlyMap<CompilerResource, Ends>,
): void {
  for (const [name, first] of kinds) {
    const given = resource.get(name);
    if (given === null) continue;
    for (const value of flatten(given)) {
      if (value === null) continue;
      const other = catalog.find(referenceText(value) ?? toText(value));
      if (other !== undefined) order(resource, other, first, ends);
    }
  }
}

function order(
  resource: CompilerResource,
  other: CompilerResource,
  first: boolean,
  ends: ReadonlyMap<CompilerResource, Ends>,
): void {
  const [from, to] = first ? [ends.get(resource), ends.get(other)] : [ends.get(other), ends.get(resource)];
  if (from !== undefined && to !== undefined) from.end.after.add(to.start);
}

function addAutorelations(
  resource: CompilerResource,
  catalog: CompilerCatalog,
  types: ResourceTypes,
  ends: ReadonlyMap<CompilerResource, Ends>,
): void {
  const own = resource.native;
  if (own === null) return;
  for (const relation of own.autorelations) {
    if (types.find(relation.type) === undefined) continue;
    const first = relation.kind === 'before' || relation.kind === 'notify';
    for (const title of relation.titles((name) => resource.get(name), resource.title)) {
      const other = catalog.lookup(relation.type, title);
      if (other === undefined || other === resource || contradicts(resource, other, first, ends)) continue;
      order(resource, other, first, ends);
    }
  }
}

/** An automatic relation gives way to an explicit one of the opposite direction. */
function contradicts(
  resource: CompilerResource,
  other: CompilerResource,
  first: boolean,
  ends: ReadonlyMap<CompilerResource, Ends>,
): boolean {
  const [from, to] = first ? [other, resource] : [resource, other];
  return ends.get(from)?.end.after.has(ends.get(to)?.start as Step) === true;
}
