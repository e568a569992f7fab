import type { CompilerResource } from '../catalog/compiler-resource.ts';
import { flatten } from '../catalog/flatten.ts';
import type { Param } from '../catalog/param.ts';
import type { AnyAttributeOperation, Expression, ResourceBody, ResourceExpression } from '../syntax/ast.ts';
import { lineOf } from '../syntax/source.ts';
import { PClassType, PResourceType } from '../types/catalog-types.ts';
import { inferType } from '../types/index.ts';
import { DEFAULT, type Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { compile } from './compile.ts';
import { declareResources } from './create-resources.ts';
import { duplicateName } from './duplicates.ts';
import type { Frame } from './frame.ts';
import { failAt, type Site } from './issues.ts';
import { compileOperations, type OperationCode } from './operations.ts';

interface BodyCode {
  title: Code;
  titleSite: Site;
  operations: OperationCode;
  /** Whether no attribute can be given twice, as all names are written out. */
  distinct: boolean;
}

interface Evaluated {
  titles: readonly string[];
  isDefault: boolean;
  params: readonly Param[];
}

/** `type { title: ... ; default: ... }`. The value is that of nothing where it is not `wanted`. */
export function compileResource(node: ResourceExpression, context: CodeContext, wanted: boolean): Code {
  const site = { source: context.source, node };
  const typeName = compileTypeName(node.typeName, context);
  const bodies = node.bodies.map((body) => compileBody(body, context));
  const place = { file: context.source.file, line: lineOf(context.source, node.offset) };
  const form = { virtual: node.form !== 'regular', exported: node.form === 'exported' };
  return guarded(site, (frame) => {
    const type = typeName(frame);
    if (form.exported) warnExport(frame, site);
    const seen = bodies.length > 1 ? new Set<Value>() : null;
    const evaluated = bodies.map((body) => evaluateBody(body, frame, seen, site));
    const defaults = evaluated.find((body) => body.isDefault)?.params;
    const made: CompilerResource[] = [];
    for (const { titles, params } of evaluated) {
      const merged = defaults === undefined ? params : mergeParams(defaults, params);
      for (const resource of declareResources(frame.host, type, titles, merged, form, place))
        if (wanted) made.push(resource);
    }
    return wanted ? made.map(referenceTo) : null;
  });
}

function referenceTo(resource: CompilerResource): Value {
  return resource.isClass
    ? new PClassType(resource.title.toLowerCase())
    : new PResourceType(resource.type, resource.title);
}

function compileBody(body: ResourceBody, context: CodeContext): BodyCode {
  return {
    title: compile(body.title, context),
    titleSite: { source: context.source, node: body.title },
    operations: compileOperations(body.operations, context),
    distinct: areDistinct(body.operations),
  };
}

function areDistinct(operations: readonly AnyAttributeOperation[]): boolean {
  const names = operations.map((one) => (one.kind === 'AttributesOperation' ? '*' : one.attributeName));
  return !names.includes('*') && new Set(names).size === names.length;
}

function warnExport(frame: Frame, site: Site): void {
  if (frame.compiler.options.storeconfigs) return;
  frame.compiler.warnAt(
    'You cannot collect exported resources without storeconfigs being set; the export is ignored',
    site,
  );
}

function mergeParams(defaults: readonly Param[], own: readonly Param[]): Param[] {
  const merged = new Map(defaults.map((param) => [param.name, param]));
  for (const param of own) merged.set(param.name, param);
  return [...merged.values()];
}

/** `seen` are the titles of the bodies before, null where there is only one body. */
function evaluateBody(body: BodyCode, frame: Frame, seen: Set<Value> | null, site: Site): Evaluated {
  const value = body.title(frame);
  if (value === null)
    failAt(body.titleSite, 'Missing title. The title expression resulted in undef', 'MISSING_TITLE');
  const titles = flatten(value);
  checkTitles(titles, seen ?? (titles.length > 1 ? new Set() : null), body.titleSite, site);
  const params: Param[] = [];
  body.operations(frame, params);
  if (!body.distinct) checkNames(params, site);
  const isDefault = titles.includes(DEFAULT);
  const texts = isDefault ? titles.filter((title) => title !== DEFAULT) : titles;
  return { titles: texts as string[], isDefault, params };
}

function checkTitles(titles: readonly Value[], seen: Set<Value> | null, titleSite: Site, site: Site): void {
  for (let index = 0; index < titles.length; index++) {
    const title = titles[index]!;
    checkTitle(title, index, titleSite);
    if (seen?.has(title)) {
      const text = title === DEFAULT ? 'default' : title;
      failAt(
        site,
        `The title '${text}' has already been used in this resource expression`,
        'DUPLICATE_TITLE',
      );
    }
    seen?.add(title);
  }
}

function checkTitle(title: Value, index: number, titleSite: Site): void {
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
}

function checkNames(params: readonly Param[], site: Site): void {
  const name = duplicateName(params);
  if (name !== undefined) failAt(site, `The attribute '${name}' has already been set`, 'DUPLICATE_ATTRIBUE');
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
