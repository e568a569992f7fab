import fc from 'fast-check';

const key = fc.constantFrom('a', 'b', 'c', 'a.b', 'b.c', 'a.b.c', '"x y"', '0', 'c.a');
const reference = fc
  .tuple(fc.constantFrom(true, true, true, false), key)
  .map(([optional, path]) => `\${${optional ? '?' : ''}${path}}`);
const scalar = fc.constantFrom(
  '1',
  'x',
  '"q"',
  'true',
  '2.50',
  'null',
  'x y',
  '010',
  '"""t"""',
  '-',
  '1e3',
  '/',
);
const between = fc.constantFrom('', ' ');
const separator = fc.constantFrom(', ', '\n', ',\n', ' # c\n', '\n\n');
const assign = fc.constantFrom(' = ', ' : ', '=', ' += ', '\n=\n');

const { field } = fc.letrec<{ value: string; field: string; object: string; list: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'medium' },
    scalar,
    scalar,
    reference,
    tie('object'),
    tie('list'),
    fc.tuple(tie('value'), between, tie('value')).map((parts) => parts.join('')),
  ),
  object: fc
    .tuple(fc.array(tie('field'), { maxLength: 3 }), separator)
    .map(([all, by]) => `{${all.join(by)}}`),
  list: fc.tuple(fc.array(tie('value'), { maxLength: 3 }), separator).map(([all, by]) => `[${all.join(by)}]`),
  field: fc.tuple(key, assign, tie('value')).map((parts) => parts.join('')),
}));

/** Documents that are mostly right, with references to one another. */
export const document: fc.Arbitrary<string> = fc
  .array(field, { minLength: 2, maxLength: 7 })
  .map((fields) => fields.join('\n'));

const noise = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  ',',
  '=',
  ':',
  '"',
  '${',
  '}',
  '\n',
  '#',
  '//',
  '\\',
  '+=',
  '.',
  ' ',
  '$',
  '*',
  '"""',
  'include ',
  '\t',
  'é',
);

/** Documents of which something was broken. */
export const mutant: fc.Arbitrary<string> = fc
  .tuple(document, fc.array(fc.tuple(fc.nat(), fc.nat(2), noise), { minLength: 1, maxLength: 3 }))
  .map(([text, changes]) =>
    changes.reduce((now, [at, dropped, added]) => {
      const place = at % (now.length + 1);
      return now.slice(0, place) + added + now.slice(place + dropped);
    }, text),
  );
