import { join } from 'node:path';
import { wrongArguments } from '../data/errors.ts';
import type { Environment } from '../environment.ts';
import { PuppetError } from '../error.ts';
import { isSignal } from '../evaluate/signals.ts';
import type { Block, FunctionContext } from '../functions/api.ts';
import { callFunction } from '../ruby/function.ts';
import type { RubyObject, RubyValue } from '../ruby/values.ts';
import { toPuppet } from '../ruby/values.ts';
import type { PType } from '../types/index.ts';
import { PCallable, type Value } from '../values/value.ts';
import type { Message } from './thread.ts';
import { type Coded, decode, encode, type Handles } from './values.ts';

/** One call of Ruby: what it may ask about, and what it was told so far. */
export interface Call {
  context: FunctionContext;
  scope: RubyObject;
  handles: Handles;
  blocks: Block[];
  /** What was thrown while Ruby asked, which passes through it. */
  thrown: unknown[];
  /** Calls the block that Ruby gave along with a question. */
  yield(args: Coded): Coded;
}

type Levels = Parameters<FunctionContext['log']>[0];
type Answer = (question: Message, call: Call) => RubyValue;

const listed = (question: Message, call: Call): RubyValue[] =>
  decode(question.args ?? [], call.handles) as RubyValue[];

const answers: Readonly<Record<string, Answer>> = {
  scope: (question, call) => call.scope.send(question.name as string, listed(question, call), null),
  classes: (_, { context }) => [...context.compiler.catalog.classes],
  tags: (_, { context }) => [...context.scope.tags()],
  environment: (_, { context }) => context.compiler.environment.name,
  version: (_, { context }) => (context.compiler.options.puppetVersion === 8 ? '8.10.0' : '7.23.0'),
  setting: (question, { context }) =>
    context.compiler.environment.settings.get(question.name as string) ?? null,
  'function?': (question, { context }) => context.compiler.hasFunction(question.name as string),
  log: (question, { context }) => context.log(question.level as Levels, question.text as string),
  block: (question, call) =>
    call.blocks[question.id as number]!.call(listed(question, call).map(toPuppet)) as RubyValue,
  call: (question, call) =>
    callFunction(
      call.context,
      question.name as string,
      listed(question, call).map(toPuppet),
      blockOf(question, call),
    ),
  find: (question, { context }) => found(question, context.compiler.environment) ?? null,
  module: (question, { context }) =>
    context.compiler.environment.modules.get(question.name as string)?.path ?? null,
  file: (question, { context }) => {
    const { environment } = context.compiler;
    const path = question.name as string;
    return isOfModules(path, environment) ? (environment.files.read(path) ?? null) : null;
  },
  library: (question, { context }) => library(question.name as string, context.compiler.environment),
};

/** Answers a question; what is thrown is kept, and Ruby told of it. */
export function serve(question: Message, call: Call): Message {
  try {
    const answer = answers[question.op]!(question, call);
    return { op: 'reply', v: encode(answer === undefined ? null : answer, call.handles) };
  } catch (error) {
    const id = call.thrown.push(error) - 1;
    const quiet = isSignal(error) || !(error instanceof Error);
    if (quiet) return { op: 'reply', id, signal: true };
    const argument = error instanceof PuppetError && error.code === wrongArguments;
    return { op: 'reply', id, message: error.message, argument };
  }
}

/** A block of Ruby, for a function of ours. */
class RubyBlock extends PCallable implements Block {
  readonly parameterNames: string[];
  constructor(
    readonly arity: number,
    readonly type: PType,
    readonly run: (args: readonly Value[]) => Value,
  ) {
    super();
    this.parameterNames = Array.from({ length: Math.abs(arity) }, (_, index) => `a${index}`);
  }

  get parameters(): Block['parameters'] {
    const rest = this.arity < 0;
    return this.parameterNames.map((name) => ({ name, optional: rest, capturesRest: rest }));
  }

  call(args: readonly Value[]): Value {
    return this.run(args);
  }
}

function blockOf(question: Message, call: Call): Block | undefined {
  const arity = question.block;
  if (typeof arity !== 'number') return undefined;
  const type = call.context.compiler.parseType(arity < 0 ? 'Callable' : `Callable[${arity}, ${arity}]`);
  return new RubyBlock(arity, type, (args) => {
    const coded = args.map((arg) => encode(arg, call.handles));
    return toPuppet(decode(call.yield(coded), call.handles));
  });
}

/** A file that a module's Ruby loads, by its path or below some module's lib directory; nothing else can be read. */
function library(name: string, environment: Environment): RubyValue {
  const { files, modules } = environment;
  const file = name.endsWith('.rb') ? name : `${name}.rb`;
  const candidates = file.startsWith('/')
    ? [file].filter((path) => isOfModules(path, environment))
    : [...modules.values()].map(({ path }) => join(path, 'lib', file));
  const path = candidates.find((candidate) => files.isFile(candidate));
  if (path === undefined) return null;
  return new Map<Value, Value>([
    ['path', path],
    ['source', files.read(path) ?? ''],
  ]);
}

const isOfModules = (path: string, { modulepath }: Environment): boolean =>
  modulepath.some((directory) => path.startsWith(`${directory}/`)) && !path.includes('/../');

function found(question: Message, environment: Environment): string | undefined {
  const path = environment.findFile(question.folder as 'files' | 'templates', question.name as string);
  return path !== undefined && environment.files.isFile(path) ? path : undefined;
}
