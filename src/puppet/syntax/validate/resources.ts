import type {
  AttributeOperation,
  ResourceBody,
  ResourceDefaultsExpression,
  ResourceExpression,
  ResourceOverrideExpression,
} from '../ast.ts';
import { aNode } from '../labels.ts';
import { report, type Validation } from './report.ts';
import { checkValue } from './values.ts';

/** `+>` is for overrides and collectors. */
export function checkAttribute(validation: Validation, node: AttributeOperation): void {
  const parent = validation.path.at(-1)!;
  const appends = parent.kind === 'CollectExpression' || parent.kind === 'ResourceOverrideExpression';
  if (node.operator === '+>' && !appends) {
    const message =
      `Illegal +> operation on attribute ${node.attributeName}. ` +
      `This operator can not be used in ${aNode(parent)}`;
    report(validation, node, 'ILLEGAL_ATTRIBUTE_APPEND', message);
  }
  checkValue(validation, node.valueExpr);
}

/** One splat a body. */
export function checkResourceBody(validation: Validation, node: ResourceBody): void {
  const splats = node.operations.filter((operation) => operation.kind === 'AttributesOperation');
  const message = 'Unfolding of attributes from Hash can only be used once per resource body';
  for (const again of splats.slice(1)) report(validation, again, 'MULTIPLE_ATTRIBUTES_UNFOLD', message);
}

export function checkResource(validation: Validation, node: ResourceExpression): void {
  const isClass = node.typeName.kind === 'QualifiedName' && node.typeName.value === 'class';
  if (node.form === 'regular' || !isClass) return;
  report(validation, node, 'CLASS_NOT_VIRTUALIZABLE', 'Classes are not virtualizable');
}

export function checkNotVirtual(
  validation: Validation,
  node: ResourceDefaultsExpression | ResourceOverrideExpression,
): void {
  if (node.form === 'regular') return;
  report(validation, node, 'NOT_VIRTUALIZEABLE', 'Resource Defaults are not virtualizable');
}
