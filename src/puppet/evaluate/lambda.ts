import { PuppetError } from '../error.ts';
import type { Block, BlockParameter } from '../functions/api.ts';
import type { Expression, LambdaExpression, Parameter } from '../syntax/ast.ts';
import { anyType } from '../types/any.ts';
import { assertInstance } from '../types/assert.ts';
import { PCallableType } from '../types/callable-type.ts';
import { PArrayType } from '../types/collection.ts';
import { describeCallMismatch, type PType } from '../types/index.ts';
import { PIntegerType } from '../types/numeric.ts';
import { PTupleType } from '../types/tuple.ts';
import { PCallable, type Value } from '../values/value.ts';
import type { Code, CodeContext } from './code.ts';
import { compile } from './compile.ts';
import { Frame, UNASSIGNED } from './frame.ts';
import { failAt, type Site } from './issues.ts';
import { NextSignal } from './signals.ts';
import { ParameterOrder, UnassignedSignal } from './variables.ts';

/** Parameters and body of a lambda, function or template, compiled. */
export interface ClosureCode {
  parameters: readonly ParameterCode[];
  body: Code;
  returnType: Code | null;
  /** Whether arguments can be bound without looking at types, defaults or rest. */
  simple: boolean;
  names: readonly string[];
  /** Its type, which does not depend on where it is evaluated; null before it is asked for, undefined where it does. */
  type: PCallableType | null | undefined;
  blockParameters: readonly BlockParameter[];
}

/** A parameter, compiled. */
export interface ParameterCode {
  name: string;
  type: Code | null;
  value: Code | null;
  /** Where the default is a literal. */
  constant: Constant | undefined;
  capturesRest: boolean;
  site: Site;
}

/** A default that is the same whenever it is evaluated. */
interface Constant {
  readonly value: Value;
  /** Whether it has been found to be of the type of the parameter. */
  fits: boolean;
}

interface Closure {
  parameters: readonly Parameter[];
  body: Expression | null;
  returnType: Expression | null;
}

/** Compiles what lambdas, functions and templates share. */
export function compileClosure(node: Closure, context: CodeContext): ClosureCode {
  const parameters = node.parameters.map((parameter) => compileParameter(parameter, context));
  return {
    parameters,
    body: compile(node.body, context),
    returnType: node.returnType === null ? null : compile(node.returnType, context),
    simple: parameters.every((parameter) => !parameter.type && !parameter.value && !parameter.capturesRest),
    names: parameters.map((parameter) => parameter.name),
    type: node.returnType === null && parameters.every((parameter) => !parameter.type) ? null : undefined,
    blockParameters: parameters.map((parameter) => ({
      name: parameter.name,
      optional: parameter.value !== null,
      capturesRest: parameter.capturesRest,
    })),
  };
}

/** Compiles one parameter of a lambda, function, class or define. */
export function compileParameter(node: Parameter, context: CodeContext): ParameterCode {
  return {
    name: node.name,
    type: node.typeExpr === null ? null : compile(node.typeExpr, context),
    value: node.value === null ? null : compile(node.value, context),
    constant: constantOf(node.value),
    capturesRest: node.capturesRest,
    site: { source: context.source, node },
  };
}

/** What cannot be changed afterwards, as templates change arrays. */
function constantOf(node: Expression | null): Constant | undefined {
  switch (node?.kind) {
    case 'LiteralUndef':
      return { value: null, fits: false };
    case 'LiteralBoolean':
    case 'LiteralInteger':
    case 'LiteralString':
    case 'QualifiedName':
      return { value: node.value, fits: false };
    default:
      return undefined;
  }
}

/** The lambda of a call: bound to the frame of the call when evaluated. */
export function compileLambda(node: LambdaExpression, context: CodeContext): (frame: Frame) => Block {
  const code = compileClosure(node, context);
  return (frame) => new Lambda(code, frame, 'lambda');
}

/** A closure over a frame. Functions in Puppet are closures over top scope. */
export class Lambda extends PCallable implements Block {
  #type: PCallableType | null = null;
  #types: readonly PType[] | null = null;

  constructor(
    readonly code: ClosureCode,
    readonly frame: Frame,
    readonly label: string,
  ) {
    super();
  }

  get parameters(): readonly BlockParameter[] {
    return this.code.blockParameters;
  }

  get parameterNames(): readonly string[] {
    return this.code.names;
  }

  get arity(): number {
    const required = this.parameters.findIndex((parameter) => parameter.optional || parameter.capturesRest);
    return required === -1 ? this.parameters.length : -(required + 1);
  }

  get hasOneType(): boolean {
    return this.code.type !== undefined;
  }

  get type(): PCallableType {
    const { code } = this;
    if (code.type !== undefined) {
      code.type ??= callableType(code, this.frame);
      return code.type;
    }
    this.#type ??= callableType(this.code, this.frame);
    return this.#type;
  }

  call(args: readonly Value[]): Value {
    const { code, frame } = this;
    const inner = new Frame(frame.host, frame);
    if (code.simple && args.length >= code.parameters.length) {
      for (let index = 0; index < code.names.length; index++)
        inner.vars.set(code.names[index]!, args[index]!);
    } else {
      this.#bind(inner, args);
    }
    return this.#run(inner);
  }

  #bind(inner: Frame, args: readonly Value[]): void {
    const { code } = this;
    for (const name of code.names) inner.vars.set(name, UNASSIGNED);
    inner.parameters = new ParameterOrder(this.label, code.names);
    for (const [index, parameter] of code.parameters.entries()) {
      inner.vars.set(parameter.name, argument(inner, parameter, index, args));
    }
    inner.parameters = null;
    this.#check(inner);
  }

  #check(inner: Frame): void {
    const { parameters } = this.code;
    this.#types ??= parameters.map((parameter) => parameterType(parameter, this.frame).type);
    const wrong = this.#types.some((type, index) => !accepts(type, parameters[index]!, inner));
    if (!wrong) return;
    this.refuse(
      parameters.flatMap((parameter) => {
        const value = inner.vars.get(parameter.name)!;
        return parameter.capturesRest ? (value as Value[]) : [value];
      }),
    );
  }

  /** Ends in the message that says why the arguments are not taken. */
  refuse(args: readonly Value[], block?: Block): never {
    throw new PuppetError(
      describeCallMismatch(this.label, [{ type: this.type, parameterNames: this.code.names }], args, block),
    );
  }

  #run(inner: Frame): Value {
    const { host } = this.frame;
    const saved = host.current;
    host.current = inner;
    host.compilation.limits.enter();
    try {
      const value = runBody(this.code.body, inner);
      return this.checkReturn(value);
    } finally {
      host.compilation.limits.leave();
      host.current = saved;
    }
  }

  /** A value, checked against the return type. */
  checkReturn(value: Value): Value {
    const { code, frame } = this;
    if (code.returnType === null) return value;
    return assertInstance(`value returned from ${this.label}`, code.returnType(frame) as PType, value);
  }
}

/** Runs a body; `next` gives its value. */
export function runBody(body: Code, frame: Frame): Value {
  try {
    return body(frame);
  } catch (signal) {
    if (signal instanceof NextSignal) return signal.value;
    throw signal;
  }
}

function accepts(type: PType, parameter: ParameterCode, inner: Frame): boolean {
  const value = inner.vars.get(parameter.name)!;
  if (!parameter.capturesRest) return type === anyType || type.isInstance(value);
  const range = parameterType(parameter, inner.outer ?? inner);
  const items = value as Value[];
  return (
    items.length >= range.min && items.length <= range.max && items.every((item) => type.isInstance(item))
  );
}

function argument(inner: Frame, parameter: ParameterCode, index: number, args: readonly Value[]): Value {
  if (index >= args.length) return missingArgument(inner, parameter);
  if (!parameter.capturesRest) return args[index]!;
  const rest = args.slice(index);
  if (rest.length === 1 && rest[0] === null && parameter.value !== null)
    return asArray(defaultOf(inner, parameter));
  return inner.compiler.limits.collection(rest);
}

function missingArgument(inner: Frame, parameter: ParameterCode): Value {
  if (parameter.value !== null) {
    const value = defaultOf(inner, parameter);
    return parameter.capturesRest ? asArray(value) : value;
  }
  if (parameter.capturesRest) return [];
  const message = `Parameter $${parameter.name} is required but no value was given`;
  return failAt(parameter.site, message, 'MISSING_REQUIRED_PARAMETER');
}

function asArray(value: Value): Value[] {
  return Array.isArray(value) ? value : [value];
}

/** The default value of a parameter, evaluated where those before it are visible. */
export function defaultOf(inner: Frame, parameter: ParameterCode): Value {
  const saved = inner.match;
  try {
    return parameter.value!(inner);
  } catch (signal) {
    if (!(signal instanceof UnassignedSignal)) throw signal;
    return inner.parameters!.fail(parameter.name, signal.name);
  } finally {
    inner.match = saved;
  }
}

interface ParameterType {
  type: PType;
  min: number;
  max: number;
}

/** The type of a parameter and how many arguments it takes. */
export function parameterType(parameter: ParameterCode, frame: Frame): ParameterType {
  const type = parameter.type === null ? anyType : (parameter.type(frame) as PType);
  if (parameter.capturesRest) {
    if (!(type instanceof PArrayType)) return { type, min: 0, max: Number.POSITIVE_INFINITY };
    const { from, to } = type.minimum;
    return { type: type.element, min: Number(from), max: Number(to) };
  }
  return { type, min: parameter.value === null ? 1 : 0, max: 1 };
}

/** The Callable type of a closure. */
export function callableType(code: ClosureCode, frame: Frame): PCallableType {
  const types: PType[] = [];
  let min = 0;
  let max = 0;
  for (const parameter of code.parameters) {
    const range = parameterType(parameter, frame);
    types.push(range.type);
    if (range.min > 0 && min < types.length - 1) {
      const message = `Parameter $${parameter.name} is required but appears after optional parameters`;
      failAt(parameter.site, message, 'REQUIRED_PARAMETER_AFTER_OPTIONAL');
    }
    min += range.min;
    max += range.max;
  }
  const returns = code.returnType === null ? anyType : (code.returnType(frame) as PType);
  return new PCallableType(new PTupleType(types, new PIntegerType(min, max)), null, returns);
}
