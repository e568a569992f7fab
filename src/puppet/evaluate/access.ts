import { flatten } from '../catalog/flatten.ts';
import { PuppetError } from '../error.ts';
import type { AccessExpression, Expression } from '../syntax/ast.ts';
import { withArticle, withCapitalArticle } from '../syntax/labels.ts';
import { PClassType, PResourceType } from '../types/catalog-types.ts';
import { accessType, type Blamed, inferType, objectMember, PType } from '../types/index.ts';
import { hashGet } from '../values/keys.ts';
import { PBinary, PDefault, PFloat, type PHash, PObject, type Value } from '../values/value.ts';
import { toNumeric } from './arithmetic.ts';
import { accessCatalogType } from './catalog-access.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { compile, literalValue } from './compile.ts';
import type { Frame } from './frame.ts';
import { failAt, type Site, sitePlace } from './issues.ts';
import { valueLabel } from './labels.ts';
import { compileList } from './literals.ts';
import { parseNumber } from './numbers.ts';

/** What an access stands in: the whole, what is left of the brackets, and each key. */
export interface AccessSites {
  whole: Site;
  left: Site;
  keys: Site[];
}

/** `left[keys]`. */
export function compileAccess(node: AccessExpression, context: CodeContext): Code {
  const { source } = context;
  const left = compile(node.leftExpr, context);
  const sites: AccessSites = {
    whole: { source, node },
    left: { source, node: node.leftExpr },
    keys: node.keys.map((key) => ({ source, node: key })),
  };
  if (node.leftExpr.kind === 'QualifiedReference' && node.keys.every(isStatic)) {
    return once(anyAccess(left, node, sites, context));
  }
  if (node.keys.length === 1) return singleAccess(left, node.keys[0]!, sites, context);
  return anyAccess(left, node, sites, context);
}

function anyAccess(left: Code, node: AccessExpression, sites: AccessSites, context: CodeContext): Code {
  const keys = compileList(node.keys, context);
  return guarded(sites.whole, (frame) => {
    const value = left(frame);
    const list = keys(frame);
    if (list.length === 1 && isBareResource(value) && list[0] instanceof PResourceType) return list[0];
    return access(value, list, sites, frame);
  });
}

/** Types and references written out in full are the same everywhere. */
function isStatic(node: Expression): boolean {
  switch (node.kind) {
    case 'QualifiedReference':
    case 'LiteralRegularExpression':
      return true;
    case 'AccessExpression':
      return node.leftExpr.kind === 'QualifiedReference' && node.keys.every(isStatic);
    case 'LiteralHash':
      return node.entries.every(({ key, value }) => isStatic(key) && isStatic(value));
    case 'LiteralList':
      return node.values.every(isStatic);
    case 'UnaryMinusExpression':
      return isStatic(node.expr);
    default:
      return literalValue(node) !== undefined || node.kind === 'LiteralFloat';
  }
}

function once(code: Code): Code {
  let value: Value | undefined;
  return (frame) => {
    value ??= code(frame);
    return value;
  };
}

function singleAccess(left: Code, keyNode: Expression, sites: AccessSites, context: CodeContext): Code {
  const key = compile(keyNode, context);
  return guarded(sites.whole, (frame) => {
    const value = left(frame);
    const index = key(frame);
    if (value instanceof Map) return hashGet(value, index) ?? null;
    if (typeof index === 'number' && Array.isArray(value)) return value.at(index) ?? null;
    if (isBareResource(value) && index instanceof PResourceType) return index;
    return access(value, [index], sites, frame);
  });
}

function isBareResource(value: Value): boolean {
  return value instanceof PResourceType && value.typeName === null;
}

function access(value: Value, keys: Value[], sites: AccessSites, frame: Frame): Value {
  if (value instanceof Map) return accessHash(value, keys, sites);
  if (Array.isArray(value)) return accessArray(value, flatten(keys), sites, frame);
  if (typeof value === 'string') return accessString(value, flatten(keys), sites);
  if (value instanceof PClassType || value instanceof PResourceType) {
    return accessCatalogType(value, keys, sites, frame);
  }
  if (value instanceof PType) return frame.compiler.limits.collection(specialize(value, keys, sites));
  if (value instanceof PBinary) return accessBinary(value, keys, sites);
  if (value instanceof PObject) return objectMember(value, '[]') ?? notApplicable(value, sites);
  return notApplicable(value, sites);
}

function notApplicable(value: Value, sites: AccessSites): never {
  const label = withArticle(valueLabel(value));
  return failAt(sites.left, `Operator '[]' is not applicable to ${label}.`, 'OPERATOR_NOT_APPLICABLE');
}

function specialize(type: PType, keys: Value[], sites: AccessSites): Value {
  try {
    return accessType(type, keys, { placeOf: (blamed) => sitePlace(blamedSite(blamed, sites)) });
  } catch (error) {
    if (!(error instanceof PuppetError) || error.line === undefined) throw error;
    throw new PuppetError(`Evaluation Error: ${error.message}`, error, error.code ?? 'EVALUATION_ERROR');
  }
}

function blamedSite(blamed: Blamed, sites: AccessSites): Site {
  if (blamed === 'left') return sites.left;
  return blamed === 'whole' ? sites.whole : (sites.keys[blamed] ?? sites.whole);
}

function accessHash(hash: PHash, keys: readonly Value[], sites: AccessSites): Value {
  if (keys.length === 0) {
    failAt(sites.left, 'Hash supports [] with one or more arguments. Got 0', 'BAD_HASH_SLICE_ARITY');
  }
  if (keys.length === 1) return hashGet(hash, keys[0]!) ?? null;
  return keys.map((key) => hashGet(hash, key) ?? null).filter((item) => item !== null);
}

function accessArray(items: Value[], keys: readonly Value[], sites: AccessSites, frame: Frame): Value {
  if (keys.length === 0 || keys.length > 2) {
    const message = `Array supports [] with one or two arguments. Got ${keys.length}`;
    failAt(sites.left, message, 'BAD_ARRAY_SLICE_ARITY');
  }
  const numbers = keys.map((key, index) => {
    const number = toNumeric(key, sites.keys[index] ?? sites.whole, frame);
    return number instanceof PFloat ? badIndex(items, number, index, sites) : Number(number);
  });
  if (numbers.length === 1) return items.at(numbers[0]!) ?? null;
  const range = sliceRange(items.length, numbers[0]!, numbers[1]!);
  return range === undefined ? [] : items.slice(range[0], range[1]);
}

/** Start and end of `[from, count]`, undefined when it lies outside. */
function sliceRange(size: number, from: number, count: number): [number, number] | undefined {
  let start = from < 0 ? size + from : from;
  let length = count < 0 ? size - start + count + 1 : count;
  if (start < 0) {
    length += start;
    start = 0;
  }
  return length < 0 || start > size ? undefined : [start, start + length];
}

function badIndex(left: Value, key: Value, index: number, sites: AccessSites): never {
  const label = withCapitalArticle(valueLabel(left));
  const message = `${label}[] cannot use ${keyTypeName(key)} where Integer is expected`;
  return failAt(sites.keys[index] ?? sites.whole, message, 'BAD_SLICE_KEY_TYPE');
}

/** What messages call the type of an unsuitable key. */
export function keyTypeName(key: Value): string {
  if (key === null) return 'Undef';
  if (key instanceof PDefault) return 'Default';
  return inferType(key).generalize().toString();
}

function accessString(text: string, keys: readonly Value[], sites: AccessSites): string {
  if (keys.length === 0 || keys.length > 2) {
    const message = `String supports [] with one or two arguments. Got ${keys.length}`;
    failAt(sites.left, message, 'BAD_STRING_SLICE_ARITY');
  }
  const numbers = keys.map((key, index) => stringIndex(key, index, sites));
  const characters = isAscii(text) ? text : [...text];
  const size = characters.length;
  if (numbers.length === 1) {
    const at = numbers[0]! < 0 ? size + numbers[0]! : numbers[0]!;
    return at < 0 ? '' : (characters[at] ?? '');
  }
  const range = sliceRange(size, numbers[0]!, numbers[1]!);
  if (range === undefined) return '';
  const part = characters.slice(range[0], range[1]);
  return typeof part === 'string' ? part : part.join('');
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

function stringIndex(key: Value, index: number, sites: AccessSites): number {
  const number = typeof key === 'string' ? parseNumber(key) : key;
  if (typeof number === 'number' || typeof number === 'bigint') return Number(number);
  const type = keyTypeName(number === undefined ? key : number);
  const message = `A substring operation does not accept ${withArticle(type)} as a character index. Expected an Integer`;
  return failAt(sites.keys[index] ?? sites.whole, message, 'BAD_STRING_SLICE_KEY_TYPE');
}

function accessBinary(binary: PBinary, keys: readonly Value[], sites: AccessSites): PBinary {
  const text = Buffer.from(binary.bytes).toString('latin1');
  return new PBinary(Buffer.from(accessString(text, keys, sites), 'latin1'));
}
