import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';
import { formatSize, parseSize } from './size.ts';

test.each([
  ['2GiB', 2147483648],
  ['1.5 GiB', 1610612736],
  ['512MiB', 536870912],
  ['0B', 0],
])('the size %s is %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

test.each([
  ['2GB', 'write 2GiB'],
  ['2G', 'write 2GiB'],
  ['2gib', 'write 2GiB'],
  ['2', 'the unit is missing'],
  ['two', 'a number and a unit'],
  ['-2GiB', 'a number and a unit'],
  ['2furlongs', 'no unit of size'],
  ['0.3B', 'whole number of bytes'],
  ['9999PiB', 'more than 8 PiB'],
])('the size %s is refused: %s', (text, reason) => {
  expect(parseSize(text)).toEqual({ reason: expect.stringContaining(reason) });
});

test('sizes are written with the largest unit that keeps them whole', () => {
  expect([2147483648, 1610612736, 1000, 0].map(formatSize)).toEqual(['2GiB', '1536MiB', '1000B', '0B']);
});

test('durations', () => {
  expect(['90s', '15min', '180d', '1y'].map(parseDuration)).toEqual([90, 900, 15552000, 31536000]);
  expect([90, 900, 15552000, 0].map(formatDuration)).toEqual(['90s', '15min', '180d', '0s']);
  expect(parseDuration('5m')).toEqual({ reason: expect.stringContaining('no unit of time') });
  expect(parseDuration('5toString')).toEqual({ reason: expect.stringContaining('no unit of time') });
  expect(parseDuration('5')).toEqual({ reason: expect.stringContaining('unit is missing') });
});
