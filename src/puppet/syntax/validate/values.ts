import type { AnyNode } from '../ast.ts';
import { aCapitalNode } from '../labels.ts';
import { report, type Validation } from './report.ts';

/** What stands where a value is needed must give one: collectors and definitions do not. */
export function checkValue(validation: Validation, node: AnyNode): void {
  switch (node.kind) {
    case 'CollectExpression':
    case 'HostClassDefinition':
    case 'ResourceTypeDefinition':
    case 'FunctionDefinition':
    case 'NodeDefinition':
    case 'TypeAlias':
    case 'TypeMapping':
    case 'TypeDefinition': {
      const message = `Invalid use of expression. ${aCapitalNode(node)} does not produce a value`;
      report(validation, node, 'NOT_RVALUE', message);
      return;
    }
    case 'ParenthesizedExpression':
    case 'NotExpression':
    case 'UnaryMinusExpression':
    case 'UnfoldExpression':
    case 'TextExpression':
    case 'RenderExpression':
      checkValue(validation, node.expr);
      return;
  }
}

/** A side of a relationship may be a collector or another relationship. */
export function checkRelated(validation: Validation, node: AnyNode): void {
  if (node.kind !== 'CollectExpression') checkValue(validation, node);
}
