import { PuppetError, type PuppetPlace } from '../error.ts';
import type { AnyFunction, Block, FunctionContext } from '../functions/api.ts';
import { argumentsFor3x, checkArity } from '../functions/convert-3x.ts';
import { callDispatched } from '../functions/dispatch.ts';
import type { Value } from '../values/value.ts';
import type { Compiler } from './compiler.ts';
import type { Frame } from './frame.ts';
import { type Site, sitePlace } from './issues.ts';
import { type ClosureCode, Lambda } from './lambda.ts';
import type { Scope } from './scope.ts';
import { ReturnSignal } from './signals.ts';

/** Where a call stands: an expression, or a place alone. */
export type CallSite = Site | PuppetPlace;

/** A function of any kind, ready to be called. */
export interface FunctionEntry {
  name: string;
  call(frame: Frame, args: Value[], block: Block | undefined, site: CallSite): Value;
  /** The type that a function written in Puppet says it returns. */
  returns?(frame: Frame): Value;
}

/** A function of our own. */
export function nativeEntry(definition: AnyFunction, name: string): FunctionEntry {
  if (definition.api === 3) return entry3x(definition, name);
  return {
    name,
    call: (frame, args, block, site) =>
      callDispatched(definition, new CallContext(name, frame, site), args, block),
  };
}

function entry3x(definition: Extract<AnyFunction, { api: 3 }>, name: string): FunctionEntry {
  return {
    name,
    call: (frame, args, _block, site) => {
      checkArity(name, definition.arity, args.length);
      const value = definition.run(new CallContext(name, frame, site), argumentsFor3x(args));
      return definition.statement ? null : value;
    },
  };
}

/** A function written in Puppet: a closure over top scope. */
export function puppetEntry(code: ClosureCode, name: string): FunctionEntry {
  return {
    name,
    call: (frame, args, block) => callPuppetFunction(code, name, frame, args, block),
    ...(code.returnType === null ? {} : { returns: code.returnType }),
  };
}

function callPuppetFunction(
  code: ClosureCode,
  name: string,
  frame: Frame,
  args: Value[],
  block: Block | undefined,
): Value {
  const closure = new Lambda(code, frame.compiler.topHost.base, name);
  if (!closure.type.callableWith(args, block)) closure.refuse(args, block);
  try {
    return closure.call(args);
  } catch (signal) {
    // Puppet does not check it against the type.
    if (signal instanceof ReturnSignal) return signal.value;
    throw signal;
  }
}

/** What a function is told of one call. */
export class CallContext implements FunctionContext {
  constructor(
    readonly name: string,
    readonly frame: Frame,
    readonly site: CallSite,
  ) {}

  get scope(): Scope {
    return this.frame;
  }
  get compiler(): Compiler {
    return this.frame.compiler;
  }
  // Getters of closures: functions take these out of the context.
  get place(): () => PuppetPlace {
    return () => ('node' in this.site ? sitePlace(this.site) : this.site);
  }

  get call(): FunctionContext['call'] {
    return (name, args, block) => {
      const entry = this.frame.compiler.session.findFunction(name);
      if (entry === undefined) throw new PuppetError(`Unknown function '${name}'`);
      return entry.call(this.frame, args, block, this.site);
    };
  }

  get log(): FunctionContext['log'] {
    return (level, message) => {
      const source = `Scope(${this.frame.host.resource.ref})`;
      this.frame.compiler.log({ level, message, place: this.place(), source });
    };
  }
}
