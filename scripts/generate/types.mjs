import { compile } from 'json-schema-to-typescript';

import { kinds } from './schemas.mjs';

/** The TypeScript types of the source files. */
export async function sourceTypes() {
  const schema = {
    title: 'SourceTypes',
    description: 'The data of each kind of source file.',
    type: 'object',
    additionalProperties: false,
    required: kinds,
    properties: Object.fromEntries(kinds.map((kind) => [kind, { $ref: `${kind}.schema.json` }])),
  };
  return compile(schema, 'SourceTypes', {
    cwd: 'schema',
    bannerComment: '// Generated from schema/ by `npm run generate`; do not edit.',
    style: { singleQuote: true, printWidth: 110 },
    unreachableDefinitions: false,
  });
}
