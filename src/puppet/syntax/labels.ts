import type { AnyNode } from './ast.ts';

const labels: Partial<Record<AnyNode['kind'], string>> = {
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

/** What Puppet's messages call an expression. */
export function nodeLabel(node: AnyNode): string {
  if (node.kind === 'CollectExpression') return nodeLabel(node.query);
  if (node.kind === 'HeredocExpression') return `'@(${node.syntax})' expression`;
  if (node.kind === 'ReservedWord') return `Reserved Word '${node.word}'`;
  if ('operator' in node) return `'${node.operator}' expression`;
  return labels[node.kind] ?? 'Object';
}

/** `a Function Call`, `an '[]' expression`: the article by Puppet's rule (vowels include y, quotes are skipped). */
export function withArticle(text: string): string {
  return `${article(text)} ${text}`;
}

/** The same, with a capital at the start of a sentence. */
export function withCapitalArticle(text: string): string {
  return `${article(text) === 'an' ? 'An' : 'A'} ${text}`;
}

/** What Puppet's messages call an expression, with its article. */
export function aNode(node: AnyNode): string {
  return withArticle(nodeLabel(node));
}

/** The same, with a capital at the start of a sentence. */
export function aCapitalNode(node: AnyNode): string {
  return withCapitalArticle(nodeLabel(node));
}

function article(text: string): string {
  const first = text[0] === '"' || text[0] === "'" ? text[1] : text[0];
  return /[aeiouy]/i.test(first ?? '') ? 'an' : 'a';
}
