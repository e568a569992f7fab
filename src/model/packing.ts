/** Something to place, on one of the bins it may go to. */
export interface Item<B> {
  readonly sizes: readonly number[];
  readonly candidates: readonly B[];
}

/** How many steps the search takes before it gives the best it has; ordinary sites need a few hundred. */
const budget = 20_000;

/** Where items go. */
export interface Packing<B, T> {
  readonly placed: ReadonlyMap<T, B>;
  /** The items for which no place was found; empty when all fit. */
  readonly left: readonly T[];
}

/** Places items in bins without exceeding any dimension, the largest item first, and backtracks within a bound. */
export function pack<B, T extends Item<B>>(
  items: readonly T[],
  room: ReadonlyMap<B, readonly number[]>,
): Packing<B, T> {
  const order = [...items].sort((a, b) => b.sizes[0]! - a.sizes[0]!);
  const free = new Map([...room].map(([bin, sizes]) => [bin, [...sizes]]));
  const search: Search<B, T> = { steps: 0, order, free, placed: new Map(), left: [], best: undefined };
  place(search, 0);
  return search.best ?? { placed: new Map(), left: order };
}

interface Search<B, T> {
  steps: number;
  readonly order: readonly T[];
  readonly free: Map<B, number[]>;
  readonly placed: Map<T, B>;
  readonly left: T[];
  best: Packing<B, T> | undefined;
}

function place<B, T extends Item<B>>(search: Search<B, T>, at: number): void {
  const { order, free, placed, left, best } = search;
  if ((best && left.length >= best.left.length) || search.steps++ > budget) return;
  const item = order[at];
  if (!item) {
    search.best = { placed: new Map(placed), left: [...left] };
    return;
  }
  for (const bin of byRoom(item, free)) {
    take(free.get(bin)!, item.sizes, -1);
    placed.set(item, bin);
    place(search, at + 1);
    placed.delete(item);
    take(free.get(bin)!, item.sizes, 1);
    if (search.best?.left.length === 0) return;
  }
  left.push(item);
  place(search, at + 1);
  left.pop();
}

/** The bins that can take the item, the roomiest first. */
function byRoom<B>(item: Item<B>, free: ReadonlyMap<B, readonly number[]>): B[] {
  const fits = (bin: B) => item.sizes.every((size, dimension) => size <= (free.get(bin)?.[dimension] ?? -1));
  return item.candidates.filter(fits).sort((a, b) => free.get(b)![0]! - free.get(a)![0]!);
}

function take(room: number[], sizes: readonly number[], sign: 1 | -1): void {
  for (const [dimension, size] of sizes.entries()) room[dimension] = room[dimension]! + sign * size;
}
