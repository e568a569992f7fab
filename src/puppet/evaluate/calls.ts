import type { Block } from '../functions/api.ts';
import type {
  CallMethodExpression,
  CallNamedFunctionExpression,
  Expression,
  LambdaExpression,
} from '../syntax/ast.ts';
import { nodeLabel, withArticle, withCapitalArticle } from '../syntax/labels.ts';
import { objectMember } from '../types/index.ts';
import { PObject, PUri, type Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { compile } from './compile.ts';
import type { Frame } from './frame.ts';
import type { FunctionEntry } from './function-entry.ts';
import { failAt, type Site } from './issues.ts';
import { compileLambda } from './lambda.ts';
import { compileList, type ListCode } from './literals.ts';

type BlockCode = ((frame: Frame) => Block) | null;

/** `f(a, b) |x| { }`, `Integer('1')`. */
export function compileCall(node: CallNamedFunctionExpression, context: CodeContext): Code {
  const functor = node.functorExpr;
  const block = compileBlock(node.lambda, context);
  const site = { source: context.source, node };
  if (isTypeExpression(functor)) {
    const args = compileList([functor, ...node.arguments], context);
    return callNamed('new', args, block, site, context);
  }
  if (functor.kind === 'RenderStringExpression') {
    const hint = "Probably missing '<%-' before parameters to remove leading whitespace";
    return () => failAt(site, `Ambiguous EPP parameter expression. ${hint}`, 'ILLEGAL_EPP_PARAMETERS');
  }
  if (functor.kind !== 'QualifiedName') return illegalName(functor, 'function name', site, context);
  return callNamed(functor.value, compileList(node.arguments, context), block, site, context);
}

function isTypeExpression(node: Expression): boolean {
  if (node.kind === 'AccessExpression') return node.leftExpr.kind === 'QualifiedReference';
  return node.kind === 'QualifiedReference';
}

function illegalName(functor: Expression, feature: string, site: Site, context: CodeContext): Code {
  const label = withCapitalArticle(nodeLabel(functor));
  const container = withArticle(nodeLabel(site.node));
  const message = `Illegal expression. ${label} is unacceptable as ${feature} in ${container}`;
  return () => failAt({ source: context.source, node: functor }, message, 'ILLEGAL_EXPRESSION');
}

function compileBlock(lambda: LambdaExpression | null, context: CodeContext): BlockCode {
  return lambda === null ? null : compileLambda(lambda, context);
}

/** A call by name: the function is looked up at the first call, and remembered for all machines. */
function callNamed(name: string, args: ListCode, block: BlockCode, site: Site, context: CodeContext): Code {
  let entry: FunctionEntry | undefined;
  return guarded(site, (frame) => {
    const values = args(frame);
    entry ??= context.session.findFunction(name) ?? failAt(site, unknown(name), 'UNKNOWN_FUNCTION');
    const value = entry.call(frame, values, block === null ? undefined : block(frame), site);
    return frame.compiler.limits.collection(value);
  });
}

function unknown(name: string): string {
  if (name === 'import') {
    const instead = 'in favor of a manifest directory. See http://links.puppet.com/puppet-import-deprecation';
    return `Use of 'import' has been discontinued ${instead}`;
  }
  return `Unknown function: '${name}'.`;
}

/** `x.f(a) |y| { }`. */
export function compileMethodCall(node: CallMethodExpression, context: CodeContext): Code {
  const functor = node.functorExpr;
  const site = { source: context.source, node };
  if (functor.kind !== 'NamedAccessExpression')
    return illegalName(functor, 'function accessor', site, context);
  const { rightExpr } = functor;
  if (rightExpr.kind !== 'QualifiedName') return illegalName(functor, 'function name', site, context);
  const receiver = compileList([functor.leftExpr], context);
  const args = compileList(node.arguments, context);
  const block = compileBlock(node.lambda, context);
  const name = rightExpr.value;
  const call = callNamed(name, joined(receiver, args), block, site, context);
  if (functor.leftExpr.kind === 'UnfoldExpression') return call;
  return callMemberOr(compile(functor.leftExpr, context), name, args, block, site, context);
}

function joined(receiver: ListCode, args: ListCode): ListCode {
  return (frame) => [...receiver(frame), ...args(frame)];
}

function uriMember(uri: PUri, name: string): Value | undefined {
  return uriMembers.has(name) ? uri.parts[name as keyof typeof uri.parts] : undefined;
}

const uriMembers: ReadonlySet<string> = new Set([
  'scheme',
  'userinfo',
  'host',
  'port',
  'path',
  'query',
  'fragment',
  'opaque',
]);

/** Objects have functions and attributes of their own. */
function callMemberOr(
  receiver: Code,
  name: string,
  args: ListCode,
  block: BlockCode,
  site: Site,
  context: CodeContext,
): Code {
  let entry: FunctionEntry | undefined;
  return guarded(site, (frame) => {
    const self = receiver(frame);
    if (self instanceof PObject && self.methods !== undefined) {
      const own = self.methods.get(name);
      if (own !== undefined) return own(args(frame), block === null ? undefined : block(frame));
    }
    if (self instanceof PObject || self instanceof PUri) {
      const own = self instanceof PUri ? uriMember(self, name) : objectMember(self, name);
      if (own !== undefined) return own;
    }
    const values = [self, ...args(frame)];
    entry ??= context.session.findFunction(name) ?? failAt(site, unknown(name), 'UNKNOWN_FUNCTION');
    const value = entry.call(frame, values, block === null ? undefined : block(frame), site);
    return frame.compiler.limits.collection(value);
  });
}
