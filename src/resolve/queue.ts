/** Things by cost, the cheapest first; of equal cost, the one that was given first. */
export interface Queue<T> {
  readonly first: () => T | undefined;
  /** Puts the first one where it belongs, after its cost has grown. */
  readonly sink: () => void;
}

/** A binary heap over things whose cost only grows, and only for the first one. */
export function createQueue<T>(things: readonly T[], cost: (thing: T) => number): Queue<T> {
  const heap = things.map((thing, order) => ({ thing, order, cost: cost(thing) }));
  const isBefore = (a: number, b: number) =>
    heap[a]!.cost < heap[b]!.cost || (heap[a]!.cost === heap[b]!.cost && heap[a]!.order < heap[b]!.order);
  const sinkFrom = (start: number) => {
    for (let at = start; ; ) {
      const left = 2 * at + 1;
      let least = left < heap.length && isBefore(left, at) ? left : at;
      if (left + 1 < heap.length && isBefore(left + 1, least)) least = left + 1;
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  };
  for (let at = heap.length >> 1; at >= 0; at--) sinkFrom(at);
  return {
    first: () => heap[0]?.thing,
    sink: () => {
      heap[0]!.cost = cost(heap[0]!.thing);
      sinkFrom(0);
    },
  };
}
