import { expect, test } from 'vitest';
import { dealEnds } from './ends.ts';

/** What each taker gets when they take in the given order, again and again, until nothing is left. */
function dealt(count: number, order: readonly number[]): number[][] {
  const takers = 1 + Math.max(...order);
  const deal = dealEnds(count, takers);
  const got: number[][] = Array.from({ length: takers }, () => []);
  for (let turn = 0; got.flat().length < count; turn++) {
    const taker = order[turn % order.length]!;
    const number = deal(taker);
    if (number !== undefined) got[taker]!.push(number);
  }
  expect(order.map(deal)).toEqual(order.map(() => undefined));
  expect(got.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, number) => number));
  return got;
}

test('one takes all in order', () => {
  expect(dealt(3, [0])).toEqual([[0, 1, 2]]);
});

test('two meet wherever they are quick enough to come to', () => {
  expect(dealt(6, [0, 1])).toEqual([
    [0, 1, 2],
    [5, 4, 3],
  ]);
  expect(dealt(6, [0, 0, 1])).toEqual([
    [0, 1, 2, 3],
    [5, 4],
  ]);
});

test('who has nothing left goes on where most is left', () => {
  expect(dealt(8, [0, 1, 2, 3])).toEqual([
    [0, 1],
    [3, 2],
    [4, 5],
    [7, 6],
  ]);
  expect(dealt(8, [0, 0, 0, 0, 0, 0, 2])).toEqual([[0, 1, 2, 3, 4, 5, 7], [], [6]]);
});

test('there may be fewer than takers', () => {
  expect(dealt(1, [0, 1, 2]).flat()).toEqual([0]);
  expect(dealEnds(0, 2)(0)).toBeUndefined();
});
