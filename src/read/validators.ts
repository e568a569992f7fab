import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { makeAjv } from './ajv.ts';
import type { Kind } from './schemas.ts';

let ajv: Ajv2020 | undefined;

/**
 * The validator of a source kind. What runs from sources compiles the schemas when it first needs them; the bundle
 * has them compiled instead of this file, see scripts/validators.mjs.
 */
export function validatorOf(kind: Kind): ValidateFunction {
  ajv ??= makeAjv({ optimize: false });
  return ajv.getSchema(`${kind}.schema.json`)!;
}
