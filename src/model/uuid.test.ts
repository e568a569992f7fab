import { expect, test } from 'vitest';
import { derivedUuid } from './uuid.ts';

test('a UUID is of version 5 and of the variant of RFC 9562', () => {
  expect(derivedUuid('angers', 'web01')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test('the same names give the same UUID, others give another', () => {
  expect(derivedUuid('angers', 'web01')).toBe(derivedUuid('angers', 'web01'));
  const paths = [['a', 'b'], ['a/b'], ['a\\', 'b'], ['b', 'a'], ['a', '', 'b']];
  expect(new Set(paths.map((path) => derivedUuid(...path))).size).toBe(paths.length);
});
