import { flatten } from '../catalog/flatten.ts';
import type { RelationshipExpression } from '../syntax/ast.ts';
import { withArticle } from '../syntax/labels.ts';
import { PClassType, PResourceType } from '../types/catalog-types.ts';
import { PType, parseType } from '../types/index.ts';
import type { Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { Collector } from './collector.ts';
import { compile } from './compile.ts';
import type { Frame } from './frame.ts';
import { failAt, type Site } from './issues.ts';
import { valueLabel } from './labels.ts';
import type { RelationshipEnd } from './relationships.ts';

/** `A -> B`, `A ~> B` and their reverses; the value is the right side, for chains. */
export function compileRelationship(node: RelationshipExpression, context: CodeContext): Code {
  const left = compile(node.leftExpr, context);
  const right = compile(node.rightExpr, context);
  const site = { source: context.source, node };
  const reverse = node.operator === '<-' || node.operator === '<~';
  const parameter = node.operator === '->' || node.operator === '<-' ? 'before' : 'notify';
  return guarded(site, (frame) => {
    const leftValue = left(frame);
    const rightValue = right(frame);
    const a = operands(leftValue, site, frame);
    const b = operands(rightValue, site, frame);
    const [sources, targets] = reverse ? [b, a] : [a, b];
    for (const source of sources) frame.compiler.addRelationship({ source, targets, parameter });
    if (b.length === 0) return a as Value[];
    const only = b[0];
    if (b.length === 1 && only instanceof Collector) only.alternative = a;
    return b as Value[];
  });
}

function operands(value: Value, site: Site, frame: Frame): RelationshipEnd[] {
  if (!Array.isArray(value)) return [operand(value, site, frame)];
  if (value.length === 1 && !Array.isArray(value[0])) return [operand(value[0]!, site, frame)];
  const result: RelationshipEnd[] = [];
  const seen = new Set<unknown>();
  for (const item of flatten(value)) {
    const end = operand(item, site, frame);
    const key = end instanceof Collector ? end : end.identityKey();
    if (!seen.has(key)) result.push(end);
    seen.add(key);
  }
  return result;
}

function operand(item: Value, site: Site, frame: Frame): RelationshipEnd {
  if ((item as unknown) instanceof Collector) return item as unknown as Collector;
  const type = typeof item === 'string' ? parseType(item, frame.compiler.session.typeLoader) : item;
  if (type instanceof PClassType || type instanceof PResourceType) return type;
  if (type instanceof PType) return notCatalogType(type, site);
  const label = withArticle(valueLabel(item));
  const message = `Illegal relationship operand, can not form a relationship with ${label}. A Catalog type is required.`;
  return failAt(site, message, 'ILLEGAL_RELATIONSHIP_OPERAND_TYPE');
}

function notCatalogType(type: PType, site: Site): never {
  const message = `Illegal relationship operand, can not form a relationship with something of type ${type}. A Catalog type is required.`;
  return failAt(site, message, 'NOT_CATALOG_TYPE');
}
