import { fullMessage, PuppetError } from '../error.ts';
import type { LambdaExpression } from '../syntax/ast.ts';
import { parseEpp, type Release } from '../syntax/index.ts';
import {
  POptionalType,
  PStringType,
  PStructType,
  StructElement,
  validateParameters,
} from '../types/index.ts';
import type { Value } from '../values/value.ts';
import { Frame, UNASSIGNED } from './frame.ts';
import { type ClosureCode, compileClosure, defaultOf, parameterType, runBody } from './lambda.ts';
import type { Session } from './session.ts';
import { ReturnSignal } from './signals.ts';
import { ParameterOrder } from './variables.ts';

/** A template, parsed and compiled. */
export interface EppTemplate {
  code: ClosureCode;
  parametersSpecified: boolean;
}

/** Parses and compiles a template; `name` is the function that asked, for errors. */
export function compileEppTemplate(
  text: string,
  file: string | undefined,
  name: string,
  session: Session,
): EppTemplate {
  const { program } = parsed(text, file, name, session.puppetVersion);
  const lambda = program.body as LambdaExpression;
  if (program.definitions.length > 0) {
    throw new PuppetError(`${name}(): The EPP template contains illegal expressions (definitions)`);
  }
  const body = lambda.body;
  const parametersSpecified = body?.kind === 'EppExpression' && body.parametersSpecified;
  return { code: compileClosure(lambda, { source: program.source, session }), parametersSpecified };
}

function parsed(
  text: string,
  file: string | undefined,
  name: string,
  release: Release,
): ReturnType<typeof parseEpp> {
  try {
    return parseEpp(text, { file, release });
  } catch (error) {
    if (!(error instanceof PuppetError)) throw error;
    throw new PuppetError(`${name}(): Invalid EPP: ${fullMessage(error)}`, {}, error.code);
  }
}

/** Renders a template below a frame; parameters are given by name. */
export function renderEpp(
  template: EppTemplate,
  outer: Frame,
  args: ReadonlyMap<Value, Value> | undefined,
  name: string,
): Value {
  const enforce = template.parametersSpecified || args === undefined;
  const frame = new Frame(outer.host, outer);
  const given = new Map<string, Value>();
  for (const [key, value] of args ?? []) given.set(String(key), value);
  if (enforce) bindByName(template.code, frame, given);
  else for (const [key, value] of given) frame.vars.set(key, value);
  const { host } = outer;
  const saved = host.current;
  host.current = frame;
  try {
    return runBody(template.code.body, frame);
  } catch (signal) {
    if (signal instanceof ReturnSignal) return signal.value ?? '';
    throw signal;
  } finally {
    host.current = saved;
  }
  function bindByName(code: ClosureCode, inner: Frame, values: ReadonlyMap<string, Value>): void {
    bindParameters(code, inner, values, name);
  }
}

function bindParameters(
  code: ClosureCode,
  frame: Frame,
  given: ReadonlyMap<string, Value>,
  name: string,
): void {
  for (const parameter of code.names) frame.vars.set(parameter, UNASSIGNED);
  frame.parameters = new ParameterOrder(name, code.names);
  for (const [key, value] of given) if (value !== null) frame.vars.set(key, value);
  for (const parameter of code.parameters) {
    if ((given.get(parameter.name) ?? null) !== null) continue;
    if (parameter.value !== null) frame.vars.set(parameter.name, defaultOf(frame, parameter));
    else if (given.has(parameter.name)) frame.vars.set(parameter.name, null);
    else frame.vars.delete(parameter.name);
  }
  frame.parameters = null;
  const values = new Map<Value, Value>(frame.vars);
  for (const [key, value] of given) if (!values.has(key)) values.set(key, value);
  validateParameters(name, parameterStruct(code, frame.outer!), values);
}

function parameterStruct(code: ClosureCode, outer: Frame): PStructType {
  return new PStructType(
    code.parameters.map((parameter) => {
      const key = new PStringType(parameter.name);
      const type = parameterType(parameter, outer).type;
      return new StructElement(parameter.value === null ? key : new POptionalType(key), type);
    }),
  );
}
