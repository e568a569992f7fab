import { isRelationParam } from '../catalog/metaparams.ts';
import type { Param } from '../catalog/param.ts';
import { PuppetError } from '../error.ts';
import type { AnyAttributeOperation } from '../syntax/ast.ts';
import { lineOf } from '../syntax/source.ts';
import { inferType } from '../types/index.ts';
import { PIterator, type Value } from '../values/value.ts';
import type { CodeContext } from './code.ts';
import { compile } from './compile.ts';
import type { Frame } from './frame.ts';
import { failAt, located, type Site } from './issues.ts';
import { interpolated } from './strings.ts';

/** Evaluates attributes to parameters, adding them to a list. */
export type OperationCode = (frame: Frame, target: Param[]) => void;

/** `name => value`, `name +> value`, `* => hash`. */
export function compileOperations(
  nodes: readonly AnyAttributeOperation[],
  context: CodeContext,
): OperationCode {
  const codes = nodes.map((node) => compileOperation(node, context));
  return (frame, target) => {
    for (const code of codes) code(frame, target);
  };
}

function compileOperation(node: AnyAttributeOperation, context: CodeContext): OperationCode {
  const { file } = context.source;
  const line = lineOf(context.source, node.offset);
  if (node.kind === 'AttributesOperation') {
    const hash = compile(node.expr, context);
    const site = { source: context.source, node: node.expr };
    const whole = { source: context.source, node };
    return (frame, target) => {
      const value = hash(frame);
      if (!(value instanceof Map)) {
        failAt(site, `Expected value of type Hash, got ${inferType(value).generalize()}`, 'TYPE_MISMATCH');
      }
      const { source } = frame.host;
      for (const [name, item] of value) {
        const key = interpolated(name);
        target.push({
          name: key,
          value: ownArray(key, checkedValue(item, whole)),
          source,
          add: false,
          file,
          line,
        });
      }
    };
  }
  const name = node.attributeName;
  const add = node.operator === '+>';
  const code = compile(node.valueExpr, context);
  const site = { source: context.source, node };
  return (frame, target) => {
    const value = ownArray(name, checkedValue(code(frame), site));
    target.push({ name, value, source: frame.host.source, add, file, line });
  };
}

/** What a resource may hold: anything but a lazy sequence, however deep. */
function checkedValue(value: Value, site: Site): Value {
  if (!holdsIterator(value)) return value;
  throw located(new PuppetError('Use of an Iterator is not supported here'), site);
}

function holdsIterator(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsIterator);
  if (!(value instanceof Map)) return value instanceof PIterator;
  for (const [key, item] of value) if (holdsIterator(key) || holdsIterator(item)) return true;
  return false;
}

/** Arrows append to the arrays of relation parameters in place, so these must not be arrays of variables. */
export function ownArray(name: string, value: Value): Value {
  return isRelationParam(name) && Array.isArray(value) ? [...value] : value;
}
