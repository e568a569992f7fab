import { flatten } from '../catalog/flatten.ts';
import type { Param } from '../catalog/param.ts';
import type { Expression, ResourceBody, ResourceExpression } from '../syntax/ast.ts';
import { lineOf } from '../syntax/source.ts';
import { PClassType, PResourceType } from '../types/catalog-types.ts';
import { inferType } from '../types/index.ts';
import { DEFAULT, type Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { compile } from './compile.ts';
import { createResources } from './create-resources.ts';
import type { Frame } from './frame.ts';
import { failAt, type Site } from './issues.ts';
import { compileOperations, type OperationCode } from './operations.ts';

interface BodyCode {
  title: Code;
  titleSite: Site;
  operations: OperationCode;
}

interface Evaluated {
  titles: string[];
  params: Map<string, Param>;
}

/** `type { title: ... ; default: ... }`. */
export function compileResource(node: ResourceExpression, context: CodeContext): Code {
  const site = { source: context.source, node };
  const typeName = compileTypeName(node.typeName, context);
  const bodies = node.bodies.map((body) => compileBody(body, context));
  const place = { file: context.source.file, line: lineOf(context.source, node.offset) };
  return guarded(site, (frame) => {
    const type = typeName(frame);
    if (node.form === 'exported') warnExport(frame, site);
    const seen = new Map<Value, Evaluated>();
    const evaluated = bodies.map((body) => evaluateBody(body, frame, seen, site));
    const defaults = seen.get(DEFAULT)?.params;
    const form = { virtual: node.form !== 'regular', exported: node.form === 'exported' };
    const result: Value[] = [];
    for (const { titles, params } of evaluated) {
      const merged = defaults === undefined ? params : mergeParams(defaults, params);
      for (const reference of createResources(frame.host, type, titles, merged, form, place))
        result.push(reference);
    }
    return result;
  });
}

function compileBody(body: ResourceBody, context: CodeContext): BodyCode {
  return {
    title: compile(body.title, context),
    titleSite: { source: context.source, node: body.title },
    operations: compileOperations(body.operations, context),
  };
}

function warnExport(frame: Frame, site: Site): void {
  if (frame.compiler.options.storeconfigs) return;
  frame.compiler.warnAt(
    'You cannot collect exported resources without storeconfigs being set; the export is ignored',
    site,
  );
}

function mergeParams(defaults: Map<string, Param>, own: Map<string, Param>): Map<string, Param> {
  const merged = new Map(defaults);
  for (const [name, param] of own) merged.set(name, param);
  return merged;
}

function evaluateBody(body: BodyCode, frame: Frame, seen: Map<Value, Evaluated>, site: Site): Evaluated {
  const value = body.title(frame);
  if (value === null)
    failAt(body.titleSite, 'Missing title. The title expression resulted in undef', 'MISSING_TITLE');
  const titles = flatten(value);
  const evaluated: Evaluated = { titles: [], params: new Map() };
  for (let index = 0; index < titles.length; index++) {
    const title = titles[index]!;
    checkTitle(title, index, seen, body.titleSite, site);
    seen.set(title, evaluated);
    if (typeof title === 'string') evaluated.titles.push(title);
  }
  collectParams(body.operations, frame, evaluated.params, site);
  return evaluated;
}

function checkTitle(
  title: Value,
  index: number,
  seen: Map<Value, Evaluated>,
  titleSite: Site,
  site: Site,
): void {
  if (title === null) {
    const message = `Missing title at index ${index}. The title expression resulted in an undef title`;
    failAt(titleSite, message, 'MISSING_TITLE_AT');
  }
  if (typeof title !== 'string' && title !== DEFAULT) {
    const actual = inferType(title).generalize();
    failAt(
      titleSite,
      `Illegal title type at index ${index}. Expected String, got ${actual}`,
      'ILLEGAL_TITLE_TYPE_AT',
    );
  }
  if (title === '') {
    const message = `Empty string title at ${index}. Title strings must have a length greater than zero.`;
    failAt(titleSite, message, 'EMPTY_STRING_TITLE_AT');
  }
  if (seen.has(title)) {
    const text = title === DEFAULT ? 'default' : title;
    failAt(site, `The title '${text}' has already been used in this resource expression`, 'DUPLICATE_TITLE');
  }
}

function collectParams(
  operations: OperationCode,
  frame: Frame,
  target: Map<string, Param>,
  site: Site,
): void {
  const list: Param[] = [];
  operations(frame, list);
  for (const param of list) {
    if (target.has(param.name)) {
      failAt(site, `The attribute '${param.name}' has already been set`, 'DUPLICATE_ATTRIBUE');
    }
    target.set(param.name, param);
  }
}

function compileTypeName(node: Expression, context: CodeContext): (frame: Frame) => string {
  if (node.kind === 'QualifiedName') {
    const name = node.value;
    return () => name;
  }
  const acceptable =
    node.kind === 'QualifiedReference' ||
    (node.kind === 'AccessExpression' && node.leftExpr.kind === 'QualifiedReference');
  const code = compile(node, context);
  const site = { source: context.source, node };
  return (frame) => {
    const value = code(frame);
    if (!acceptable) return illegalType(inferType(value).generalize().toString(), site);
    if (value instanceof PClassType)
      return value.className === null ? 'class' : illegalType(String(value), site);
    if (value instanceof PResourceType && value.typeName !== null) {
      return value.title === null ? value.typeName : illegalType(String(value), site);
    }
    return illegalType(inferType(value).generalize().toString(), site);
  };
}

function illegalType(actual: string, site: Site): never {
  const message = `Illegal Resource Type expression, expected result to be a type name, or untitled Resource, got ${actual}`;
  return failAt(site, message, 'ILLEGAL_RESOURCE_TYPE');
}
