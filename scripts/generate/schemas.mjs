import { readFileSync } from 'node:fs';

/** The kinds of source files, in the order of their reference pages. */
export const kinds = ['platform', 'site', 'vm', 'website', 'lock'];

/** The schemas by name, as schema/ holds them. */
export const schemas = Object.fromEntries(
  [...kinds, 'common'].map((name) => [name, JSON.parse(readFileSync(`schema/${name}.schema.json`, 'utf8'))]),
);

/** A schema with its reference followed, what stands beside the reference winning, and the file it then lies in. */
export function dereference(schema, file) {
  if (schema.$ref === undefined) return { schema, file };
  const { $ref, ...beside } = schema;
  const [name, pointer] = $ref.split('#');
  const target = name === '' ? file : name.replace('.schema.json', '');
  const found = pointer
    .split('/')
    .slice(1)
    .reduce((value, key) => value[key], schemas[target]);
  const followed = dereference(found, target);
  return { schema: { ...followed.schema, ...beside }, file: followed.file, $ref };
}
