import type { AnyNode } from '../ast.ts';

const LABELS: Partial<Record<AnyNode['kind'], string>> = {
  LiteralInteger: 'Literal Integer',
  LiteralFloat: 'Literal Float',
  AccessExpression: "'[]' expression",
  EppExpression: 'Epp Template',
  ExportedQuery: 'Exported Query',
  VirtualQuery: 'Virtual Query',
  AndExpression: "'and' expression",
  OrExpression: "'or' expression",
  InExpression: "'in' expression",
  LiteralList: 'Array Expression',
  LiteralHash: 'Hash Expression',
  KeyedEntry: 'Hash Entry',
  LiteralBoolean: 'Boolean',
  LiteralString: 'String',
  LambdaExpression: 'Lambda',
  LiteralDefault: "'default' expression",
  LiteralUndef: "'undef' expression",
  LiteralRegularExpression: 'Regular Expression',
  Nop: 'Nop Expression',
  NamedAccessExpression: "'.' expression",
  NotExpression: "'not' expression",
  VariableExpression: 'Variable',
  TextExpression: 'Expression in Interpolated String',
  UnaryMinusExpression: 'Unary Minus',
  UnfoldExpression: 'Unfold',
  BlockExpression: 'Block Expression',
  ConcatenatedString: 'Double Quoted String',
  HostClassDefinition: 'Host Class Definition',
  FunctionDefinition: 'Function Definition',
  NodeDefinition: 'Node Definition',
  ResourceTypeDefinition: "'define' expression",
  ResourceOverrideExpression: 'Resource Override',
  Parameter: 'Parameter Definition',
  ParenthesizedExpression: 'Parenthesized Expression',
  IfExpression: "'if' statement",
  UnlessExpression: "'unless' Statement",
  CallNamedFunctionExpression: 'Function Call',
  CallMethodExpression: 'Method call',
  CaseExpression: "'case' statement",
  CaseOption: 'Case Option',
  RenderStringExpression: 'Epp Text',
  RenderExpression: 'Epp Interpolated Expression',
  ResourceBody: 'Resource Instance Definition',
  ResourceDefaultsExpression: 'Resource Defaults Expression',
  ResourceExpression: 'Resource Statement',
  SelectorExpression: 'Selector Expression',
  SelectorEntry: 'Selector Option',
  QualifiedName: 'Name',
  QualifiedReference: 'Type-Name',
  TypeAlias: 'Type Alias',
  TypeMapping: 'Type Mapping',
  TypeDefinition: 'Type Definition',
};

/** What Puppet's messages call a node. */
export function label(node: AnyNode): string {
  switch (node.kind) {
    case 'ArithmeticExpression':
    case 'MatchExpression':
    case 'ComparisonExpression':
    case 'AssignmentExpression':
    case 'AttributeOperation':
    case 'RelationshipExpression':
      return `'${node.operator}' expression`;
    case 'CollectExpression':
      return label(node.query);
    case 'HeredocExpression':
      return `'@(${node.syntax})' expression`;
    case 'ReservedWord':
      return `Reserved Word '${node.word}'`;
    default:
      return LABELS[node.kind] ?? 'Object';
  }
}

/** The label with its indefinite article. */
export function aLabel(node: AnyNode): string {
  const text = label(node);
  return `${article(text)} ${text}`;
}

/** The label with its indefinite article, capitalised. */
export function anUpperLabel(node: AnyNode): string {
  const text = label(node);
  return `${article(text) === 'a' ? 'A' : 'An'} ${text}`;
}

/** By the first letter; as in Puppet, `y` counts as a vowel. */
function article(text: string): string {
  const first = /^['"]/.test(text) ? text[1]! : text[0]!;
  return 'aeiouy'.includes(first.toLowerCase()) ? 'an' : 'a';
}
