import type { AnyNode, BlockExpression, Expression } from '../ast.ts';
import { aCapitalNode, nodeLabel } from '../labels.ts';
import { report, type Validation } from './report.ts';

/** Whether evaluating a node surely changes nothing. */
export function isIdempotent(node: AnyNode | null): boolean {
  if (node === null) return true;
  switch (node.kind) {
    case 'Nop':
    case 'LiteralUndef':
    case 'LiteralDefault':
    case 'LiteralBoolean':
    case 'LiteralInteger':
    case 'LiteralFloat':
    case 'LiteralString':
    case 'LiteralRegularExpression':
    case 'QualifiedName':
    case 'QualifiedReference':
    case 'ReservedWord':
    case 'LiteralList':
    case 'LiteralHash':
    case 'AccessExpression':
    case 'ArithmeticExpression':
    case 'ComparisonExpression':
    case 'InExpression':
    case 'AndExpression':
    case 'OrExpression':
    case 'NamedAccessExpression':
    case 'NotExpression':
    case 'UnaryMinusExpression':
    case 'UnfoldExpression':
    case 'VariableExpression':
    case 'TextExpression':
    case 'ConcatenatedString':
    case 'HeredocExpression':
    case 'SelectorExpression':
      return true;
    case 'ParenthesizedExpression':
      return isIdempotent(node.expr);
    case 'BlockExpression':
      return node.statements.every(isIdempotent);
    case 'IfExpression':
    case 'UnlessExpression':
      return isIdempotent(node.test) && isIdempotent(node.thenExpr) && isIdempotent(node.elseExpr);
    case 'CaseExpression':
      return isIdempotent(node.test) && node.options.every(isIdempotent);
    case 'CaseOption':
      return node.values.every(isIdempotent) && isIdempotent(node.thenExpr);
    default:
      return false;
  }
}

/** Only the last statement of a block may be there for its value alone; the first that breaks this is reported. */
export function checkBlock(validation: Validation, block: BlockExpression): void {
  const { statements } = block;
  if (isUntitledResource(block)) {
    const { value } = statements[0] as { value: string };
    const message = `This expression is invalid. Did you try declaring a '${value}' resource without a title?`;
    report(validation, block, 'RESOURCE_WITHOUT_TITLE', message);
    return;
  }
  const idle = statements.slice(0, -1).find(isIdempotent);
  if (idle === undefined) return;
  const message =
    `This ${nodeLabel(idle)} has no effect. A value was produced and then forgotten ` +
    '(one or more preceding expressions may have the wrong form)';
  report(validation, idle, 'IDEM_EXPRESSION_NOT_LAST', message);
}

/** Classes, defines and nodes must not end with an expression that has no effect. */
export function checkLastEffect(validation: Validation, container: AnyNode, body: Expression | null): void {
  const last = body?.kind === 'BlockExpression' ? body.statements.at(-1)! : body;
  if (last === null || !isIdempotent(last)) return;
  if (last.kind === 'BlockExpression' && isUntitledResource(last)) return;
  const message =
    `This ${nodeLabel(last)} has no effect. ${aCapitalNode(container)} ` +
    'can not end with a value-producing expression without other effect';
  report(validation, last, 'IDEM_NOT_ALLOWED_LAST', message);
}

function isUntitledResource({ statements }: BlockExpression): boolean {
  return (
    statements.length === 2 &&
    statements[0]!.kind === 'QualifiedName' &&
    statements[1]!.kind === 'LiteralHash'
  );
}
