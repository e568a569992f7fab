import type { CompilerResource } from './compiler-resource.ts';

const none: ReadonlySet<CompilerResource> = new Set();

/** Says that a resource contains another; both keep it, in the order in which it was said. */
export function addContainment(container: CompilerResource, content: CompilerResource): void {
  container.contents ??= new Set();
  container.contents.add(content);
  content.containers ??= new Set();
  content.containers.add(container);
}

/** What a resource contains. */
export function contentsOf(resource: CompilerResource): ReadonlySet<CompilerResource> {
  return resource.contents ?? none;
}

/** What contains a resource. */
export function containersOf(resource: CompilerResource): ReadonlySet<CompilerResource> {
  return resource.containers ?? none;
}

/** A resource and all below it that contain others, breadth first, each once. */
export function* walkContainers(start: CompilerResource): Generator<CompilerResource> {
  const queue = [start];
  const seen = new Set<CompilerResource>();
  for (let index = 0; index < queue.length; index++) {
    const container = queue[index]!;
    if (container.contents === null || seen.has(container)) continue;
    seen.add(container);
    yield container;
    for (const content of container.contents) queue.push(content);
  }
}
