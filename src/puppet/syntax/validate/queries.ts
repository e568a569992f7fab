import type { CollectExpression, Expression } from '../ast.ts';
import { aCapitalNode, aNode } from '../labels.ts';
import { report, type Validation } from './report.ts';

/** A collector collects a type named literally. */
export function checkCollected(validation: Validation, node: CollectExpression): void {
  if (node.typeExpr.kind === 'QualifiedReference') return;
  const what = `${aCapitalNode(node.typeExpr)} is unacceptable as type name in ${aNode(node)}`;
  report(validation, node.typeExpr, 'ILLEGAL_EXPRESSION', `Illegal expression. ${what}`);
}

/** Queries compare with `==` and `!=`, joined by `and` and `or`. */
export function checkQuery(validation: Validation, node: Expression): void {
  switch (node.kind) {
    case 'Nop':
    case 'VariableExpression':
    case 'QualifiedName':
    case 'LiteralInteger':
    case 'LiteralFloat':
    case 'LiteralString':
    case 'LiteralBoolean':
      return;
    case 'AndExpression':
    case 'OrExpression':
      checkQuery(validation, node.leftExpr);
      checkQuery(validation, node.rightExpr);
      return;
    case 'ParenthesizedExpression':
      checkQuery(validation, node.expr);
      return;
    case 'ComparisonExpression':
      if (node.operator === '==' || node.operator === '!=') return;
  }
  const message = `Illegal query expression. ${aCapitalNode(node)} cannot be used in a query`;
  report(validation, node, 'ILLEGAL_QUERY_EXPRESSION', message);
}
