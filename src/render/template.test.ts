import { expect, test } from 'vitest';
import { apache } from './quote/apache.ts';
import { Inexpressible } from './quote/language.ts';
import { compileTemplate } from './template.ts';

const render = (source: string, view: object) => compileTemplate(source, apache)(view);

test('every value is quoted for its language', () => {
  expect(render('A {{x}} {{y.z}}', { x: 'a b"c\\', y: { z: 80 } })).toBe('A "a b\\"c\\\\" 80');
});

test('values in loops and of outer objects are quoted too', () => {
  expect(render('{{#each names}}{{this}},{{../site}};{{/each}}', { names: ['a b', 'c'], site: 'd e' })).toBe(
    '"a b","d e";c,"d e";',
  );
});

test('a language has other ways to write a value', () => {
  expect(render('# {{comment x}}', { x: 'two\nlines\\' })).toBe('# two lines');
});

test('a value can not be shown as it is', () => {
  expect(() => render('{{{x}}}', { x: 'a' })).toThrow('line 1');
  expect(() => render('{{&x}}', { x: 'a' })).toThrow('line 1');
});

test('a name that the view does not have is refused', () => {
  expect(() => render('{{x}}', {})).toThrow('x');
});

test.each(['a\nb', '${HOME}', 'a\0'])('%j cannot be written for Apache', (x) => {
  expect(() => render('{{x}}', { x })).toThrow(Inexpressible);
});
