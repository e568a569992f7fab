import { PuppetError } from '../error.ts';
import type {
  AndExpression,
  ComparisonExpression,
  InExpression,
  MatchExpression,
  NotExpression,
  OrExpression,
} from '../syntax/ast.ts';
import { withArticle } from '../syntax/labels.ts';
import { PType } from '../types/index.ts';
import { puppetEquals } from '../values/equality.ts';
import { PRegexp, PSemVerRange, type Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { compareValues, includes, versionInRange } from './compare.ts';
import { compile } from './compile.ts';
import { isTrue } from './control.ts';
import { failAt, type Site } from './issues.ts';
import { valueLabel } from './labels.ts';

/** `!x`. */
export function compileNot(node: NotExpression, context: CodeContext): Code {
  const code = compile(node.expr, context);
  return (frame) => !isTrue(code(frame));
}

/** `a and b`. */
export function compileAnd(node: AndExpression, context: CodeContext): Code {
  const left = compile(node.leftExpr, context);
  const right = compile(node.rightExpr, context);
  return (frame) => isTrue(left(frame)) && isTrue(right(frame));
}

/** `a or b`. */
export function compileOr(node: OrExpression, context: CodeContext): Code {
  const left = compile(node.leftExpr, context);
  const right = compile(node.rightExpr, context);
  return (frame) => isTrue(left(frame)) || isTrue(right(frame));
}

/** `a in b`. */
export function compileIn(node: InExpression, context: CodeContext): Code {
  const left = compile(node.leftExpr, context);
  const right = compile(node.rightExpr, context);
  return guarded({ source: context.source, node }, (frame) => {
    const item = left(frame);
    return includes(right(frame), item, frame);
  });
}

/** `==`, `!=`, `<`, `<=`, `>`, `>=`. */
export function compileComparison(node: ComparisonExpression, context: CodeContext): Code {
  const left = compile(node.leftExpr, context);
  const right = compile(node.rightExpr, context);
  const site = { source: context.source, node };
  const compare = comparers[node.operator];
  return guarded(site, (frame) => {
    const a = left(frame);
    return compare(a, right(frame), site);
  });
}

type Comparer = (left: Value, right: Value, site: Site) => boolean;

const comparers: Record<ComparisonExpression['operator'], Comparer> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '<': (left, right, site) =>
    left instanceof PType ? within(left, right) && !equal(left, right) : ordered('<', left, right, site) < 0,
  '<=': (left, right, site) =>
    left instanceof PType ? within(left, right) : ordered('<=', left, right, site) <= 0,
  '>': (left, right, site) =>
    left instanceof PType ? within(right, left) && !equal(left, right) : ordered('>', left, right, site) > 0,
  '>=': (left, right, site) =>
    left instanceof PType ? within(right, left) : ordered('>=', left, right, site) >= 0,
};

function equal(left: Value, right: Value): boolean {
  if (left instanceof PType) {
    return right instanceof PType && (left.equals(right) || (within(left, right) && within(right, left)));
  }
  return puppetEquals(left, right);
}

function within(narrow: Value, wide: Value): boolean {
  return wide instanceof PType && narrow instanceof PType && wide.isAssignable(narrow);
}

function ordered(operator: string, left: Value, right: Value, site: Site): number {
  const order = compareValues(left, right);
  if (typeof order === 'number') return order;
  const both = `${valueLabel(left)} ${operator} ${valueLabel(right)}`;
  return failAt(
    site,
    `Comparison of: ${both}, is not possible. Caused by '${order}'.`,
    'COMPARISON_NOT_POSSIBLE',
  );
}

/** `=~` and `!~`, with regular expressions, strings as such, types and version ranges. */
export function compileMatch(node: MatchExpression, context: CodeContext): Code {
  const left = compile(node.leftExpr, context);
  const right = compile(node.rightExpr, context);
  const leftSite = { source: context.source, node: node.leftExpr };
  const rightSite = { source: context.source, node: node.rightExpr };
  const wanted = node.operator === '=~';
  return guarded({ source: context.source, node }, (frame) => {
    const value = left(frame);
    const pattern = right(frame);
    if (pattern instanceof PType) return pattern.isInstance(value) === wanted;
    if (pattern instanceof PSemVerRange) return versionInRange(pattern, value) === wanted;
    const regexp = toRegexp(pattern, rightSite);
    if (typeof value !== 'string') {
      const got = withArticle(valueLabel(value));
      return failAt(
        leftSite,
        `Left match operand must result in a String value. Got ${got}.`,
        'MATCH_NOT_STRING',
      );
    }
    const match = regexp.exec(value);
    if (match !== null) frame.match = match;
    return (match !== null) === wanted;
  });
}

function toRegexp(pattern: Value, site: Site): RegExp {
  try {
    if (pattern instanceof PRegexp) return pattern.regexp;
    if (typeof pattern === 'string') return new PRegexp(pattern).regexp;
  } catch (error) {
    const detail = error instanceof PuppetError ? error.message : String(error);
    failAt(site, notRegexp(detail), 'MATCH_NOT_REGEXP');
  }
  return failAt(
    site,
    notRegexp(`no implicit conversion of ${rubyName(pattern)} into String`),
    'MATCH_NOT_REGEXP',
  );
}

function notRegexp(detail: string): string {
  return `Can not convert right match operand to a regular expression. Caused by '${detail}'.`;
}

function rubyName(value: Value): string {
  if (value === null) return 'nil';
  if (typeof value === 'boolean') return String(value);
  return valueLabel(value);
}
