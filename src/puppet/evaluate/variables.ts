import { PuppetError } from '../error.ts';
import type { VariableExpression } from '../syntax/ast.ts';
import { nodeLabel, withCapitalArticle } from '../syntax/labels.ts';
import type { Value } from '../values/value.ts';
import type { Code, CodeContext } from './code.ts';
import { type Frame, type Host, UNASSIGNED } from './frame.ts';
import { failAt, type Site } from './issues.ts';

/** A simple name from the innermost frame outwards; undefined when there is no such variable. */
export function lookupSimple(frame: Frame, name: string): Value | undefined {
  for (let at: Frame | null = frame; at !== null; at = at.outer) {
    const value = at.vars.get(name);
    if (value !== undefined) return value === UNASSIGNED ? unassigned(name) : value;
  }
  for (let host: Host | null = frame.host.next; host !== null; host = host.next) {
    for (let at: Frame | null = host.current; at !== null; at = at.outer) {
      const value = at.vars.get(name);
      if (value !== undefined) return value === UNASSIGNED ? unassigned(name) : value;
    }
  }
  return isBuiltIn(name) ? null : undefined;
}

function unassigned(name: string): never {
  throw new UnassignedSignal(name);
}

/** `$0`, `$1`, ...: of the innermost frame in which something matched. */
export function lookupMatch(frame: Frame, index: number): Value {
  for (let at: Frame | null = frame; at !== null; at = at.outer) {
    if (at.match !== null) return at.match[index] ?? null;
  }
  for (let host: Host | null = frame.host.next; host !== null; host = host.next) {
    for (let at: Frame | null = host.current; at !== null; at = at.outer) {
      if (at.match !== null) return at.match[index] ?? null;
    }
  }
  return null;
}

/** A name with `::`, the leading one removed: `x` of top scope, `a::b::x` of a class. Tells why through `reason`. */
export function lookupQualified(
  frame: Frame,
  name: string,
  reason?: (text: string) => void,
): Value | undefined {
  const compilation = frame.compiler;
  const cut = name.lastIndexOf('::');
  if (cut === -1) {
    const value = compilation.topHost.base.vars.get(name);
    return value === undefined && isBuiltIn(name) ? null : value;
  }
  return lookupInClass(frame, name.slice(0, cut), name.slice(cut + 2), reason);
}

function lookupInClass(
  frame: Frame,
  className: string,
  leaf: string,
  reason?: (text: string) => void,
): Value | undefined {
  const compilation = frame.compiler;
  const host = compilation.classScopes.get(className);
  const value = host?.base.vars.get(leaf);
  if (value !== undefined) return value;
  const definition = compilation.types.findClass(className);
  if (definition === undefined) {
    reason?.(`class ${className} could not be found`);
    return undefined;
  }
  const scope = compilation.classScopes.get(definition.name);
  if (scope === undefined) {
    reason?.(`class ${className} has not been evaluated`);
    return undefined;
  }
  for (let at: Frame | null = scope.current; at !== null; at = at.outer) {
    const local = at.vars.get(leaf);
    if (local !== undefined) return local;
  }
  if (definition.parent === null) return isBuiltIn(leaf) ? null : undefined;
  const parent = compilation.types.parentOf(definition);
  return lookupInClass(frame, parent.name, leaf, reason);
}

function isBuiltIn(name: string): boolean {
  return name === 'module_name' || name === 'caller_module_name';
}

/** `$x`. */
export function compileVariable(node: VariableExpression, context: CodeContext): Code {
  const site = { source: context.source, node };
  if (node.expr.kind !== 'QualifiedName') {
    if (node.expr.kind === 'LiteralInteger') return matchVariable(Number(node.expr.value));
    return () =>
      failAt(
        { source: context.source, node: node.expr },
        illegalVariable(node),
        'ILLEGAL_VARIABLE_EXPRESSION',
      );
  }
  return compileVariableName(node.expr.value, site);
}

function illegalVariable(node: VariableExpression): string {
  const label = withCapitalArticle(nodeLabel(node.expr));
  return `Illegal variable expression. ${label} did not produce a variable name (String or Numeric).`;
}

/** The variable of a name, also as `"${name}"` uses it. */
export function compileVariableName(name: string, site: Site): Code {
  if (/^(0|[1-9][0-9]*)$/.test(name)) return matchVariable(Number(name));
  if (!name.includes('::')) return simpleVariable(name, site);
  const plain = name.startsWith('::') ? name.slice(2) : name;
  const cut = plain.lastIndexOf('::');
  const className = plain.slice(0, Math.max(cut, 0));
  const leaf = plain.slice(cut + 2);
  return (frame) => {
    const value = cut === -1 ? lookupQualified(frame, plain) : lookupInClass(frame, className, leaf);
    return value !== undefined ? value : frame.compiler.unknownVariable(name, site);
  };
}

function matchVariable(index: number): Code {
  return (frame) => lookupMatch(frame, index);
}

function simpleVariable(name: string, site: Site): Code {
  return (frame) => {
    const own = frame.vars.get(name);
    if (own !== undefined && own !== UNASSIGNED) return own;
    const value = lookupSimple(frame, name);
    return value !== undefined ? value : frame.compiler.unknownVariable(name, site);
  };
}

/** Thrown when a default reads a parameter that has no value yet; becomes an error of the callee, not of the expression. */
export class UnassignedSignal {
  constructor(readonly name: string) {}
}

/** The parameters of a callee, in order. */
export class ParameterOrder {
  constructor(
    readonly callee: string,
    readonly names: readonly string[],
  ) {}

  /** Why the default of one parameter may not read another. */
  fail(from: string, to: string): never {
    if (this.names.indexOf(to) < this.names.indexOf(from))
      throw new PuppetError(`${this.callee}: expects a value for parameter $${to}`);
    throw new PuppetError(
      `${this.callee}: default expression for $${from} tries to illegally access not yet evaluated $${to}`,
    );
  }
}
