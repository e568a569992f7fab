import { PuppetError } from '../error.ts';
import type {
  AccessExpression,
  AnyNode,
  Expression,
  LiteralHash,
  QualifiedReference,
} from '../syntax/ast.ts';
import { parseManifest } from '../syntax/index.ts';
import { children } from '../syntax/walk.ts';
import { isInteger } from '../values/integer.ts';
import { makeHash } from '../values/keys.ts';
import { DEFAULT, PFloat, type PHash, PRegexp, type Value } from '../values/value.ts';
import { coreType } from './builtin.ts';
import { PResourceType } from './catalog-types.ts';
import { PArrayType } from './collection.ts';
import { extendObject } from './extend-object.ts';
import { findType, type TypeLoader } from './loader.ts';
import { PIntegerType } from './numeric.ts';
import { PObjectType } from './object-type.ts';
import { parameterizers } from './parse-parameters.ts';
import { PType } from './type.ts';
import { PTypeReferenceType } from './type-reference.ts';

/** Where names come from, and the text that messages quote. */
export interface TypeContext {
  loader?: TypeLoader;
  text?: string;
}

const parsed = new Map<string, PType>();

/** Parses a type given as text, such as `Array[String, 1]`; a type that is not found becomes a TypeReference; throws a PuppetError. */
export function parseType(text: string, loader?: TypeLoader): PType {
  if (loader !== undefined) return typeFromText(text, loader);
  let type = parsed.get(text);
  if (type === undefined) {
    type = typeFromText(text);
    parsed.set(text, type);
  }
  return type;
}

/** As `parseType`, parsing again each time. */
export function typeFromText(text: string, loader?: TypeLoader): PType {
  if (text === 'Array[1]') return new PArrayType(null, new PIntegerType(1));
  const core = /^[A-Z][A-Za-z]*$/.test(text) ? coreType(text.toLowerCase()) : undefined;
  return core ?? typeFromAst(parseManifest(text).program.body, loader, text);
}

/** A hash literal in Puppet's syntax, types in it included. */
export function hashFromText(text: string, loader?: TypeLoader): PHash {
  return interpretAny(parseManifest(text).program.body, { loader, text }) as PHash;
}

/** The type that a type expression denotes (only literals as parameters). `text` is the source that messages quote. */
export function typeFromAst(expression: Expression, loader?: TypeLoader, text?: string): PType {
  const context = { loader, text };
  const value = interpretAny(expression, context);
  if (value instanceof PType) return value;
  throw invalidSpecification(expression, context);
}

/** A literal hash of a definition, with the types in it. */
export function hashFromAst(expression: LiteralHash, loader?: TypeLoader, text?: string): PHash {
  return interpretHash(expression, { loader, text });
}

/** The value of a literal, or the type of a type expression. */
export function interpretAny(node: Expression, context: TypeContext): Value {
  switch (node.kind) {
    case 'QualifiedReference':
      return interpretReference(node, context);
    case 'AccessExpression':
      return interpretAccess(node, context);
    case 'QualifiedName':
    case 'LiteralString':
    case 'LiteralBoolean':
    case 'LiteralInteger':
      return node.value;
    case 'LiteralFloat':
      return new PFloat(node.value);
    case 'LiteralDefault':
      return DEFAULT;
    case 'LiteralUndef':
      return null;
    case 'LiteralRegularExpression':
      return new PRegexp(node.pattern);
    case 'LiteralList':
      return node.values.map((value) => interpretAny(value, context));
    case 'LiteralHash':
      return interpretHash(node, context);
    case 'UnaryMinusExpression':
      return negate(interpretAny(node.expr, context), node, context);
    case 'HeredocExpression':
      return interpretAny(node.textExpr, context);
    default:
      throw invalidSpecification(node, context);
  }
}

function interpretHash(node: LiteralHash, context: TypeContext): PHash {
  return makeHash(
    node.entries.map(({ key, value }) => [interpretAny(key, context), interpretAny(value, context)] as const),
  );
}

function negate(value: Value, node: AnyNode, context: TypeContext): Value {
  if (isInteger(value)) return -value || 0;
  if (value instanceof PFloat) return new PFloat(-value.value);
  throw invalidSpecification(node, context);
}

function interpretReference(node: QualifiedReference, { loader }: TypeContext): PType {
  const name = node.value.replace(/^::/, '').toLowerCase();
  return findType(name, loader) ?? new PTypeReferenceType(node.casedValue);
}

function interpretAccess(node: AccessExpression, context: TypeContext): PType {
  const parameters = node.keys.map((key) => interpretAny(key, context));
  const { leftExpr } = node;
  if (leftExpr.kind !== 'QualifiedReference') throw invalidSpecification(node, context);
  const name = leftExpr.value.replace(/^::/, '').toLowerCase();
  const parameterize = parameterizers.get(name);
  if (parameterize !== undefined) {
    const type = parameterize(parameters, {
      invalid: () => invalidSpecification(node, context),
      unparameterized: () => unparameterized(leftExpr, context),
    });
    return type;
  }
  return interpretOther(node, leftExpr, name, parameters, context);
}

function interpretOther(
  node: AccessExpression,
  left: QualifiedReference,
  name: string,
  parameters: Value[],
  context: TypeContext,
): PType {
  const type = findType(name, context.loader);
  if (type === undefined) return new PTypeReferenceType(textOf(node, context));
  if (type instanceof PResourceType) {
    if (parameters.length !== 1) throw badCount(left.casedValue, '1', parameters.length);
    return new PResourceType(type.typeName, String(parameters[0]));
  }
  if (type instanceof PObjectType) return extendObject(type, parameters);
  throw unparameterized(left, context);
}

/** The message for a wrong number of type parameters. */
export function badCount(type: string, required: string, given: number): PuppetError {
  return new PuppetError(
    `Invalid number of type parameters specified: ${type} requires ${required}, ${given} provided`,
  );
}

function invalidSpecification(node: AnyNode, context: TypeContext): PuppetError {
  return new PuppetError(`The expression <${textOf(node, context)}> is not a valid type specification.`);
}

function unparameterized(node: QualifiedReference, context: TypeContext): PuppetError {
  return new PuppetError(`Not a parameterized type <${textOf(node, context)}>`);
}

function textOf(node: AnyNode, { text }: TypeContext): string {
  if (text === undefined) return node.kind === 'QualifiedReference' ? node.casedValue : node.kind;
  const [start, end] = extent(node);
  return text.slice(start, end);
}

/** Where the text of a node and all in it starts and ends. */
function extent(node: AnyNode): [start: number, end: number] {
  const inner = children(node).map(extent);
  const starts = inner.map(([start]) => start);
  const ends = inner.map(([, end]) => end);
  return [Math.min(node.offset, ...starts), Math.max(node.offset + node.length, ...ends)];
}
