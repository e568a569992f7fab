import { PuppetError } from '../error.ts';
import { assertInstance } from '../types/assert.ts';
import {
  describeCallMismatch,
  POptionalType,
  type PType,
  parseSignature,
  parseType,
  type Signature,
} from '../types/index.ts';
import type { Value } from '../values/value.ts';
import type { Block, Dispatch, FunctionContext, FunctionDefinition } from './api.ts';

/** A signature, parsed. */
interface Parsed extends Signature {
  /** Types of the arguments in order, the last one repeated when `max` is beyond them. */
  types: readonly PType[];
  min: number;
  max: number;
  block: 'none' | 'optional' | 'required';
  returns: PType | null;
}

const parsed = new WeakMap<FunctionDefinition, readonly Parsed[]>();

/** Runs the first dispatch whose signature takes the arguments; throws Puppet's mismatch message when none does. */
export function callDispatched(
  definition: FunctionDefinition,
  context: FunctionContext,
  args: Value[],
  block: Block | undefined,
): Value {
  const signatures = signaturesOf(definition);
  const index = findDispatch(signatures, args, block);
  if (index === -1) {
    throw new PuppetError(
      describeCallMismatch(definition.name, publicOnes(definition, signatures), args, block),
    );
  }
  const dispatch = definition.dispatches[index]!;
  if (dispatch.mismatch !== undefined) {
    throw new PuppetError(`'${definition.name}' ${dispatch.mismatch(context, args)}`);
  }
  const value = dispatch.run(context, args, block);
  const { returns } = signatures[index]!;
  return returns === null
    ? value
    : assertInstance(`value returned from function '${definition.name}'`, returns, value);
}

function publicOnes(definition: FunctionDefinition, signatures: readonly Parsed[]): Parsed[] {
  return signatures.filter((_, index) => definition.dispatches[index]!.mismatch === undefined);
}

function findDispatch(
  signatures: readonly Parsed[],
  args: readonly Value[],
  block: Block | undefined,
): number {
  for (let index = 0; index < signatures.length; index++)
    if (takes(signatures[index]!, args, block)) return index;
  return -1;
}

function takes(signature: Parsed, args: readonly Value[], block: Block | undefined): boolean {
  if (args.length < signature.min || args.length > signature.max) return false;
  const { types } = signature;
  const last = types.length - 1;
  for (let index = 0; index < args.length; index++) {
    if (!types[Math.min(index, last)]!.isInstance(args[index]!)) return false;
  }
  if (block === undefined) return signature.block !== 'required';
  return signature.block !== 'none' && takesBlock(signature.type.block!, block);
}

/** Which blocks whose type is always the same a signature takes. */
const taken = new WeakMap<PType, WeakMap<PType, boolean>>();

function takesBlock(wanted: PType, block: Block): boolean {
  if (!block.hasOneType) return wanted.isInstance(block);
  let known = taken.get(wanted);
  if (known === undefined) {
    known = new WeakMap();
    taken.set(wanted, known);
  }
  let takes = known.get(block.type);
  if (takes === undefined) {
    takes = wanted.isInstance(block);
    known.set(block.type, takes);
  }
  return takes;
}

function signaturesOf(definition: FunctionDefinition): readonly Parsed[] {
  const known = parsed.get(definition);
  if (known !== undefined) return known;
  const aliases = localAliases(definition.localTypes ?? []);
  const signatures = definition.dispatches.map((dispatch) => parse(dispatch, aliases));
  parsed.set(definition, signatures);
  return signatures;
}

function localAliases(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const cut = text.indexOf('=');
      return [text.slice(0, cut).trim(), text.slice(cut + 1).trim()];
    }),
  );
}

function parse(dispatch: Dispatch, aliases: Record<string, string>): Parsed {
  const signature = parseSignature(dispatch.signature, aliases);
  const { block, parameters } = signature.type;
  const { from, to } = parameters!.sizeRange();
  const none = parameters!.types.length === 0;
  return {
    ...signature,
    types: parameters!.types,
    min: none ? 0 : Number(from),
    max: none ? 0 : Number(to),
    block: block === null ? 'none' : block instanceof POptionalType ? 'optional' : 'required',
    returns: dispatch.returns === undefined ? null : parseType(dispatch.returns),
  };
}
