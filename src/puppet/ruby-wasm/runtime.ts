import type { Environment } from '../environment.ts';
import { PuppetError } from '../error.ts';
import {
  type AnyFunction,
  type Block,
  type Dispatch,
  define3x,
  define3xStatement,
  defineFunction,
  type FunctionContext,
} from '../functions/api.ts';
import { RubyError } from '../ruby/errors.ts';
import type { RubyRuntime } from '../ruby/runtime.ts';
import { ScopeProxy } from '../ruby/template.ts';
import { inWordsOf } from '../ruby/undefined-method.ts';
import { toPuppet } from '../ruby/values.ts';
import type { Value } from '../values/value.ts';
import { type Call, serve } from './questions.ts';
import { readType } from './read-type.ts';
import type { Message, RubyThread, Serve } from './thread.ts';
import { type Coded, decode, encode, Handles } from './values.ts';

/** How Ruby says that a function is called. */
interface Described {
  api: 3 | 4;
  arity: number;
  statement: boolean;
  localTypes: string[];
  dispatches: { signature: string; returns: string | null; mismatch: boolean }[];
}

/** Functions and templates that run in a Ruby thread. */
export function rubyRuntime(thread: RubyThread, environment: Environment, puppetVersion: 7 | 8): RubyRuntime {
  const reading = whileReading(environment, puppetVersion);
  // A source is read once: classes that it defines could not be defined again.
  const known = new Map<string, AnyFunction>();
  return {
    readFunction: (source, name, file) => {
      const key = `${file}\0${source}`;
      if (!known.has(key)) known.set(key, readFunction(thread, reading, { source, name, file }));
      return known.get(key)!;
    },
    readType: (source, name, file) => readType(thread, reading, { source, name, file }),
    renderErb: (source, context, path) => {
      const message = { op: 'template', source, file: path ?? '(erb)', path: path ?? null };
      return ask(thread, context, () => message, RubyError) as string;
    },
  };
}

/** A source file, and what it is to define. */
export interface Source {
  source: string;
  name: string;
  file: string;
}

function readFunction(thread: RubyThread, reading: Serve, from: Source): AnyFunction {
  const { source, name, file } = from;
  const answer = thread.request({ op: 'describe', source, file }, reading);
  if (answer.message !== undefined) return broken(name, answer.message as string);
  const described = answer.v as unknown as Described;
  if (described.api === 4) return function4(thread, from, described);
  const define = described.statement ? define3xStatement : define3x;
  return define(name, described.arity, (context, args) =>
    run(thread, context, (call) => ({ op: 'call3', file, args: coded(args, call) })),
  );
}

function broken(name: string, message: string): AnyFunction {
  const run = (): never => {
    throw new PuppetError(message);
  };
  return defineFunction(name, [{ signature: 'Any *args', run }]);
}

function function4(thread: RubyThread, { name, file }: Source, described: Described): AnyFunction {
  const dispatches = described.dispatches.map(({ signature, returns, mismatch }, index): Dispatch => {
    const run4 = (context: FunctionContext, args: Value[], block?: Block) =>
      run(thread, context, (call) => ({
        op: 'call4',
        file,
        index,
        args: coded(args, call),
        block: codedBlock(block, call),
      }));
    return {
      signature,
      run: run4,
      ...(mismatch ? { mismatch: (context, args) => String(run4(context, args)) } : {}),
      ...(returns === null ? {} : { returns }),
    };
  });
  return defineFunction(name, dispatches, described.localTypes);
}

const coded = (args: readonly Value[], { handles }: Call): Coded[] => args.map((arg) => encode(arg, handles));

function codedBlock(block: Block | undefined, call: Call): Coded {
  if (block === undefined) return null;
  return { '!': 'block', v: call.blocks.push(block) - 1, arity: block.arity };
}

function run(thread: RubyThread, context: FunctionContext, message: (call: Call) => Message): Value {
  return toPuppet(ask(thread, context, message, PuppetError));
}

/** Asks Ruby for something; its errors become ours. */
function ask(
  thread: RubyThread,
  context: FunctionContext,
  message: (call: Call) => Message,
  Failure: typeof PuppetError | typeof RubyError,
): unknown {
  const call = newCall(context, (args) => {
    const answer = thread.request({ op: 'yield', args }, answering);
    return result(answer, call, PuppetError);
  });
  const answering: Serve = (question) => serve(question, call);
  const answer = thread.request(message(call), answering);
  return decode(result(answer, call, Failure), call.handles);
}

function newCall(context: FunctionContext, yielded: Call['yield']): Call {
  const scope = new ScopeProxy(context);
  return { context, scope, handles: new Handles(), blocks: [], thrown: [], yield: yielded };
}

function result(answer: Message, call: Call, Failure: typeof PuppetError | typeof RubyError): Coded {
  if (typeof answer.id === 'number') throw call.thrown[answer.id];
  if (answer.message === undefined) return answer.v ?? null;
  const message = inWordsOf(call.context.compiler.options.puppetVersion, answer.message as string);
  if (Failure === PuppetError) throw new PuppetError(message);
  throw new RubyError(message, (answer.line as number | null) ?? 0, true);
}

/** What a source may ask while it is read, and no machine is compiled. */
const general = ['library', 'file', 'find', 'module', 'version', 'environment', 'setting'];

function whileReading(environment: Environment, puppetVersion: 7 | 8): Serve {
  const context = { compiler: { environment, options: { puppetVersion } } } as FunctionContext;
  const call = { context, handles: new Handles(), thrown: [] } as unknown as Call;
  return (question) =>
    general.includes(question.op)
      ? serve(question, call)
      : { op: 'reply', id: 0, message: `${question.op} can only be asked when a function is called` };
}
