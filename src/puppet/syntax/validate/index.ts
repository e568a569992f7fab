import type { AnyNode, Program } from '../ast.ts';
import { children } from '../walk.ts';
import type { SyntaxWarning } from '../warning.ts';
import { checkAssignment, checkVariable } from './assignments.ts';
import { checkCall } from './calls.ts';
import { checkClassOrDefine, checkFunction, checkNode, type Namespace } from './definitions.ts';
import { checkBlock } from './effects.ts';
import { checkHeredoc } from './heredocs.ts';
import { checkCaseDefaults, checkFloat, checkInteger, checkKeys, checkSelectorDefaults } from './literals.ts';
import { type AutoloadPaths, checkTopConstructs, namespaceOf } from './location.ts';
import { checkCaptureLast, checkNoCapture, checkParameter, checkUniqueParameters } from './parameters.ts';
import { checkCollected, checkQuery } from './queries.ts';
import {
  makeValidation,
  type Parsers,
  type Release,
  report,
  throwErrors,
  type Validation,
} from './report.ts';
import { checkAttribute, checkNotVirtual, checkResource, checkResourceBody } from './resources.ts';
import { checkTypeAlias, checkTypeDefinition, checkTypeMapping, checkTypeReference } from './types.ts';
import { checkRelated, checkValue } from './values.ts';

/** What validation depends on besides the tree. */
export interface Rules {
  release: Release;
  paths: AutoloadPaths | undefined;
  parsers: Parsers;
  warn: (warning: SyntaxWarning) => void;
}

/**
 * Checks what the grammar lets through. Warnings go to `warn`; then one error is thrown, or one that counts
 * several and has them as its `others`, in Puppet's order.
 */
export function validate(program: Program, { release, paths, parsers, warn }: Rules): void {
  const validation = makeValidation(program, release, parsers);
  const namespace = namespaceOf(program.source.file, paths);
  checkTopConstructs(validation, program, namespace);
  visit(validation, program.body, namespace);
  for (const warning of validation.warnings) warn(warning);
  throwErrors(validation);
}

function visit(validation: Validation, node: AnyNode, namespace: Namespace): void {
  // Half of all nodes are these, and no rule is about them.
  if (node.kind === 'LiteralString' || node.kind === 'QualifiedName') return;
  check(validation, node, namespace);
  const inner = children(node);
  if (inner.length === 0) return;
  validation.path.push(node);
  for (const child of inner) visit(validation, child, namespace);
  validation.path.pop();
}

/** The rules for a node; its children are checked only in their role in it. */
function check(validation: Validation, node: AnyNode, namespace: Namespace): void {
  switch (node.kind) {
    case 'VariableExpression':
      checkVariable(validation, node);
      return;
    case 'AttributeOperation':
      checkAttribute(validation, node);
      return;
    case 'AttributesOperation':
    case 'ParenthesizedExpression':
    case 'NotExpression':
    case 'UnaryMinusExpression':
    case 'UnfoldExpression':
    case 'TextExpression':
    case 'RenderExpression':
      checkValue(validation, node.expr);
      return;
    case 'ArithmeticExpression':
    case 'ComparisonExpression':
    case 'MatchExpression':
    case 'InExpression':
    case 'AndExpression':
    case 'OrExpression':
      checkValue(validation, node.leftExpr);
      checkValue(validation, node.rightExpr);
      return;
    case 'RelationshipExpression':
      checkRelated(validation, node.leftExpr);
      checkRelated(validation, node.rightExpr);
      return;
    case 'AssignmentExpression':
      checkAssignment(validation, node);
      return;
    case 'CallNamedFunctionExpression':
      checkCall(validation, node);
      return;
    case 'LiteralList':
      for (const value of node.values) checkValue(validation, value);
      return;
    case 'KeyedEntry':
      checkValue(validation, node.key);
      checkValue(validation, node.value);
      return;
    case 'LiteralHash':
      checkKeys(validation, node);
      return;
    case 'LiteralInteger':
      checkInteger(validation, node);
      return;
    case 'LiteralFloat':
      checkFloat(validation, node);
      return;
    case 'ReservedWord': {
      const message = `Use of reserved word: ${node.word}, must be quoted if intended to be a String value`;
      report(validation, node, 'RESERVED_WORD', message);
      return;
    }
    default:
      checkStatement(validation, node, namespace);
      return;
  }
}

function checkStatement(validation: Validation, node: AnyNode, namespace: Namespace): void {
  switch (node.kind) {
    case 'BlockExpression':
      checkBlock(validation, node);
      return;
    case 'IfExpression':
    case 'UnlessExpression':
      checkValue(validation, node.test);
      return;
    case 'CaseExpression':
      checkValue(validation, node.test);
      checkCaseDefaults(validation, node);
      return;
    case 'CaseOption':
      for (const value of node.values) checkValue(validation, value);
      return;
    case 'SelectorExpression':
      checkValue(validation, node.leftExpr);
      checkSelectorDefaults(validation, node);
      return;
    case 'SelectorEntry':
      checkValue(validation, node.matchingExpr);
      return;
    case 'ResourceExpression':
      checkResource(validation, node);
      return;
    case 'ResourceBody':
      checkResourceBody(validation, node);
      return;
    case 'ResourceDefaultsExpression':
    case 'ResourceOverrideExpression':
      checkNotVirtual(validation, node);
      return;
    case 'CollectExpression':
      checkCollected(validation, node);
      return;
    case 'VirtualQuery':
    case 'ExportedQuery':
      checkQuery(validation, node.expr);
      return;
    default:
      checkDefinition(validation, node, namespace);
      return;
  }
}

function checkDefinition(validation: Validation, node: AnyNode, namespace: Namespace): void {
  switch (node.kind) {
    case 'HeredocExpression':
      checkHeredoc(validation, node);
      return;
    case 'Parameter':
      checkParameter(validation, node);
      return;
    case 'LambdaExpression':
      checkCaptureLast(validation, node.parameters);
      if (node.returnType !== null) checkTypeReference(validation, node, node.returnType);
      return;
    case 'EppExpression': {
      const lambda = validation.path.at(-1)!;
      if (lambda.kind !== 'LambdaExpression') return;
      checkNoCapture(validation, node, lambda.parameters);
      checkUniqueParameters(validation, lambda.parameters);
      return;
    }
    case 'HostClassDefinition':
    case 'ResourceTypeDefinition':
      checkClassOrDefine(validation, node, namespace);
      return;
    case 'FunctionDefinition':
      checkFunction(validation, node, namespace);
      return;
    case 'NodeDefinition':
      checkNode(validation, node);
      return;
    case 'TypeAlias':
      checkTypeAlias(validation, node);
      return;
    case 'TypeMapping':
      checkTypeMapping(validation, node);
      return;
    case 'TypeDefinition':
      checkTypeDefinition(validation, node);
      return;
  }
}
