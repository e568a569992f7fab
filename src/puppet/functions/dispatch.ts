import { PuppetError } from '../error.ts';
import { assertInstance } from '../types/assert.ts';
import { PCallableType } from '../types/callable-type.ts';
import {
  callSignature,
  describeCallMismatch,
  type PType,
  parseType,
  type Signature,
  type TypeLoader,
} from '../types/index.ts';
import { PIntegerType } from '../types/numeric.ts';
import { PTupleType } from '../types/tuple.ts';
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
  return signature.block !== 'none' && callSignature([signature], args, block) === 0;
}

function signaturesOf(definition: FunctionDefinition): readonly Parsed[] {
  const known = parsed.get(definition);
  if (known !== undefined) return known;
  const loader = localLoader(definition.localTypes ?? []);
  const signatures = definition.dispatches.map((dispatch) => parseSignature(dispatch, loader));
  parsed.set(definition, signatures);
  return signatures;
}

/** Aliases such as `Name = Variant[A, B]`, that may refer to those before them. */
function localLoader(aliases: readonly string[]): TypeLoader | undefined {
  if (aliases.length === 0) return undefined;
  const types = new Map<string, PType>();
  const loader: TypeLoader = { loadType: (name) => types.get(name) };
  for (const alias of aliases) {
    const cut = alias.indexOf('=');
    types.set(alias.slice(0, cut).trim().toLowerCase(), parseType(alias.slice(cut + 1).trim(), loader));
  }
  return loader;
}

interface ParameterText {
  type: string;
  name: string;
  mark: string;
}

function parseSignature(dispatch: Dispatch, loader: TypeLoader | undefined): Parsed {
  const all = splitParameters(dispatch.signature).map(parseParameter);
  const blockText = all.find((parameter) => parameter.mark.includes('&'));
  const parameters = all.filter((parameter) => parameter !== blockText);
  const types = parameters.map((parameter) => parseType(parameter.type, loader));
  const min = parameters.filter((parameter) => parameter.mark === '' || parameter.mark === '+').length;
  const rest = parameters.some((parameter) => parameter.mark === '*' || parameter.mark === '+');
  const max = rest ? Number.POSITIVE_INFINITY : parameters.length;
  const optional = blockText?.mark.includes('?') === true;
  const block = blockText === undefined ? null : parseType(blockType(blockText, optional), loader);
  return {
    type: new PCallableType(new PTupleType(types, new PIntegerType(min, max)), block),
    types,
    min,
    max,
    block: blockText === undefined ? 'none' : optional ? 'optional' : 'required',
    parameterNames: parameters.map((parameter) => parameter.name),
    blockName: blockText?.name,
    returns: dispatch.returns === undefined ? null : parseType(dispatch.returns, loader),
  };
}

function blockType(block: ParameterText, optional: boolean): string {
  return optional && !block.type.startsWith('Optional[') ? `Optional[${block.type}]` : block.type;
}

function splitParameters(signature: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < signature.length; at++) {
    const character = signature[at]!;
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    else if (character === ',' && depth === 0) {
      parts.push(signature.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(signature.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function parseParameter(text: string): ParameterText {
  const match = /^(.*?)\s*([?*+&]*)(\w+)$/s.exec(text);
  if (match === null) throw new Error(`bad signature: ${text}`);
  return { type: match[1]!.trim(), mark: match[2]!, name: match[3]! };
}
