/**
 * Deals out the numbers below `count` to so many takers, each number once. What is next to each other goes to the same
 * taker as far as can be: of each two, one begins at the front of a part of its own and the other at its end, and they
 * go on with another part where they meet. Gives undefined when none is left.
 */
export function dealEnds(count: number, takers: number): (taker: number) => number | undefined {
  const pairs = Math.max(1, Math.ceil(takers / 2));
  const bound = (pair: number) => Math.floor((pair * count) / pairs);
  const parts = Array.from({ length: pairs }, (_, pair) => ({ from: bound(pair), to: bound(pair + 1) }));
  const left = ({ from, to }: { readonly from: number; readonly to: number }) => to - from;
  return (taker) => {
    const own = parts[taker >> 1]!;
    const part = left(own) > 0 ? own : parts.reduce((most, each) => (left(each) > left(most) ? each : most));
    if (left(part) === 0) return undefined;
    return taker % 2 === 0 ? part.from++ : --part.to;
  };
}
