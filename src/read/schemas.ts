import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import common from '../../schema/common.schema.json' with { type: 'json' };
import lock from '../../schema/lock.schema.json' with { type: 'json' };
import platform from '../../schema/platform.schema.json' with { type: 'json' };
import site from '../../schema/site.schema.json' with { type: 'json' };
import vm from '../../schema/vm.schema.json' with { type: 'json' };
import website from '../../schema/website.schema.json' with { type: 'json' };
import { formats } from './formats.ts';

/** A kind of source file, each with a schema of that name. */
export type Kind = 'platform' | 'site' | 'vm' | 'website' | 'lock';

/** A JSON Schema as far as the code looks into it. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly examples?: readonly unknown[];
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** The schema of each source kind, and `common`, by the first part of its file name. */
export const schemas = { common, platform, site, vm, website, lock } as unknown as Readonly<
  Record<Kind | 'common', Schema>
>;

let ajv: Ajv2020 | undefined;

/** The compiled schema of a source kind; the schemas are compiled once in a process, when first needed. */
export function validatorOf(kind: Kind): ValidateFunction {
  ajv ??= makeAjv();
  return ajv.getSchema(`${kind}.schema.json`)!;
}

function makeAjv(): Ajv2020 {
  const made = new Ajv2020({
    ...{ allErrors: true, verbose: true, discriminator: true, strict: true },
    // Small files, and commands that start often: compiling fast matters more than validating fast.
    ...{ inlineRefs: false, code: { optimize: false } },
  });
  for (const [name, format] of Object.entries(formats)) {
    made.addFormat(name, { type: 'string', validate: (text: string) => format(text) === undefined });
  }
  for (const [name, schema] of Object.entries(schemas))
    made.addSchema(schema as object, `${name}.schema.json`);
  return made;
}

/** A schema with its reference followed; what stands beside the reference (description, default) wins. */
export function dereference(
  schema: Schema,
  file: Kind | 'common',
): { schema: Schema; file: Kind | 'common' } {
  if (schema.$ref === undefined) return { schema, file };
  const [name, pointer] = schema.$ref.split('#') as [string, string];
  const target = name === '' ? file : (name.replace('.schema.json', '') as Kind | 'common');
  const found = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], schemas[target]);
  const followed = dereference(found as Schema, target);
  const { $ref: _, ...beside } = schema;
  return { schema: { ...followed.schema, ...beside }, file: followed.file };
}
