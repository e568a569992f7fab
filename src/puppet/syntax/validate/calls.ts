import type { CallNamedFunctionExpression } from '../ast.ts';
import { aCapitalNode, aNode } from '../labels.ts';
import { report, type Validation } from './report.ts';

/** Names and types are called; text of a template before parentheses is a misplaced parameter list. */
export function checkCall(validation: Validation, node: CallNamedFunctionExpression): void {
  const functor = node.functorExpr;
  const called = functor.kind === 'AccessExpression' ? functor.leftExpr : functor;
  if (called.kind === 'QualifiedReference' || functor.kind === 'QualifiedName') return;
  if (functor.kind === 'RenderStringExpression') {
    const message =
      "Ambiguous EPP parameter expression. Probably missing '<%-' before parameters to remove leading whitespace";
    report(validation, node, 'ILLEGAL_EPP_PARAMETERS', message);
    return;
  }
  const what = `${aCapitalNode(functor)} is unacceptable as function name in ${aNode(node)}`;
  report(validation, functor, 'ILLEGAL_EXPRESSION', `Illegal expression. ${what}`);
}
