import type { AnyNode } from './ast.ts';

const NOTHING: readonly AnyNode[] = [];

/** The nodes directly in a node, in the order in which Puppet visits them. */
export function children(node: AnyNode): readonly AnyNode[] {
  switch (node.kind) {
    case 'ArithmeticExpression':
    case 'ComparisonExpression':
    case 'MatchExpression':
    case 'InExpression':
    case 'AndExpression':
    case 'OrExpression':
    case 'AssignmentExpression':
    case 'RelationshipExpression':
    case 'NamedAccessExpression':
      return [node.leftExpr, node.rightExpr];
    case 'ParenthesizedExpression':
    case 'NotExpression':
    case 'UnaryMinusExpression':
    case 'UnfoldExpression':
    case 'TextExpression':
    case 'VariableExpression':
    case 'RenderExpression':
    case 'AttributesOperation':
      return [node.expr];
    case 'VirtualQuery':
    case 'ExportedQuery':
      return node.expr.kind === 'Nop' ? NOTHING : [node.expr];
    case 'AccessExpression':
      return [node.leftExpr, ...node.keys];
    case 'LiteralList':
      return node.values;
    case 'LiteralHash':
      return node.entries;
    case 'KeyedEntry':
      return [node.key, node.value];
    case 'ConcatenatedString':
      return node.segments;
    case 'HeredocExpression':
      return [node.textExpr];
    case 'CallNamedFunctionExpression':
    case 'CallMethodExpression':
      return given(node.functorExpr, ...node.arguments, node.lambda);
    case 'LambdaExpression':
    case 'FunctionDefinition':
      return given(...node.parameters, node.body, node.returnType);
    case 'HostClassDefinition':
    case 'ResourceTypeDefinition':
      return given(...node.parameters, node.body);
    case 'Parameter':
      return given(node.value, node.typeExpr);
    case 'BlockExpression':
      return node.statements;
    case 'IfExpression':
    case 'UnlessExpression':
      return given(node.test, node.thenExpr, node.elseExpr);
    case 'CaseExpression':
      return [node.test, ...node.options];
    case 'CaseOption':
      return given(...node.values, node.thenExpr);
    case 'SelectorExpression':
      return [node.leftExpr, ...node.selectors];
    case 'SelectorEntry':
      return [node.matchingExpr, node.valueExpr];
    case 'AttributeOperation':
      return [node.valueExpr];
    case 'ResourceBody':
      return [node.title, ...node.operations];
    case 'ResourceExpression':
      return [node.typeName, ...node.bodies];
    case 'ResourceDefaultsExpression':
      return [node.typeRef, ...node.operations];
    case 'ResourceOverrideExpression':
      return [node.resources, ...node.operations];
    case 'CollectExpression':
      return [node.typeExpr, node.query, ...node.operations];
    case 'NodeDefinition':
      return given(node.parent, ...node.hostMatches, node.body);
    case 'TypeAlias':
      return [node.typeExpr];
    case 'TypeMapping':
      return [node.typeExpr, node.mappingExpr];
    case 'TypeDefinition':
    case 'EppExpression':
      return given(node.body);
    default:
      return NOTHING;
  }
}

function given(...nodes: (AnyNode | null)[]): AnyNode[] {
  return nodes.filter((node) => node !== null);
}
