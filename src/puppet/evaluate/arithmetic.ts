import { rubyToS } from '../functions/support/ruby-text.ts';
import type { ArithmeticExpression, UnaryMinusExpression } from '../syntax/ast.ts';
import { nodeLabel, withArticle, withCapitalArticle } from '../syntax/labels.ts';
import { normalizeInteger } from '../values/integer.ts';
import { PBinary, PFloat, PSemVer, PTimespan, PTimestamp, PUri, type Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { concatenate, without } from './collections.ts';
import { compile } from './compile.ts';
import type { Frame } from './frame.ts';
import { failAt, type Site } from './issues.ts';
import { valueLabel } from './labels.ts';
import { parseNumber } from './numbers.ts';
import { timeArithmetic } from './time-arithmetic.ts';

/** A number of the language: integers as number or bigint, floats boxed. */
export type Numeric = number | bigint | PFloat;

type Operator = ArithmeticExpression['operator'];

const maxInteger = 2n ** 63n - 1n;
const minInteger = -(2n ** 63n);

interface Sites {
  whole: Site;
  left: Site;
  right: Site;
}

/** `+ - * / % << >>`, on numbers, strings that are numbers, collections and times. */
export function compileArithmetic(node: ArithmeticExpression, context: CodeContext): Code {
  const left = compile(node.leftExpr, context);
  const right = compile(node.rightExpr, context);
  const { source } = context;
  const sites: Sites = {
    whole: { source, node },
    left: { source, node: node.leftExpr },
    right: { source, node: node.rightExpr },
  };
  const { operator } = node;
  return guarded(sites.whole, (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === 'number' && typeof b === 'number') {
      const quick = quickly(operator, a, b);
      if (quick !== undefined) return quick;
    }
    return calculate(operator, a, b, sites, frame);
  });
}

function quickly(operator: Operator, a: number, b: number): number | undefined {
  const result = operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : Number.NaN;
  return Number.isSafeInteger(result) ? result : undefined;
}

function calculate(operator: Operator, a: Value, b: Value, sites: Sites, frame: Frame): Value {
  const collection = Array.isArray(a) || a instanceof Map;
  if (operator === '+' && (collection || a instanceof PUri || a instanceof PBinary)) {
    return frame.compiler.limits.collection(concatenate(a, b));
  }
  if (operator === '-' && collection) return without(a, b);
  if (operator === '<<' && collection) {
    if (!Array.isArray(a)) return notApplicable(operator, a, sites.left);
    return frame.compiler.limits.collection([...a, b]);
  }
  // Versions are numbers to Ruby, but none that can be calculated with.
  if (a instanceof PSemVer) return notApplicable(operator, a, sites.left);
  return numericOperation(operator, coerce(a, sites.left, frame), coerce(b, sites.right, frame), sites);
}

type Operand = Numeric | PTimespan | PTimestamp;

function coerce(value: Value, site: Site, frame: Frame): Operand {
  if (value instanceof PTimespan || value instanceof PTimestamp) return value;
  return toNumeric(value, site, frame);
}

/** A number, from a number or from a string that is one (with the warning or error that strictness asks for). */
export function toNumeric(value: Value, site: Site, frame: Frame): Numeric {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof PFloat) return value;
  const number = typeof value === 'string' ? parseNumber(value) : undefined;
  if (number === undefined) {
    return failAt(site, `The value '${rubyToS(value)}' cannot be converted to Numeric.`, 'NOT_NUMERIC');
  }
  frame.compiler.strictly(
    `The string '${value}' was automatically coerced to the numerical value ${number}`,
    site,
    'NUMERIC_COERCION',
  );
  return number;
}

function numericOperation(operator: Operator, a: Operand, b: Operand, sites: Sites): Value {
  if (
    a instanceof PTimespan ||
    a instanceof PTimestamp ||
    b instanceof PTimespan ||
    b instanceof PTimestamp
  ) {
    const isShift = operator === '<<' || operator === '>>';
    if (isShift && (a instanceof PTimespan || a instanceof PTimestamp))
      return notApplicable(operator, a, sites.left);
    if (operator === '/' && a instanceof PTimespan && (b === 0 || b === 0n)) return divisionByZero(sites);
    if (a instanceof PTimestamp && operator !== '+' && operator !== '-')
      return notApplicable(operator, a, sites.left);
    return timeArithmetic(operator, a, b) ?? notApplicableWhen(operator, a, b, sites.left);
  }
  if (a instanceof PFloat || b instanceof PFloat) return floatOperation(operator, a, b, sites);
  return integerOperation(operator, BigInt(a), BigInt(b), sites);
}

function floatOperation(operator: Operator, a: Numeric, b: Numeric, sites: Sites): Value {
  const x = a instanceof PFloat ? a.value : Number(a);
  const y = b instanceof PFloat ? b.value : Number(b);
  if (operator === '%') {
    return a instanceof PFloat
      ? notApplicable(operator, a, sites.left)
      : notApplicableWhen(operator, a, b, sites.left);
  }
  if (operator === '<<' || operator === '>>') return shiftFloat(operator, a, b, sites);
  const result = operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : x / y;
  if (result === Number.POSITIVE_INFINITY || result === Number.NEGATIVE_INFINITY) {
    failAt(sites.left, `The result of the ${operator} expression is Infinity`, 'RESULT_IS_INFINITY');
  }
  return new PFloat(result);
}

function shiftFloat(operator: '<<' | '>>', a: Numeric, b: Numeric, sites: Sites): Value {
  if (a instanceof PFloat) return notApplicable(operator, a, sites.left);
  return integerOperation(operator, BigInt(a), BigInt(Math.trunc((b as PFloat).value)), sites);
}

function integerOperation(operator: Operator, a: bigint, b: bigint, sites: Sites): Value {
  const result = integers(operator, a, b, sites);
  if (result > maxInteger || result < minInteger) overflow(result, sites.whole);
  return normalizeInteger(result);
}

function integers(operator: Operator, a: bigint, b: bigint, sites: Sites): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0n ? divisionByZero(sites) : floorDivide(a, b);
    case '%':
      return b === 0n ? divisionByZero(sites) : a - floorDivide(a, b) * b;
    case '<<':
      return shift(a, b, sites);
    case '>>':
      return shift(a, -b, sites);
  }
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** A shift so wide that the result must overflow is not carried out. */
function shift(value: bigint, by: bigint, sites: Sites): bigint {
  if (by > 4096n && value !== 0n) overflow(value > 0n ? maxInteger + 1n : minInteger - 1n, sites.whole);
  if (by < -4096n) return value < 0n ? -1n : 0n;
  return by >= 0n ? value << by : value >> -by;
}

function divisionByZero(sites: Sites): never {
  return failAt(sites.right, 'Division by 0', 'DIV_BY_ZERO');
}

function overflow(value: bigint, site: Site): never {
  const label = withCapitalArticle(nodeLabel(site.node));
  const end = value > 0n ? 'max' : 'min';
  const hex = value > 0n ? `+0x${value.toString(16)}` : `-0x${(-value).toString(16)}`;
  return failAt(
    site,
    `${label} resulted in a value outside of Puppet Integer ${end} range, got '${hex}'`,
    'NUMERIC_OVERFLOW',
  );
}

function notApplicable(operator: string, left: Value, site: Site): never {
  const label = withArticle(valueLabel(left));
  return failAt(site, `Operator '${operator}' is not applicable to ${label}.`, 'OPERATOR_NOT_APPLICABLE');
}

function notApplicableWhen(operator: string, left: Value, right: Value, site: Site): never {
  const label = withArticle(valueLabel(left));
  const other = withArticle(valueLabel(right));
  return failAt(
    site,
    `Operator '${operator}' is not applicable to ${label} when right side is ${other}.`,
    'OPERATOR_NOT_APPLICABLE_WHEN',
  );
}

/** `-x`. */
export function compileMinus(node: UnaryMinusExpression, context: CodeContext): Code {
  const code = compile(node.expr, context);
  const site = { source: context.source, node };
  return guarded(site, (frame) => {
    const value = code(frame);
    if (typeof value === 'number') return value === 0 ? 0 : -value;
    if (value instanceof PTimespan) return new PTimespan(-value.nsecs);

    const number = toNumeric(value, site, frame);
    return number instanceof PFloat ? new PFloat(-number.value) : normalizeInteger(-BigInt(number));
  });
}
