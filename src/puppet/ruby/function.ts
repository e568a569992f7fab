import { PuppetError } from '../error.ts';
import {
  type AnyFunction,
  type Dispatch,
  define3x,
  define3xStatement,
  defineFunction,
  type Function3x,
  type FunctionContext,
  type Block as PuppetBlock,
  type Run,
} from '../functions/api.ts';
import type { Value } from '../values/value.ts';
import type { Block, Node } from './ast.ts';
import { RubyError, RubyLimitError } from './errors.ts';
import { compileProgram, type World } from './evaluate/index.ts';
import { RubyMachine } from './machine.ts';
import { parseRuby } from './parser/index.ts';
import { installHint, type RubyFallback } from './runtime.ts';
import { ScopeProxy } from './template.ts';
import { toS } from './text.ts';
import { RubyProc, type RubyValue, toPuppet } from './values.ts';

type Call = Node & { kind: 'call' };
type Method = Node & { kind: 'method' };

/**
 * A function of a module that is written in Ruby, of the 4.x kind (`create_function`) or the 3.x kind (`newfunction`),
 * as far as its Ruby is what templates may use too. Undefined when the source defines none; a function whose source
 * cannot be read ends in an error when it is called.
 */
export function readRubyFunction(
  source: string,
  name: string,
  file: string,
  older?: Function3x,
  ruby?: RubyFallback,
): AnyFunction | undefined {
  const identity = { name, file, older, ruby };
  try {
    for (const call of callsIn(parseRuby(source))) {
      if (call.name === 'create_function') return from4x(call, identity);
      if (call.name === 'newfunction') return from3x(call, identity);
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof RubyError)) throw error;
    return defineFunction(name, [{ signature: 'Any *args', run: () => unsupported(identity, error) }]);
  }
}

function unsupported({ name, file, ruby }: Identity, error: RubyError): never {
  if (error instanceof RubyLimitError) throw new PuppetError(error.message);
  ruby?.demand(file);
  const place = `${file}:${error.line}`;
  throw new PuppetError(`the function ${name} needs Ruby: ${error.message} (${place}); ${installHint}`);
}

function* callsIn(node: Node | null): Generator<Call> {
  if (node === null) return;
  if (node.kind === 'body') for (const statement of node.statements) yield* callsIn(statement);
  else if (node.kind === 'module') yield* callsIn(node.body);
  else if (node.kind === 'call') yield node;
}

function statementsOf(block: Block | null): readonly Node[] {
  if (block === null) return [];
  return block.body.kind === 'body' ? block.body.statements : [block.body];
}

// ---- 4.x

/** The function that is read, and the 3.x one of the same name. */
interface Identity {
  name: string;
  file: string;
  older?: Function3x;
  ruby?: RubyFallback;
}

function from4x(call: Call, identity: Identity): AnyFunction {
  const { name } = identity;
  const statements = statementsOf(call.block);
  const methods = statements.filter((node): node is Method => node.kind === 'method');
  const calls = statements.filter((node): node is Call => node.kind === 'call');
  const localTypes = calls.filter((node) => node.name === 'local_types').flatMap(typesIn);
  const dispatches = calls.filter((node) => node.name === 'dispatch' || node.name === 'argument_mismatch');
  if (dispatches.length === 0) return defineFunction(name, [implicitDispatch(methods, identity)], localTypes);
  return defineFunction(
    name,
    dispatches.map((dispatch) => toDispatch(dispatch, methods, identity)),
    localTypes,
  );
}

function typesIn(call: Call): string[] {
  return statementsOf(call.block)
    .filter((node): node is Call => node.kind === 'call' && node.name === 'type')
    .map((node) => literal(node.args[0]));
}

function literal(node: Node | undefined): string {
  if (node?.kind !== 'symbol' && node?.kind !== 'string')
    throw new RubyError('a constant text is wanted', node?.line ?? 0);
  return node.parts.join('');
}

/** Without a dispatch the method of the function's own name takes what it declares. */
function implicitDispatch(methods: readonly Method[], identity: Identity): Dispatch {
  const own = identity.name.split('::').at(-1)!;
  const method = methods.find((candidate) => candidate.name === own) ?? methods[0];
  const marks = { plain: '', rest: '*', block: '?&', keyword: '?', nested: '' };
  const signature = (method?.block.parameters ?? [])
    .map((parameter) => {
      const mark = parameter.fallback === null ? marks[parameter.form] : '?';
      return `${parameter.form === 'block' ? 'Callable' : 'Any'} ${mark}${parameter.name}`;
    })
    .join(', ');
  return { signature, run: runner(methods, method?.name ?? own, false, identity) };
}

const marks: Readonly<Record<string, string>> = {
  param: '',
  required_param: '',
  optional_param: '?',
  repeated_param: '*',
  optional_repeated_param: '*',
  required_repeated_param: '+',
  block_param: '&',
  required_block_param: '&',
  optional_block_param: '?&',
};

function toDispatch(dispatch: Call, methods: readonly Method[], identity: Identity): Dispatch {
  const calls = statementsOf(dispatch.block).filter((node): node is Call => node.kind === 'call');
  const signature = calls.filter((node) => node.name in marks).map(parameterText);
  const returns = calls.find((node) => node.name === 'return_type');
  // Some functions replace `call` to be given the scope as an ordinary parameter.
  const asParameter = methods.some((method) => method.name === 'call') && signature[0] === 'Any scope';
  const withScope = asParameter || calls.some((node) => node.name === 'scope_param');
  const run = runner(methods, literal(dispatch.args[0]), withScope, identity);
  const text = { signature: (asParameter ? signature.slice(1) : signature).join(', '), run };
  if (dispatch.name === 'argument_mismatch') {
    return { ...text, mismatch: (context, args) => String(run(context, args, undefined)) };
  }
  return returns === undefined ? text : { ...text, returns: literal(returns.args[0]) };
}

function parameterText(node: Call): string {
  const isBlock = node.name.includes('block');
  const type = isBlock && node.args.length < 2 ? 'Callable' : literal(node.args[0]);
  const name = node.args.length === 0 ? 'block' : literal(node.args.at(-1));
  return `${type} ${marks[node.name]}${name}`;
}

function runner(methods: readonly Method[], target: string, withScope: boolean, identity: Identity): Run {
  const run = compileCall(methods, target);
  return (context: FunctionContext, args: Value[], block: PuppetBlock | undefined): Value => {
    const given: RubyValue[] = withScope ? [new ScopeProxy(context, identity.older), ...args] : [...args];
    return guarded(identity, () => run(worldOf(context, given), procOf(block)));
  };
}

function procOf(block: PuppetBlock | undefined): RubyProc | null {
  if (block === undefined) return null;
  return new RubyProc((args) => block.call(args.map(toPuppet)), block.arity, block);
}

/** The methods, then a call of one with the arguments that the world holds. */
function compileCall(methods: readonly Node[], target: string): ReturnType<typeof compileProgram> {
  const line = methods[0]?.line ?? 1;
  const args: Node = { kind: 'splat', value: { kind: 'instance', name: argumentsName, line }, line };
  const call: Node = {
    kind: 'call',
    receiver: null,
    name: target,
    args: [args],
    block: null,
    safe: false,
    line,
  };
  return compileProgram({ kind: 'body', statements: [...methods, call], line });
}

const argumentsName = '\0arguments';

// ---- 3.x

function from3x(call: Call, identity: Identity): AnyFunction {
  const options = new Map(
    call.args
      .flatMap((arg) => (arg.kind === 'hash' ? arg.entries : []))
      .map(([key, value]) => [literal(key), value]),
  );
  const arity = options.get('arity');
  const type = options.get('type');
  const isStatement = type?.kind !== 'symbol' || type.parts.join('') !== 'rvalue';
  const method: Method = { kind: 'method', name: target3x, block: call.block!, line: call.line };
  const run = compileCall([method], target3x);
  const define = isStatement ? define3xStatement : define3x;
  return define(identity.name, arityOf(arity), (context, args) =>
    guarded(identity, () => run(worldOf(context, [[...args]], true))),
  );
}

const target3x = '\0function';

function arityOf(node: Node | undefined): number {
  if (node?.kind === 'integer') return Number(node.value);
  return node?.kind === 'call' && node.name === '-@' && node.receiver?.kind === 'integer'
    ? -Number(node.receiver.value)
    : -1;
}

// ---- both

function guarded(identity: Identity, run: () => RubyValue): Value {
  try {
    return toPuppet(run());
  } catch (error) {
    if (!(error instanceof RubyError)) throw error;
    if (error.raised) throw new PuppetError(error.message);
    return unsupported(identity, error);
  }
}

/** `isOld`: for a function of the 3.x kind, whose methods are those of the scope. */
function worldOf(context: FunctionContext, args: readonly RubyValue[], isOld = false): World {
  const machine = new RubyMachine(context.compiler.options.puppetVersion);
  const variables = new Map<string, RubyValue>([[argumentsName, machine.owned.add([...args])]]);
  const scope = new ScopeProxy(context);
  return {
    machine,
    instance: (name) => variables.get(name) ?? null,
    setInstance: (name, value) => variables.set(name, value),
    call: (name, given, block) => callOf(name, given, block, context, scope, isOld),
    text: () => {},
    output: () => {},
  };
}

/** What `call_function` of a 4.x function does. */
export function callFunction(
  context: FunctionContext,
  name: string,
  args: Value[],
  block?: PuppetBlock,
): Value {
  if (context.compiler.hasFunction(name)) return context.call(name, args, block);
  throw new PuppetError(`Function ${context.name}(): Unknown function: '${name}'`);
}

function callOf(
  name: string,
  args: readonly RubyValue[],
  block: RubyProc | null,
  context: FunctionContext,
  scope: ScopeProxy,
  isOld: boolean,
): RubyValue | undefined {
  if (name === 'call_function' && block !== null && block.origin === undefined)
    throw new RubyError('a block for call_function is not supported', 0);
  if (name === 'call_function' && !isOld) {
    const [wanted, ...rest] = args;
    return callFunction(context, toS(wanted), rest.map(toPuppet), block?.origin);
  }
  if (name === '_') return args[0];
  if (name === 'catch') return block?.call([]) ?? null;
  if (name === 'closure_scope' || name === 'scope') return scope;
  return scope.send(name, args);
}
