import type { Param } from '../catalog/param.ts';
import { PuppetError } from '../error.ts';
import type { ResourceDefaultsExpression } from '../syntax/ast.ts';
import { PResourceType } from '../types/catalog-types.ts';
import { inferType } from '../types/index.ts';
import { eql } from '../values/equality.ts';
import type { Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { compile } from './compile.ts';
import type { Host } from './frame.ts';
import { failAt } from './issues.ts';
import { compileOperations } from './operations.ts';

/** `File { ... }` statements of one scope: parameters by resource type. */
export type DefaultsTable = Map<string, Map<string, Param>>;

/** `File { mode => '0644' }`. */
export function compileDefaults(node: ResourceDefaultsExpression, context: CodeContext): Code {
  const typeCode = compile(node.typeRef, context);
  const operations = compileOperations(node.operations, context);
  const { source } = context;
  return guarded({ source, node }, (frame) => {
    const type = typeCode(frame);
    if (!(type instanceof PResourceType) || type.typeName === null || type.title !== null) {
      const actual = inferType(type).generalize();
      const message = `Illegal Resource Type expression, expected result to be a type name, or untitled Resource, got ${actual}`;
      return failAt({ source, node: node.typeRef }, message, 'ILLEGAL_RESOURCE_TYPE');
    }
    const params: Param[] = [];
    operations(frame, params);
    define(frame.host, capitalized(type.typeName), params);
    return type;
  });
}

function capitalized(name: string): string {
  return name
    .split('::')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join('::');
}

function define(host: Host, type: string, params: readonly Param[]): void {
  host.defaults ??= new Map();
  let table = host.defaults.get(type);
  if (table === undefined) {
    table = new Map();
    host.defaults.set(type, table);
  }
  host.compilation.typesWithDefaults.add(type);
  for (const param of params) {
    if (table.has(param.name)) {
      const message = `Default already defined for ${type} { ${param.name} }; cannot redefine`;
      throw new PuppetError(message, { file: param.file, line: param.line });
    }
    table.set(param.name, param);
  }
}

/** Defaults in effect in a scope, those of the scopes around it first; undefined when there are none. */
export function lookupDefaults(host: Host, type: string): Map<string, Param> | undefined {
  if (!host.compilation.typesWithDefaults.has(type)) return undefined;
  const outer = host.parent === null ? undefined : lookupDefaults(host.parent, type);
  const own = host.defaults?.get(type);
  if (own === undefined) return outer;
  const merged = new Map(outer);
  for (const [name, param] of own) merged.set(name, param);
  return merged;
}

/** Whether a value is what a default in effect gives. */
export function isDefault(host: Host, type: string, name: string, value: Value): boolean {
  const param = host.defaults?.get(type)?.get(name);
  if (param !== undefined && eql(param.value, value)) return true;
  return host.parent !== null && isDefault(host.parent, type, name, value);
}
