import { describe, expect, test } from 'vitest';
import type { Value } from '../../values/value.ts';
import { toYaml } from './psych.ts';

/** What Ruby 3.1 prints for the same values. */
const cases: readonly (readonly [Value, string])[] = [
  [null, '---\n'],
  ['abc', '--- abc\n'],
  [[null, [], new Map()], '---\n-\n- []\n- {}\n'],
  [
    new Map<Value, Value>([
      ['a', null],
      ['b', [[1, [2]], new Map([['c', new Map([['d', 1]])]])]],
    ]),
    '---\na:\nb:\n- - 1\n  - - 2\n- c:\n    d: 1\n',
  ],
  ['a\n', "--- 'a\n\n  '\n"],
  ['a\nb\n\n', '--- |+\n  a\n  b\n\n...\n'],
  [' lead\nx', '--- |2-\n   lead\n  x\n'],
  [
    ['it is: x', '#a', 'true', '1e3', 'y', '<<', '', "'s'", 'a\x01'],
    `---
- 'it is: x'
- "#a"
- 'true'
- 1e3
- "y"
- !!str '<<'
- ''
- "'s'"
- "a\\x01"
`,
  ],
  [
    new Map([['k', 'word '.repeat(30)]]),
    "---\nk: 'word word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word word word '\n",
  ],
];

describe('toYaml', () => {
  test.each(cases)('%j', (value, text) => expect(toYaml(value)).toBe(text));

  test('writes what stands twice once', () => {
    const shared: Value = ['x'];
    expect(toYaml([shared, shared])).toBe('---\n- &1\n  - x\n- *1\n');
  });
});
