import type { Expression, LiteralHash, UnfoldExpression } from '../syntax/ast.ts';
import { internKey } from '../values/keys.ts';
import { type PHash, PIterator, type Value } from '../values/value.ts';
import type { Code, CodeContext } from './code.ts';
import { compile } from './compile.ts';

/** Evaluates expressions to an array, with `*x` in place. */
export type ListCode = (frame: Parameters<Code>[0]) => Value[];

/** `[a, *b]`, also the arguments of a call. */
export function compileList(values: readonly Expression[], context: CodeContext): ListCode {
  const unwrapped = values.map(withoutParentheses);
  const codes = unwrapped.map((value) => compile(value, context));
  if (!unwrapped.some((value) => value.kind === 'UnfoldExpression')) return plainList(codes);
  const unfolds = unwrapped.map((value) => value.kind === 'UnfoldExpression');
  return (frame) => {
    const result: Value[] = [];
    for (let index = 0; index < codes.length; index++) {
      const value = codes[index]!(frame);
      if (unfolds[index]) for (const item of value as Value[]) result.push(item);
      else result.push(value);
    }
    return result;
  };
}

function plainList(codes: readonly Code[]): ListCode {
  const [first, second, third] = codes;
  if (codes.length === 0) return () => [];
  if (codes.length === 1) return (frame) => [first!(frame)];
  if (codes.length === 2) return (frame) => [first!(frame), second!(frame)];
  if (codes.length === 3) return (frame) => [first!(frame), second!(frame), third!(frame)];
  return (frame) => {
    const result = new Array<Value>(codes.length);
    for (let index = 0; index < codes.length; index++) result[index] = codes[index]!(frame);
    return result;
  };
}

/** The expression inside any parentheses. */
export function withoutParentheses(node: Expression): Expression {
  let inner = node;
  while (inner.kind === 'ParenthesizedExpression') inner = inner.expr;
  return inner;
}

/** `[a, *b]` as a value. */
export function compileArray(values: readonly Expression[], context: CodeContext): Code {
  const list = compileList(values, context);
  return (frame) => frame.compiler.limits.collection(list(frame));
}

/** `{ k => v }`. */
export function compileHash(node: LiteralHash, context: CodeContext): Code {
  const entries = node.entries.map(
    (entry) => [compile(entry.key, context), compile(entry.value, context)] as const,
  );
  return (frame) => {
    const hash: PHash = new Map();
    for (const [key, value] of entries) {
      const name = internKey(key(frame));
      hash.set(name, value(frame));
    }
    return frame.compiler.limits.collection(hash);
  };
}

/** `*x`: undef is no element, a hash its pairs, an iterator what it gives, anything else itself. */
export function compileUnfold(node: UnfoldExpression, context: CodeContext): Code {
  const code = compile(node.expr, context);
  return (frame) => unfold(code(frame));
}

/** What `*value` stands for. */
export function unfold(value: Value): Value[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value].map(([key, item]) => [key, item]);
  if (value instanceof PIterator) return [...value];
  return [value];
}
