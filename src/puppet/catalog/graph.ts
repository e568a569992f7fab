import type { CompilerResource } from './compiler-resource.ts';

/** Containment: which resource is in which, in the order in which it was said. */
export class Graph {
  readonly #incoming = new Map<CompilerResource, Set<CompilerResource>>();
  readonly #outgoing = new Map<CompilerResource, Set<CompilerResource>>();

  addVertex(resource: CompilerResource): void {
    if (!this.#incoming.has(resource)) this.#incoming.set(resource, new Set());
  }

  addEdge(source: CompilerResource, target: CompilerResource): void {
    this.addVertex(source);
    this.addVertex(target);
    this.#incoming.get(target)!.add(source);
    let targets = this.#outgoing.get(source);
    if (targets === undefined) {
      targets = new Set();
      this.#outgoing.set(source, targets);
    }
    targets.add(target);
  }

  hasEdge(source: CompilerResource, target: CompilerResource): boolean {
    return this.#outgoing.get(source)?.has(target) === true;
  }

  /** What contains a resource. */
  containers(resource: CompilerResource): Iterable<CompilerResource> {
    return this.#incoming.get(resource) ?? [];
  }

  /** What a resource contains. */
  contents(resource: CompilerResource): ReadonlySet<CompilerResource> {
    return this.#outgoing.get(resource) ?? none;
  }

  /** A resource and all below it that contain others, breadth first, each once. */
  *walk(start: CompilerResource): Generator<CompilerResource> {
    const queue = [start];
    const seen = new Set<CompilerResource>();
    for (let index = 0; index < queue.length; index++) {
      const source = queue[index]!;
      if (seen.has(source) || !this.#outgoing.has(source)) continue;
      seen.add(source);
      yield source;
      for (const target of this.contents(source)) queue.push(target);
    }
  }
}

const none: ReadonlySet<CompilerResource> = new Set();
