import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PuppetError } from '../error.ts';
import { parseEpp, parseManifest } from './index.ts';
import { toPn } from './pn.ts';

/** Whether the text is parsed, or refused with an error that a user can be shown. */
function isHandled(text: string): boolean {
  for (const parse of [parseManifest, parseEpp]) {
    try {
      toPn(parse(text, { file: 'x.pp' }).program);
    } catch (error) {
      if (!(error instanceof PuppetError)) throw error;
      expect(error.message).not.toBe('');
    }
  }
  return true;
}

const piece = fc.constantFrom(
  ...'{ } ( ) [ ] , ; : :: . | |> <| <<| => +> -> ~> = == =~ + - * / % << ! ? @ @@ $ $x ${ " \' # /* */ \n'.split(
    ' ',
  ),
  ...'a File class define node function type if else unless case default and in undef true notice 1 1.5'.split(
    ' ',
  ),
  ...[
    '"s${x}"',
    '/re/',
    '@(X)',
    '@("X"/)',
    '\nX\n',
    '\n| X\n',
    ' ',
    '\\',
    '<%',
    '%>',
    '<%=',
    '-%>',
    '\u{1f600}',
    '\ud800',
  ],
);

describe('no text breaks the parser', () => {
  test('any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isHandled), { numRuns: 3000 });
  });

  test('any sequence of tokens', () => {
    const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(text, isHandled), { numRuns: 5000 });
  });

  test.each([
    '[',
    '{a=>',
    '(',
    '"${',
    'f(',
    '!',
    '-',
    'if a {',
    'a ? ',
    '$a = ',
    'class a {',
    '@',
    '[{',
    'f() |$x| {',
  ])('deep nesting of %s', (open) => {
    for (const depth of [100, 1000, 20_000]) isHandled(open.repeat(depth));
  });

  test.each(['a + ', 'a -> ', '$a.b', '[1]', ' or b', '(1)', ', 1', " ? 'a' =>", ' -> b', '{a:}'])(
    'long chains of %s',
    (link) => {
      for (const length of [100, 1000, 20_000]) isHandled(`a${link.repeat(length)}a`);
    },
  );

  test('nesting that people write is accepted', () => {
    const nested = (open: string, close: string, depth: number) =>
      `${open.repeat(depth)}1${close.repeat(depth)}`;
    for (const text of [nested('[', ']', 80), nested('f(', ')', 80), `$x = 1${' + 1'.repeat(1000)}`]) {
      expect(() => parseManifest(`notice(${text.replace('$x = ', '')})`)).not.toThrow();
    }
  });
});
