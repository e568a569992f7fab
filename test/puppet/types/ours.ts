import { valueJson } from '../../../src/puppet/catalog/json.ts';
import { PuppetError } from '../../../src/puppet/error.ts';
import type { Expression } from '../../../src/puppet/syntax/ast.ts';
import { parseManifest } from '../../../src/puppet/syntax/index.ts';
import {
  accessType,
  anyType,
  commonType,
  convertToString,
  describeMismatch,
  describeSignatures,
  findType,
  inferSet,
  inferType,
  newValue,
  type PCallableType,
  type PStructType,
  type PType,
  PTypeReferenceType,
  parseType,
  toData,
  toText,
  validateParameters,
} from '../../../src/puppet/types/index.ts';
import {
  compileRubyRegexp,
  DEFAULT,
  makeHash,
  normalizeInteger,
  PFloat,
  PRegexp,
  PSemVerRange,
  PSensitive,
  PTimespan,
  PTimestamp,
  type Value,
} from '../../../src/puppet/values/index.ts';
import type { ParameterCase, SignatureCase } from './cases.ts';

/** The value of an expression of literals, types and conversions, which is all that the cases are written in. */
export function evaluate(code: string): Value {
  return evaluateNode(parseManifest(code).program.body);
}

function evaluateNode(node: Expression): Value {
  switch (node.kind) {
    case 'LiteralUndef':
      return null;
    case 'LiteralDefault':
      return DEFAULT;
    case 'LiteralFloat':
      return new PFloat(node.value);
    case 'LiteralRegularExpression':
      return new PRegexp(node.pattern);
    case 'LiteralString':
    case 'LiteralBoolean':
    case 'LiteralInteger':
    case 'QualifiedName':
      return node.value;
    case 'ConcatenatedString':
      return node.segments.map((segment) => toText(evaluateNode(segment))).join('');
    case 'UnaryMinusExpression':
      return negated(evaluateNode(node.expr));
    case 'LiteralList':
      return node.values.map(evaluateNode);
    case 'LiteralHash':
      return makeHash(
        node.entries.map(({ key, value }) => [evaluateNode(key), evaluateNode(value)] as const),
      );
    case 'QualifiedReference':
      return reference(node.casedValue);
    case 'AccessExpression':
      return accessType(evaluateNode(node.leftExpr) as PType, node.keys.map(evaluateNode));
    case 'CallNamedFunctionExpression':
      return newValue(evaluateNode(node.functorExpr) as PType, node.arguments.map(evaluateNode));
    default:
      throw new Error(`not in the language of the cases: ${node.kind}`);
  }
}

function negated(value: Value): Value {
  return value instanceof PFloat ? new PFloat(-value.value) : normalizeInteger(-BigInt(value as number));
}

function reference(name: string): PType {
  return findType(name.toLowerCase()) ?? new PTypeReferenceType(name);
}

/** The answer, or `{ error }` for an error in what Puppet would call user code. */
export function answer<T>(ask: () => T): T | { error: string } {
  try {
    return ask();
  } catch (error) {
    if (error instanceof PuppetError) return { error: error.message };
    throw error;
  }
}

export const parse = (code: string): unknown => answer(() => parseType(code).toString());

export const common = ([a, b]: readonly [string, string]): unknown =>
  answer(() => commonType(evaluate(a) as PType, evaluate(b) as PType).toString());

export const access = (code: string): unknown => answer(() => toText(evaluate(code)));

export const format = (code: string): unknown => answer(() => evaluate(code));

export const convert = (code: string): unknown => answer(() => show(evaluate(code)));

const opaque = [PTimespan, PTimestamp, PSensitive, PSemVerRange];

function show(value: Value): [string, string] {
  const type = inferType(value).generalize().toString();
  if (opaque.some((kind) => value instanceof kind)) return [type, toText(value)];
  try {
    return [type, convertToString(value, makeHash([[anyType, '%p']]))];
  } catch (error) {
    if (error instanceof PuppetError) return [type, toText(value)];
    throw error;
  }
}

export function mismatch(type: PType, value: Value): string | null {
  return type.isInstance(value) ? null : describeMismatch('x', type, inferSet(value));
}

/** The JSON of a parameter, and what was warned of. */
export function serialize(value: Value, richData: boolean, pathsGrow: boolean): [string, string[]] {
  const issues: string[] = [];
  const options = {
    richData,
    subject: 'File[/a]',
    pathsGrow,
    issue: (message: string) => void issues.push(message),
  };
  return [valueJson(toData(makeHash([['p', value]]), options)), issues];
}

export function match(source: string, text: string): unknown {
  const found = compileRubyRegexp(source).exec(text);
  return found && [found.index, ...Array.from(found, (group) => group ?? null)];
}

export function signature({ name, signatures, args, block }: SignatureCase): unknown {
  const parsed = signatures.map(([type, parameterNames]) => ({
    type: parseType(type) as PCallableType,
    parameterNames,
    blockName: 'block',
  }));
  const types = args.map((arg) => inferSet(evaluate(arg)));
  return describeSignatures(name, parsed, block === undefined ? types : [...types, evaluate(block) as PType]);
}

export function parameters({ subject, struct, given, missingOk }: ParameterCase): unknown {
  return answer(() => {
    validateParameters(
      subject,
      parseType(struct) as PStructType,
      evaluate(given) as Map<Value, Value>,
      missingOk,
    );
    return null;
  });
}
