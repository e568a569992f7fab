import { PuppetError } from '../error.ts';
import type { AssignmentExpression, Expression } from '../syntax/ast.ts';
import { nodeLabel, withArticle } from '../syntax/labels.ts';
import { PClassType } from '../types/catalog-types.ts';
import { hashGet, hashHas } from '../values/keys.ts';
import type { Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { compile } from './compile.ts';
import { type Frame, isReserved } from './frame.ts';
import { failAt, type Site } from './issues.ts';
import { interpolated } from './strings.ts';

/** Gives a value to what stands on the left. */
type Assign = (frame: Frame, value: Value) => void;

/** `$x = value`, `[$a, $b] = value`. */
export function compileAssignment(node: AssignmentExpression, context: CodeContext): Code {
  const site = { source: context.source, node };
  if (node.operator !== '=') {
    return () => failAt(site, `The operator '${node.operator}' is not supported.`, 'UNSUPPORTED_OPERATOR');
  }
  const value = compile(node.rightExpr, context);
  const assign = compileTarget(node.leftExpr, site, context, node);
  return guarded(site, (frame) => {
    const result = value(frame);
    assign(frame, result);
    return result;
  });
}

function compileTarget(
  target: Expression,
  site: Site,
  context: CodeContext,
  node: AssignmentExpression,
): Assign {
  if (target.kind === 'LiteralList') return compileMany(target.values, site, context, node);
  if (target.kind === 'VariableExpression') {
    if (target.expr.kind === 'QualifiedName') return assignName(target.expr.value, site, node, context);
    if (target.expr.kind === 'LiteralInteger') return numericTarget(String(target.expr.value), node, context);
  }
  const label = withArticle(nodeLabel(target));
  const message = `Illegal attempt to assign to '${label}'. Not an assignable reference`;
  return () => failAt({ source: context.source, node: target }, message, 'ILLEGAL_ASSIGNMENT');
}

function numericTarget(name: string, node: AssignmentExpression, context: CodeContext): Assign {
  const message = `Illegal attempt to assign to the numeric match result variable '$${name}'. Numeric variables are not assignable`;
  return () => failAt({ source: context.source, node: node.leftExpr }, message, 'ILLEGAL_NUMERIC_ASSIGNMENT');
}

function assignName(name: string, site: Site, node: AssignmentExpression, context: CodeContext): Assign {
  if (/^[0-9]+$/.test(name)) return numericTarget(name, node, context);
  if (name.includes('::')) {
    const message = `Illegal attempt to assign to '${name}'. Cannot assign to variables in other namespaces`;
    return () => failAt({ source: context.source, node: node.leftExpr }, message, 'CROSS_SCOPE_ASSIGNMENT');
  }
  const reserved = isReserved(name);
  return (frame, value) => {
    const { vars } = frame;
    if (reserved || vars.has(name)) refuse(frame, name, site);
    if (frame.parameters !== null)
      throw new PuppetError(`Attempt to assign variable ${name} when evaluating parameters`);
    vars.set(name, value);
  };
}

function refuse(frame: Frame, name: string, site: Site): never {
  const reserved = `Attempt to assign to a reserved variable name: `;
  if (name === 'server_facts' || (isReserved(name) && frame.vars.has(name))) {
    return failAt(site, `${reserved}'$${name}'`, 'ILLEGAL_RESERVED_ASSIGNMENT');
  }
  if (isReserved(name)) throw new PuppetError(`${reserved}'${name}'`);
  const builtIn = name === 'name' || name === 'title' ? 'built in (or already assigned) ' : '';
  return failAt(site, `Cannot reassign ${builtIn}variable '$${name}'`, 'ILLEGAL_REASSIGNMENT');
}

function compileMany(
  targets: readonly Expression[],
  site: Site,
  context: CodeContext,
  node: AssignmentExpression,
): Assign {
  const assigns = targets.map((target) => compileTarget(target, site, context, node));
  const names = targets.map(targetName);
  return (frame, value) => {
    if (value instanceof Map) return assignFromHash(frame, value, assigns, names, site);
    if (value instanceof PClassType) return assignFromClass(frame, value, assigns, targets, node, context);
    const values = Array.isArray(value) ? value : [value];
    if (values.length !== assigns.length) {
      const counts = `expected ${assigns.length}, got ${values.length}`;
      failAt(
        site,
        `Mismatched number of assignable entries and values, ${counts}`,
        'ILLEGAL_MULTI_ASSIGNMENT_SIZE',
      );
    }
    for (const [index, assign] of assigns.entries()) assign(frame, values[index]!);
  };
}

function targetName(target: Expression): Value {
  if (target.kind === 'LiteralList') return target.values.map(targetName);
  if (target.kind !== 'VariableExpression') return null;
  return target.expr.kind === 'QualifiedName' ? target.expr.value : null;
}

function assignFromHash(
  frame: Frame,
  hash: Map<Value, Value>,
  assigns: readonly Assign[],
  names: readonly Value[],
  site: Site,
): void {
  for (const [index, assign] of assigns.entries()) {
    const key = names[index]!;
    if (!hashHas(hash, key)) {
      const message = `No value for required key '${interpolated(key)}' in assignment to variables from hash`;
      failAt(site, message, 'MISSING_MULTI_ASSIGNMENT_KEY');
    }
    assign(frame, hashGet(hash, key)!);
  }
}

function assignFromClass(
  frame: Frame,
  type: PClassType,
  assigns: readonly Assign[],
  targets: readonly Expression[],
  node: AssignmentExpression,
  context: CodeContext,
): void {
  const { source } = context;
  if (frame.compiler.findResource('class', type.className ?? '') === undefined) {
    const message = `Resource not found: Class['${type.className ?? ''}']`;
    failAt({ source, node: node.rightExpr }, message, 'UNKNOWN_RESOURCE');
  }
  for (const [index, assign] of assigns.entries()) {
    const name = `${(type.className ?? '').toLowerCase()}::${targetName(targets[index]!)}`;
    const value = frame.find(name);
    if (value === undefined) {
      const message = `No value for required variable '$${name}' in assignment to variables from class reference`;
      failAt({ source, node: targets[index]! }, message, 'MISSING_MULTI_ASSIGNMENT_VARIABLE');
    }
    assign(frame, value);
  }
}
