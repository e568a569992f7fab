import type { AnyNode } from '../syntax/ast.ts';
import { PType } from '../types/index.ts';
import {
  PBinary,
  PFloat,
  PRegexp,
  PSemVer,
  PSemVerRange,
  PSensitive,
  PTimespan,
  PTimestamp,
  type Value,
} from '../values/value.ts';
import { Collector } from './collector.ts';

const labels: Record<string, string> = {
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
  ApplyBlockExpression: 'Apply Block Expression',
  ConcatenatedString: 'Double Quoted String',
  HostClassDefinition: 'Host Class Definition',
  FunctionDefinition: 'Function Definition',
  PlanDefinition: 'Plan Definition',
  NodeDefinition: 'Node Definition',
  ResourceTypeDefinition: "'define' expression",
  ResourceOverrideExpression: 'Resource Override',
  Parameter: 'Parameter Definition',
  ParenthesizedExpression: 'Parenthesized Expression',
  IfExpression: "'if' statement",
  UnlessExpression: "'unless' Statement",
  CallNamedFunctionExpression: 'Function Call',
  CallMethodExpression: 'Method call',
  ApplyExpression: "'apply' expression",
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
  if (node.kind === 'AttributesOperation') return 'Object';
  if ('operator' in node) return `'${node.operator}' expression`;
  return labels[node.kind] ?? node.kind;
}

/** What Puppet's messages call a value. */
export function valueLabel(value: Value | Collector): string {
  if (value === null) return 'Undef Value';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'number' || typeof value === 'bigint') return 'Integer';
  if (typeof value === 'boolean') return 'Boolean';
  if (Array.isArray(value)) return 'Array';
  if (value instanceof Map) return 'Hash';
  if (value instanceof Collector) return value.exported ? 'Exported-Collector' : 'Catalog-Collector';
  if (value instanceof PType) return typeLabel(value);
  return boxedLabel(value);
}

function typeLabel(type: PType): string {
  const title = (type as { title?: string | null }).title;
  return title ? `${type} Resource-Reference` : `${type}-Type`;
}

function boxedLabel(value: object): string {
  if (value instanceof PFloat) return 'Float';
  if (value instanceof PRegexp) return 'Regexp';
  if (value instanceof PBinary) return 'Binary';
  if (value instanceof PSensitive) return 'Sensitive';
  if (value instanceof PTimestamp) return 'Timestamp';
  if (value instanceof PTimespan) return 'Timespan';
  if (value instanceof PSemVer) return 'Semver';
  if (value instanceof PSemVerRange) return 'SemverRange';
  return 'Object';
}

/** `a Function Call`, `an '[]' expression`: the article by Puppet's rule (vowels include y, quotes are skipped). */
export function withArticle(text: string): string {
  return `${article(text)} ${text}`;
}

/** The same, with a capital at the start of a sentence. */
export function withCapitalArticle(text: string): string {
  return `${article(text) === 'an' ? 'An' : 'A'} ${text}`;
}

function article(text: string): string {
  const first = text[0] === '"' || text[0] === "'" ? text[1] : text[0];
  return /[aeiouy]/i.test(first ?? '') ? 'an' : 'a';
}
