import type { AnyNode, AssignmentExpression, Expression, VariableExpression } from '../ast.ts';
import { aNode } from '../labels.ts';
import { children } from '../walk.ts';
import { report, type Validation } from './report.ts';
import { checkValue } from './values.ts';

const NUMERIC_VARIABLE = /^(?:0|[1-9][0-9]*)$/;
const VARIABLE = /^(?:::)?(?:[a-z]\w*::)*[a-z_]\w*$/;

export function checkAssignment(validation: Validation, node: AssignmentExpression): void {
  if (node.operator === '=') {
    checkAssignable(validation, node.leftExpr);
    checkValue(validation, node.rightExpr);
    return;
  }
  const see = 'See http://links.puppet.com/remove-plus-equals';
  const message = `The operator '${node.operator}' is no longer supported. ${see}`;
  report(validation, node, 'APPENDS_DELETES_NO_LONGER_SUPPORTED', message);
}

/** A variable's name: decimal for match variables, else lower case segments. */
export function checkVariable(validation: Validation, node: VariableExpression): void {
  const name = variableName(node);
  if (/^[0-9]/.test(name)) {
    if (NUMERIC_VARIABLE.test(name)) return;
    const message =
      `Illegal numeric variable name, The given name '${name}' ` +
      'must be a decimal value if it starts with a digit 0-9';
    report(validation, node, 'ILLEGAL_NUMERIC_VAR_NAME', message);
  } else if (!VARIABLE.test(name)) {
    const rule = 'does not conform to the naming rule /^((::)?[a-z]\\w*)*((::)?[a-z_]\\w*)$/';
    report(validation, node, 'ILLEGAL_VAR_NAME', `Illegal variable name, The given name '${name}' ${rule}`);
  }
}

/** A default value of a parameter holds no assignment, except in lambdas. */
export function checkNoAssignment(validation: Validation, node: AnyNode): void {
  if (node.kind === 'AssignmentExpression') {
    report(validation, node, 'ILLEGAL_ASSIGNMENT_CONTEXT', 'Assignment not allowed here');
  } else if (node.kind !== 'LambdaExpression') {
    for (const child of children(node)) checkNoAssignment(validation, child);
  }
}

function variableName({ expr }: VariableExpression): string {
  return expr.kind === 'QualifiedName' ? expr.value : '';
}

function checkAssignable(validation: Validation, node: Expression): void {
  switch (node.kind) {
    case 'VariableExpression':
      checkAssignedVariable(validation, node);
      return;
    case 'LiteralList':
      for (const value of node.values) checkAssignable(validation, value);
      return;
    case 'AccessExpression': {
      const message = 'Illegal attempt to assign via [index/key]. Not an assignable reference';
      report(validation, node, 'ILLEGAL_INDEXED_ASSIGNMENT', message);
      return;
    }
    default: {
      const message = `Illegal attempt to assign to '${aNode(node)}'. Not an assignable reference`;
      report(validation, node, 'ILLEGAL_ASSIGNMENT', message);
    }
  }
}

function checkAssignedVariable(validation: Validation, node: VariableExpression): void {
  const name = variableName(node);
  if (NUMERIC_VARIABLE.test(name)) {
    const message =
      `Illegal attempt to assign to the numeric match result variable '$${name}'. ` +
      'Numeric variables are not assignable';
    report(validation, node, 'ILLEGAL_NUMERIC_ASSIGNMENT', message);
  }
  if (name.includes('::')) {
    const message = `Illegal attempt to assign to '${name}'. Cannot assign to variables in other namespaces`;
    report(validation, node, 'CROSS_SCOPE_ASSIGNMENT', message);
  }
}
