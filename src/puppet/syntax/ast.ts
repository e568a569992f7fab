import type { Source } from './source.ts';

/**
 * The syntax tree of the Puppet language. Kinds carry the names of Puppet's own model (Puppet::Pops::Model),
 * so that its documentation applies. A missing body or an empty alternative is `null`, never a Nop, except
 * where Puppet itself makes a `Nop` (empty program, empty query).
 */
export interface Node {
  kind: string;
  /** UTF-16 offset in the text of the program's source. */
  offset: number;
  length: number;
}

/** One parsed manifest or template. `definitions` are in Puppet's order (inner ones before outer ones). */
export interface Program {
  kind: 'Program';
  source: Source;
  body: Expression;
  definitions: Definition[];
}

export interface Nop extends Node {
  kind: 'Nop';
}

// ---- literals

export interface LiteralUndef extends Node {
  kind: 'LiteralUndef';
}
export interface LiteralDefault extends Node {
  kind: 'LiteralDefault';
}
export interface LiteralBoolean extends Node {
  kind: 'LiteralBoolean';
  value: boolean;
}
/** `value` is a bigint only beyond the safe integers. */
export interface LiteralInteger extends Node {
  kind: 'LiteralInteger';
  value: number | bigint;
  radix: 8 | 10 | 16;
}
export interface LiteralFloat extends Node {
  kind: 'LiteralFloat';
  value: number;
}
export interface LiteralString extends Node {
  kind: 'LiteralString';
  value: string;
}
/** `pattern` is Ruby (Onigmo) source, without the slashes. */
export interface LiteralRegularExpression extends Node {
  kind: 'LiteralRegularExpression';
  pattern: string;
}
/** A bare word such as `file` or `apache::mod`, without a leading `::` only if the text had none. */
export interface QualifiedName extends Node {
  kind: 'QualifiedName';
  value: string;
}
/** A type name; `casedValue` is as written, `value` in lower case. */
export interface QualifiedReference extends Node {
  kind: 'QualifiedReference';
  casedValue: string;
  value: string;
}
export interface ReservedWord extends Node {
  kind: 'ReservedWord';
  word: string;
  future: boolean;
}
export interface LiteralList extends Node {
  kind: 'LiteralList';
  values: Expression[];
}
export interface KeyedEntry extends Node {
  kind: 'KeyedEntry';
  key: Expression;
  value: Expression;
}
/** `unfolded`: made from bare `k => v` arguments of a call, array or access, not written with braces. */
export interface LiteralHash extends Node {
  kind: 'LiteralHash';
  entries: KeyedEntry[];
  unfolded?: boolean;
}

// ---- strings

/** A double quoted string with interpolations: segments are LiteralString or TextExpression. */
export interface ConcatenatedString extends Node {
  kind: 'ConcatenatedString';
  segments: Expression[];
}
/** `${expr}` within a string. */
export interface TextExpression extends Node {
  kind: 'TextExpression';
  expr: Expression;
}
/** `syntax` is '' when the tag names none. */
export interface HeredocExpression extends Node {
  kind: 'HeredocExpression';
  syntax: string;
  textExpr: Expression;
}

// ---- variables, access, calls

/** `$name`: expr is a QualifiedName (without `$`), or, refused by validation, something else. Numeric: `$1` has the name '1'. */
export interface VariableExpression extends Node {
  kind: 'VariableExpression';
  expr: Expression;
}
/** `left[keys]`. */
export interface AccessExpression extends Node {
  kind: 'AccessExpression';
  leftExpr: Expression;
  keys: Expression[];
}
/** `left.right`: only found as functor of a CallMethodExpression. */
export interface NamedAccessExpression extends Node {
  kind: 'NamedAccessExpression';
  leftExpr: Expression;
  rightExpr: Expression;
}
/** `f(args) |x| {}` or a statement call `include a, b`; the functor is a QualifiedName, a QualifiedReference (`Integer('1')`) or refused. */
export interface CallNamedFunctionExpression extends Node {
  kind: 'CallNamedFunctionExpression';
  functorExpr: Expression;
  arguments: Expression[];
  lambda: LambdaExpression | null;
  rvalRequired: boolean;
}
/** `x.f(args) |x| {}`: the functor is a NamedAccessExpression. */
export interface CallMethodExpression extends Node {
  kind: 'CallMethodExpression';
  functorExpr: Expression;
  arguments: Expression[];
  lambda: LambdaExpression | null;
  rvalRequired: boolean;
}
export interface LambdaExpression extends Node {
  kind: 'LambdaExpression';
  parameters: Parameter[];
  body: Expression | null;
  returnType: Expression | null;
}
export interface Parameter extends Node {
  kind: 'Parameter';
  name: string;
  value: Expression | null;
  typeExpr: Expression | null;
  capturesRest: boolean;
}

// ---- operators

interface Unary extends Node {
  expr: Expression;
}
interface Binary extends Node {
  leftExpr: Expression;
  rightExpr: Expression;
}
export interface ParenthesizedExpression extends Unary {
  kind: 'ParenthesizedExpression';
}
export interface NotExpression extends Unary {
  kind: 'NotExpression';
}
export interface UnaryMinusExpression extends Unary {
  kind: 'UnaryMinusExpression';
}
/** `*expr`. */
export interface UnfoldExpression extends Unary {
  kind: 'UnfoldExpression';
}
export interface ArithmeticExpression extends Binary {
  kind: 'ArithmeticExpression';
  operator: '+' | '-' | '*' | '/' | '%' | '<<' | '>>';
}
export interface ComparisonExpression extends Binary {
  kind: 'ComparisonExpression';
  operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
}
export interface MatchExpression extends Binary {
  kind: 'MatchExpression';
  operator: '=~' | '!~';
}
export interface InExpression extends Binary {
  kind: 'InExpression';
}
export interface AndExpression extends Binary {
  kind: 'AndExpression';
}
export interface OrExpression extends Binary {
  kind: 'OrExpression';
}
export interface AssignmentExpression extends Binary {
  kind: 'AssignmentExpression';
  operator: '=' | '+=' | '-=';
}
export interface RelationshipExpression extends Binary {
  kind: 'RelationshipExpression';
  operator: '->' | '~>' | '<-' | '<~';
}

// ---- control

export interface BlockExpression extends Node {
  kind: 'BlockExpression';
  statements: Expression[];
}
export interface IfExpression extends Node {
  kind: 'IfExpression';
  test: Expression;
  thenExpr: Expression | null;
  elseExpr: Expression | null;
}
export interface UnlessExpression extends Node {
  kind: 'UnlessExpression';
  test: Expression;
  thenExpr: Expression | null;
  elseExpr: Expression | null;
}
export interface CaseExpression extends Node {
  kind: 'CaseExpression';
  test: Expression;
  options: CaseOption[];
}
export interface CaseOption extends Node {
  kind: 'CaseOption';
  values: Expression[];
  thenExpr: Expression | null;
}
export interface SelectorExpression extends Node {
  kind: 'SelectorExpression';
  leftExpr: Expression;
  selectors: SelectorEntry[];
}
export interface SelectorEntry extends Node {
  kind: 'SelectorEntry';
  matchingExpr: Expression;
  valueExpr: Expression;
}

// ---- resources

/** `name => value` or `name +> value`. */
export interface AttributeOperation extends Node {
  kind: 'AttributeOperation';
  attributeName: string;
  operator: '=>' | '+>';
  valueExpr: Expression;
}
/** `* => hash`. */
export interface AttributesOperation extends Node {
  kind: 'AttributesOperation';
  expr: Expression;
}
export type AnyAttributeOperation = AttributeOperation | AttributesOperation;

export type ResourceForm = 'regular' | 'virtual' | 'exported';
export interface ResourceBody extends Node {
  kind: 'ResourceBody';
  title: Expression;
  operations: AnyAttributeOperation[];
}
/** `type { title: ... ; ... }`; the type is a QualifiedName, a QualifiedReference, an AccessExpression or any expression. */
export interface ResourceExpression extends Node {
  kind: 'ResourceExpression';
  form: ResourceForm;
  typeName: Expression;
  bodies: ResourceBody[];
}
/** `File { ... }`. */
export interface ResourceDefaultsExpression extends Node {
  kind: 'ResourceDefaultsExpression';
  form: ResourceForm;
  typeRef: Expression;
  operations: AnyAttributeOperation[];
}
/** `File['a'] { ... }`. */
export interface ResourceOverrideExpression extends Node {
  kind: 'ResourceOverrideExpression';
  form: ResourceForm;
  resources: Expression;
  operations: AnyAttributeOperation[];
}
/** `File <| query |> { overrides }`. */
export interface CollectExpression extends Node {
  kind: 'CollectExpression';
  typeExpr: Expression;
  query: VirtualQuery | ExportedQuery;
  operations: AnyAttributeOperation[];
}
/** `<| expr |>`; an empty query has a Nop. */
export interface VirtualQuery extends Node {
  kind: 'VirtualQuery';
  expr: Expression;
}
/** `<<| expr |>>`; an empty query has a Nop. */
export interface ExportedQuery extends Node {
  kind: 'ExportedQuery';
  expr: Expression;
}

// ---- definitions

/** `name` is fully qualified (nested classes carry the names around them), lower or mixed case as written. */
export interface HostClassDefinition extends Node {
  kind: 'HostClassDefinition';
  name: string;
  parameters: Parameter[];
  parentClass: string | null;
  body: Expression | null;
}
/** `define`. */
export interface ResourceTypeDefinition extends Node {
  kind: 'ResourceTypeDefinition';
  name: string;
  parameters: Parameter[];
  body: Expression | null;
}
/** Host matches are LiteralString, ConcatenatedString (refused), LiteralDefault or LiteralRegularExpression. */
export interface NodeDefinition extends Node {
  kind: 'NodeDefinition';
  hostMatches: Expression[];
  parent: Expression | null;
  body: Expression | null;
}
export interface FunctionDefinition extends Node {
  kind: 'FunctionDefinition';
  name: string;
  parameters: Parameter[];
  returnType: Expression | null;
  body: Expression | null;
}
/** `type Name = expr`. */
export interface TypeAlias extends Node {
  kind: 'TypeAlias';
  name: string;
  typeExpr: Expression;
}
/** `type Name {}` (validation refuses it). */
export interface TypeDefinition extends Node {
  kind: 'TypeDefinition';
  name: string;
  parent: string | null;
  body: Expression | null;
}
/** `type Runtime[...] = expr`. */
export interface TypeMapping extends Node {
  kind: 'TypeMapping';
  typeExpr: Expression;
  mappingExpr: Expression;
}

export type Definition =
  | HostClassDefinition
  | ResourceTypeDefinition
  | NodeDefinition
  | FunctionDefinition
  | TypeAlias
  | TypeDefinition
  | TypeMapping;

// ---- EPP

/** A template: the body of a program's LambdaExpression, which has its parameters; `parametersSpecified` when `|...|` was written. */
export interface EppExpression extends Node {
  kind: 'EppExpression';
  parametersSpecified: boolean;
  body: Expression | null;
}
/** Literal text of a template. */
export interface RenderStringExpression extends Node {
  kind: 'RenderStringExpression';
  value: string;
}
/** `<%= expr %>`. */
export interface RenderExpression extends Node {
  kind: 'RenderExpression';
  expr: Expression;
}

export type Expression =
  | Nop
  | LiteralUndef
  | LiteralDefault
  | LiteralBoolean
  | LiteralInteger
  | LiteralFloat
  | LiteralString
  | LiteralRegularExpression
  | QualifiedName
  | QualifiedReference
  | ReservedWord
  | LiteralList
  | LiteralHash
  | ConcatenatedString
  | TextExpression
  | HeredocExpression
  | VariableExpression
  | AccessExpression
  | NamedAccessExpression
  | CallNamedFunctionExpression
  | CallMethodExpression
  | LambdaExpression
  | ParenthesizedExpression
  | NotExpression
  | UnaryMinusExpression
  | UnfoldExpression
  | ArithmeticExpression
  | ComparisonExpression
  | MatchExpression
  | InExpression
  | AndExpression
  | OrExpression
  | AssignmentExpression
  | RelationshipExpression
  | BlockExpression
  | IfExpression
  | UnlessExpression
  | CaseExpression
  | CaseOption
  | SelectorExpression
  | ResourceExpression
  | ResourceDefaultsExpression
  | ResourceOverrideExpression
  | CollectExpression
  | VirtualQuery
  | ExportedQuery
  | EppExpression
  | RenderStringExpression
  | RenderExpression
  | Definition;

/** Every node below a Program. */
export type AnyNode =
  | Expression
  | KeyedEntry
  | SelectorEntry
  | ResourceBody
  | AnyAttributeOperation
  | Parameter;
