import type { CompilerResource } from './compiler-resource.ts';

const none: readonly CompilerResource[] = [];

/** Says that a resource contains another; both keep it, in the order in which it was first said. */
export function addContainment(container: CompilerResource, content: CompilerResource): void {
  if (content.containers === null) content.containers = [container];
  else if (content.containers.includes(container)) return;
  else content.containers.push(container);
  if (container.contents === null) container.contents = [content];
  else container.contents.push(content);
}

/** What a resource contains. */
export function contentsOf(resource: CompilerResource): readonly CompilerResource[] {
  return resource.contents ?? none;
}

/** What contains a resource. */
export function containersOf(resource: CompilerResource): readonly CompilerResource[] {
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
