import common from '../../schema/common.schema.json' with { type: 'json' };
import lock from '../../schema/lock.schema.json' with { type: 'json' };
import platform from '../../schema/platform.schema.json' with { type: 'json' };
import site from '../../schema/site.schema.json' with { type: 'json' };
import vm from '../../schema/vm.schema.json' with { type: 'json' };
import website from '../../schema/website.schema.json' with { type: 'json' };

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
