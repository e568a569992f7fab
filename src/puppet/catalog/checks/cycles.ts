import type { CatalogFinding } from './finding.ts';
import type { Step } from './order-graph.ts';

/** Dependency cycles, each as a shortest path, worded as Puppet's agent does. */
export function findCycles(steps: readonly Step[]): CatalogFinding[] {
  return components(steps)
    .filter((component) => component.length > 1 || component[0]!.after.has(component[0]!))
    .map((component) => describe(shortestCycle(component)));
}

function describe(cycle: readonly Step[]): CatalogFinding {
  const refs = cycle.map((step) => step.resource.ref).filter((ref, index, all) => ref !== all[index - 1]);
  const { file, line } = cycle[0]!.resource;
  return {
    code: 'dependency-cycle',
    message: `Found 1 dependency cycle:\n(${refs.join(' => ')})`,
    resources: refs,
    file,
    line,
  };
}

/** Breadth first from every step of a component back to itself; the first of the shortest. */
function shortestCycle(component: readonly Step[]): Step[] {
  const inside = new Set(component);
  let best: Step[] | undefined;
  for (const start of component) {
    const cycle = cycleThrough(start, inside);
    if (best === undefined || cycle.length < best.length) best = cycle;
    if (best.length <= 3 || component.length > 500) break;
  }
  return best!;
}

function cycleThrough(start: Step, inside: ReadonlySet<Step>): Step[] {
  const cameFrom = new Map<Step, Step>();
  const queue = [start];
  for (let index = 0; index < queue.length; index++) {
    const step = queue[index]!;
    for (const next of step.after) {
      if (next === start) return pathTo(step, cameFrom, start);
      if (!inside.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, step);
      queue.push(next);
    }
  }
  return [start];
}

function pathTo(last: Step, cameFrom: ReadonlyMap<Step, Step>, start: Step): Step[] {
  const path = [start];
  for (let step: Step | undefined = last; step !== undefined && step !== start; step = cameFrom.get(step)) {
    path.unshift(step);
  }
  path.unshift(start);
  return path;
}

interface Visit {
  index: number;
  low: number;
  onStack: boolean;
}

/** Strongly connected components (Tarjan), without recursion: catalogs are deep. */
function components(steps: readonly Step[]): Step[][] {
  const visits = new Map<Step, Visit>();
  const stack: Step[] = [];
  const found: Step[][] = [];
  for (const step of steps) if (!visits.has(step)) explore(step, visits, stack, found);
  return found;
}

interface Work {
  step: Step;
  visit: Visit;
  rest: Iterator<Step>;
}

function explore(root: Step, visits: Map<Step, Visit>, stack: Step[], found: Step[][]): void {
  const work = [enter(root, visits, stack)];
  while (work.length > 0) {
    const top = work.at(-1)!;
    const { value: next, done } = top.rest.next();
    if (done) {
      work.pop();
      leave(top, work.at(-1), visits, stack, found);
      continue;
    }
    const known = visits.get(next);
    if (known === undefined) work.push(enter(next, visits, stack));
    else if (known.onStack) top.visit.low = Math.min(top.visit.low, known.index);
  }
}

function enter(step: Step, visits: Map<Step, Visit>, stack: Step[]): Work {
  const visit: Visit = { index: visits.size, low: visits.size, onStack: true };
  visits.set(step, visit);
  stack.push(step);
  return { step, visit, rest: step.after.values() };
}

function leave(
  { step, visit }: Work,
  outer: Work | undefined,
  visits: ReadonlyMap<Step, Visit>,
  stack: Step[],
  found: Step[][],
): void {
  if (outer !== undefined) outer.visit.low = Math.min(outer.visit.low, visit.low);
  if (visit.low !== visit.index) return;
  const component: Step[] = [];
  let member: Step;
  do {
    member = stack.pop()!;
    visits.get(member)!.onStack = false;
    component.push(member);
  } while (member !== step);
  found.push(component.reverse());
}
