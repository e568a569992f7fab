import type { Expression } from '../syntax/ast.ts';
import { DEFAULT, PFloat, PRegexp, type Value } from '../values/value.ts';
import { compileAccess } from './access.ts';
import { compileArithmetic, compileMinus } from './arithmetic.ts';
import { compileAssignment } from './assignment.ts';
import { compileCall, compileMethodCall } from './calls.ts';
import { type Code, type CodeContext, guarded, nothing } from './code.ts';
import { compileCollect } from './collect.ts';
import { compileBlock, compileCase, compileIf, compileSelector, compileUnless } from './control.ts';
import { compileDefaults } from './defaults.ts';
import { compileEpp, compileRender, compileRenderString } from './epp.ts';
import { failAt } from './issues.ts';
import { compileArray, compileHash, compileUnfold } from './literals.ts';
import { compileAnd, compileComparison, compileIn, compileMatch, compileNot, compileOr } from './logic.ts';
import { compileOverride } from './overrides.ts';
import { compileRelationship } from './relationship.ts';
import { compileResource } from './resource-expression.ts';
import { compileString, compileText } from './strings.ts';
import { compileTypeName } from './type-names.ts';
import { compileVariable } from './variables.ts';

/** Compiles an expression to a closure. A missing one has the value undef. */
export function compile(node: Expression | null, context: CodeContext): Code {
  if (node === null) return nothing;
  switch (node.kind) {
    case 'Nop':
    case 'LiteralUndef':
      return nothing;
    case 'LiteralDefault':
      return constant(DEFAULT);
    case 'LiteralBoolean':
    case 'LiteralInteger':
    case 'LiteralString':
    case 'QualifiedName':
      return constant(node.value);
    case 'LiteralFloat':
      return constant(new PFloat(node.value));
    case 'LiteralRegularExpression':
      return constant(new PRegexp(node.pattern));
    case 'ReservedWord':
      return node.future ? constant(node.word) : reservedWord(node.word, node, context);
    case 'QualifiedReference':
      return compileTypeName(node, context);
    case 'LiteralList':
      return compileArray(node.values, context);
    case 'LiteralHash':
      return compileHash(node, context);
    case 'ConcatenatedString':
      return compileString(node, context);
    case 'TextExpression':
      return compileText(node, context);
    case 'HeredocExpression':
      return compile(node.textExpr, context);
    case 'VariableExpression':
      return compileVariable(node, context);
    case 'AccessExpression':
      return compileAccess(node, context);
    case 'CallNamedFunctionExpression':
      return compileCall(node, context);
    case 'CallMethodExpression':
      return compileMethodCall(node, context);
    case 'ParenthesizedExpression':
      return compile(node.expr, context);
    case 'NotExpression':
      return compileNot(node, context);
    case 'UnaryMinusExpression':
      return compileMinus(node, context);
    case 'UnfoldExpression':
      return compileUnfold(node, context);
    case 'ArithmeticExpression':
      return compileArithmetic(node, context);
    case 'ComparisonExpression':
      return compileComparison(node, context);
    case 'MatchExpression':
      return compileMatch(node, context);
    case 'InExpression':
      return compileIn(node, context);
    case 'AndExpression':
      return compileAnd(node, context);
    case 'OrExpression':
      return compileOr(node, context);
    case 'AssignmentExpression':
      return compileAssignment(node, context);
    case 'RelationshipExpression':
      return compileRelationship(node, context);
    case 'BlockExpression':
      return compileBlock(node.statements, context, compile);
    case 'IfExpression':
      return compileIf(node, context, compile);
    case 'UnlessExpression':
      return compileUnless(node, context, compile);
    case 'CaseExpression':
      return compileCase(node, context, compile);
    case 'SelectorExpression':
      return compileSelector(node, context);
    case 'ResourceExpression':
      return compileResource(node, context, true);
    case 'ResourceDefaultsExpression':
      return compileDefaults(node, context);
    case 'ResourceOverrideExpression':
      return compileOverride(node, context);
    case 'CollectExpression':
      return compileCollect(node, context);
    case 'EppExpression':
      return compileEpp(node, context);
    case 'RenderStringExpression':
      return compileRenderString(node);
    case 'RenderExpression':
      return compileRender(node, context);
    case 'HostClassDefinition':
    case 'ResourceTypeDefinition':
    case 'NodeDefinition':
    case 'FunctionDefinition':
    case 'TypeAlias':
    case 'TypeDefinition':
    case 'TypeMapping':
      return nothing;
    default:
      return unsupported(node, context);
  }
}

/** The same for an expression whose value nobody asks for: references to resources are not made. */
export function compileStatement(node: Expression | null, context: CodeContext): Code {
  switch (node?.kind) {
    case 'BlockExpression':
      return compileBlock(node.statements, context, compileStatement);
    case 'IfExpression':
      return compileIf(node, context, compileStatement);
    case 'UnlessExpression':
      return compileUnless(node, context, compileStatement);
    case 'CaseExpression':
      return compileCase(node, context, compileStatement);
    case 'ResourceExpression':
      return compileResource(node, context, false);
    default:
      return compile(node, context);
  }
}

/** The value of an expression that is the same in every frame, undefined when it may differ. */
export function literalValue(node: Expression): Value | undefined {
  switch (node.kind) {
    case 'LiteralUndef':
      return null;
    case 'LiteralString':
    case 'LiteralInteger':
    case 'LiteralBoolean':
    case 'QualifiedName':
      return node.value;
    case 'LiteralDefault':
      return DEFAULT;
    default:
      return undefined;
  }
}

function constant(value: Value): Code {
  return () => value;
}

function reservedWord(word: string, node: Expression, context: CodeContext): Code {
  const message = `Use of reserved word: ${word}, must be quoted if intended to be a String value`;
  return () => failAt({ source: context.source, node }, message, 'RESERVED_WORD');
}

function unsupported(node: Expression, context: CodeContext): Code {
  const site = { source: context.source, node };
  return guarded(site, () => failAt(site, `Expressions of type ${node.kind} are not supported here`));
}
