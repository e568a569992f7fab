import { Ajv2020, type CodeOptions } from 'ajv/dist/2020.js';
import { ajvFormats } from './ajv-formats.ts';
import { schemas } from './schemas.ts';

/** A validator of JSON Schema that knows the schemas of all source kinds, by the names of their files. */
export function makeAjv(code: CodeOptions): Ajv2020 {
  const made = new Ajv2020({
    ...{ allErrors: true, verbose: true, discriminator: true, strict: true },
    ...{ inlineRefs: false, code, formats: ajvFormats },
  });
  for (const [name, schema] of Object.entries(schemas))
    made.addSchema(schema as object, `${name}.schema.json`);
  return made;
}
