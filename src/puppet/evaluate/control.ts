import type {
  CaseExpression,
  Expression,
  IfExpression,
  SelectorExpression,
  UnlessExpression,
} from '../syntax/ast.ts';
import type { Value } from '../values/value.ts';
import { type Code, type CodeContext, keepingMatch, nothing } from './code.ts';
import { matches } from './compare.ts';
import { compile, compileStatement, literalValue } from './compile.ts';
import type { Frame } from './frame.ts';
import { failAt } from './issues.ts';
import { withoutParentheses } from './literals.ts';
import { interpolated } from './strings.ts';

/** Puppet's truth: undef and false are false, all else (the empty string too) is true. */
export function isTrue(value: Value): boolean {
  return value !== null && value !== false;
}

/** How the expression that gives the value of another one is compiled. */
type Compile = (node: Expression | null, context: CodeContext) => Code;

/** Statements in a row; the value is that of the last. */
export function compileBlock(statements: readonly Expression[], context: CodeContext, inner: Compile): Code {
  const lastIndex = statements.length - 1;
  const codes = statements
    .map((statement, index) => (index < lastIndex ? compileStatement : inner)(statement, context))
    .filter((code) => code !== nothing);
  const last = statements.at(-1);
  if (last !== undefined && compileIsNothing(last)) codes.push(nothing);
  if (codes.length === 0) return nothing;
  if (codes.length === 1) return codes[0]!;
  return (frame) => {
    let value: Value = null;
    for (let index = 0; index < codes.length; index++) value = codes[index]!(frame);
    return value;
  };
}

function compileIsNothing(node: Expression): boolean {
  return node.kind === 'Nop' || node.kind === 'LiteralUndef' || node.kind.endsWith('Definition');
}

/** `if`. */
export function compileIf(node: IfExpression, context: CodeContext, inner: Compile): Code {
  const test = compile(node.test, context);
  const then = inner(node.thenExpr, context);
  const otherwise = inner(node.elseExpr, context);
  return keepingMatch((frame) => (isTrue(test(frame)) ? then(frame) : otherwise(frame)));
}

/** `unless`. */
export function compileUnless(node: UnlessExpression, context: CodeContext, inner: Compile): Code {
  const test = compile(node.test, context);
  const then = inner(node.thenExpr, context);
  const otherwise = inner(node.elseExpr, context);
  return keepingMatch((frame) => (isTrue(test(frame)) ? otherwise(frame) : then(frame)));
}

/** Whether a tested value is taken by one option of a case or selector. */
type Option = (frame: Frame, test: Value) => boolean;

function compileOption(node: Expression, context: CodeContext): Option {
  const code = compile(node, context);
  if (node.kind === 'UnfoldExpression') {
    return (frame, test) => (code(frame) as Value[]).some((value) => matches(test, value, frame));
  }
  const literal = literalValue(node);
  if (literal !== undefined) return (frame, test) => matches(test, literal, frame);
  return (frame, test) => matches(test, code(frame), frame);
}

/** `case`: the first option that matches, else the default one. */
export function compileCase(node: CaseExpression, context: CodeContext, inner: Compile): Code {
  const test = compile(node.test, context);
  let byDefault: Code = nothing;
  const branches = node.options.map((option) => {
    const then = inner(option.thenExpr, context);
    const values = option.values.map(withoutParentheses);
    if (values.some((value) => value.kind === 'LiteralDefault')) byDefault = then;
    const options = values
      .filter((value) => value.kind !== 'LiteralDefault')
      .map((value) => compileOption(value, context));
    return { options, then };
  });
  return keepingMatch((frame) => {
    const value = test(frame);
    for (const { options, then } of branches) {
      for (const option of options) if (option(frame, value)) return then(frame);
    }
    return byDefault(frame);
  });
}

/** `x ? { a => b }`. */
export function compileSelector(node: SelectorExpression, context: CodeContext): Code {
  const test = compile(node.leftExpr, context);
  let byDefault: Code | null = null;
  const branches: { option: Option; value: Code }[] = [];
  for (const selector of node.selectors) {
    const value = compile(selector.valueExpr, context);
    const matching = withoutParentheses(selector.matchingExpr);
    if (matching.kind === 'LiteralDefault') byDefault = value;
    else branches.push({ option: compileOption(matching, context), value });
  }
  const otherwise = byDefault;
  const site = { source: context.source, node: node.leftExpr };
  return keepingMatch((frame) => {
    const tested = test(frame);
    for (const { option, value } of branches) if (option(frame, tested)) return value(frame);
    if (otherwise !== null) return otherwise(frame);
    const text = interpolated(tested);
    return failAt(
      site,
      `No matching entry for selector parameter with value '${text}'`,
      'UNMATCHED_SELECTOR',
    );
  });
}
