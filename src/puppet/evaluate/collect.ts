import type { Param } from '../catalog/param.ts';
import { PuppetError } from '../error.ts';
import type { CollectExpression, ComparisonExpression, Expression } from '../syntax/ast.ts';
import { lineOf } from '../syntax/source.ts';
import { toText } from '../types/index.ts';
import { puppetEquals } from '../values/equality.ts';
import { PFloat, type Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { Collector, type Query } from './collector.ts';
import { includes } from './compare.ts';
import { compile } from './compile.ts';
import { duplicateName } from './duplicates.ts';
import type { Frame } from './frame.ts';
import { compileOperations } from './operations.ts';

/** `Type <| query |> { overrides }`: the value is the collector, for relationships. */
export function compileCollect(node: CollectExpression, context: CodeContext): Code {
  const exported = node.query.kind === 'ExportedQuery';
  const typeName = node.typeExpr.kind === 'QualifiedReference' ? node.typeExpr.value.toLowerCase() : '';
  const query = node.query.expr.kind === 'Nop' ? null : compileQuery(node.query.expr, context);
  const operations = compileOperations(node.operations, context);
  const site = { source: context.source, node };
  const place = { file: context.source.file, line: lineOf(context.source, node.offset) };
  return guarded(site, (frame) => {
    const { compiler, host } = frame;
    if (exported && !compiler.options.storeconfigs) {
      const message =
        'You cannot collect exported resources without storeconfigs being set; the collection will be ignored';
      compiler.warnAt(message, site);
    }
    if (typeName === 'class') throw new PuppetError('Classes cannot be collected');
    const type = compiler.findResourceType(typeName);
    if (type === undefined) throw new PuppetError(`Resource type ${typeName} doesn't exist`);
    const params: Param[] = [];
    operations(frame, params);
    const overrides =
      node.operations.length === 0
        ? null
        : {
            params,
            duplicate: duplicateName(params),
            place,
          };
    const test = query === null ? null : toQuery(query(frame));
    const collector = new Collector(host, compiler.typeTitle(type), test, exported, overrides);
    compiler.addCollector(collector);
    return collector as unknown as Value;
  });
}

/** A query, or the value of an operand of one. */
type QueryCode = (frame: Frame) => Query | { value: Value };

function toQuery(result: Query | { value: Value }): Query {
  if (typeof result === 'function') return result;
  return () => {
    throw new PuppetError('A query compares parameters with values; this one is only a value');
  };
}

function compileQuery(node: Expression, context: CodeContext): QueryCode {
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return compileQuery(node.expr, context);
    case 'AndExpression':
    case 'OrExpression': {
      const left = compileQuery(node.leftExpr, context);
      const right = compileQuery(node.rightExpr, context);
      const isAnd = node.kind === 'AndExpression';
      return (frame) => {
        const a = toQuery(left(frame));
        const b = toQuery(right(frame));
        return isAnd ? (resource) => a(resource) && b(resource) : (resource) => a(resource) || b(resource);
      };
    }
    case 'ComparisonExpression':
      return compileComparison(node, context);
    case 'AccessExpression':
    case 'VariableExpression':
    case 'LiteralBoolean':
    case 'LiteralString':
    case 'ConcatenatedString':
    case 'LiteralInteger':
    case 'LiteralFloat':
    case 'LiteralUndef':
    case 'QualifiedName': {
      const code = compile(node, context);
      return (frame) => ({ value: code(frame) });
    }
    default:
      return () => {
        throw new PuppetError(`Cannot transform object of class Puppet::Pops::Model::${node.kind}`);
      };
  }
}

function compileComparison(node: ComparisonExpression, context: CodeContext): QueryCode {
  const left = compileQuery(node.leftExpr, context);
  const right = compileQuery(node.rightExpr, context);
  const { operator } = node;
  return (frame) => {
    const name = operandText(left(frame));
    const operand = right(frame);
    const wanted = typeof operand === 'function' ? null : operand.value;
    return stored(name, wanted, operator, localQuery(name, wanted, operator, frame));
  };
}

function localQuery(name: string, wanted: Value, operator: string, frame: Frame): Query {
  if (operator === '!=') return (resource) => !puppetEquals(resource.get(name), wanted);
  if (name === 'tag') return tagQuery(wanted);
  return (resource) => {
    const actual = resource.get(name);
    return Array.isArray(actual) ? includes(actual, wanted, frame) : puppetEquals(actual, wanted);
  };
}

/** A stored resource is compared as its store does it. */
function stored(name: string, wanted: Value, operator: string, local: Query): Query {
  return (resource) =>
    resource.matches === undefined ? local(resource) : resource.matches(name, wanted) === (operator !== '!=');
}

function operandText(operand: Query | { value: Value }): string {
  return typeof operand === 'function' ? '' : toText(operand.value);
}

function tagQuery(wanted: Value): Query {
  const tags = (Array.isArray(wanted) ? wanted : [wanted]).map((tag) => {
    if (typeof tag === 'number' || typeof tag === 'bigint' || tag instanceof PFloat) {
      throw new PuppetError('Cannot transform a number to a tag');
    }
    return toText(tag).toLowerCase();
  });
  return (resource) => resource.isTagged(tags);
}
