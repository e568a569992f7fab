/** Something to place, on one of the bins it may go to. */
export interface Item<B> {
  readonly sizes: readonly number[];
  readonly candidates: readonly B[];
}

/** How many steps the search takes before it gives the best it has; ordinary sites need a few hundred. */
const budget = 20_000;

/**
 * Places items in bins without exceeding any dimension, the largest item first, and backtracks within a bound.
 * Returns the items for which no place was found; empty when all fit.
 */
export function unplaced<B, T extends Item<B>>(
  items: readonly T[],
  room: ReadonlyMap<B, readonly number[]>,
): readonly T[] {
  const order = [...items].sort((a, b) => b.sizes[0]! - a.sizes[0]!);
  const free = new Map([...room].map(([bin, sizes]) => [bin, [...sizes]]));
  const search = { steps: 0, best: order as readonly T[] };
  place(order, 0, [], free, search);
  return search.best;
}

interface Search<T> {
  steps: number;
  best: readonly T[];
}

function place<B, T extends Item<B>>(
  order: readonly T[],
  at: number,
  left: T[],
  free: Map<B, number[]>,
  search: Search<T>,
): void {
  if (left.length >= search.best.length || search.steps++ > budget) return;
  const item = order[at];
  if (!item) {
    search.best = [...left];
    return;
  }
  for (const bin of byRoom(item, free)) {
    take(free.get(bin)!, item.sizes, -1);
    place(order, at + 1, left, free, search);
    take(free.get(bin)!, item.sizes, 1);
    if (search.best.length === 0) return;
  }
  place(order, at + 1, [...left, item], free, search);
}

/** The bins that can take the item, the roomiest first. */
function byRoom<B>(item: Item<B>, free: ReadonlyMap<B, readonly number[]>): B[] {
  const fits = (bin: B) => item.sizes.every((size, dimension) => size <= (free.get(bin)?.[dimension] ?? -1));
  return item.candidates.filter(fits).sort((a, b) => free.get(b)![0]! - free.get(a)![0]!);
}

function take(room: number[], sizes: readonly number[], sign: 1 | -1): void {
  for (const [dimension, size] of sizes.entries()) room[dimension] = room[dimension]! + sign * size;
}
