import type { PCallable, Value } from '../../values/value.ts';
import { PTypeAliasType } from '../alias-type.ts';
import { undefType } from '../any.ts';
import { PCallableType } from '../callable-type.ts';
import { inferSet } from '../infer.ts';
import { exactSize, type PIntegerType } from '../numeric.ts';
import { PTupleType } from '../tuple.ts';
import type { PType } from '../type.ts';
import { PVariantType } from '../variant.ts';
import { POptionalType } from '../wrappers.ts';
import { describe, mergeDescriptions } from './describe.ts';
import { CountMismatch, MissingRequiredBlock, UnexpectedBlock } from './kinds.ts';
import type { Mismatch, Path } from './mismatch.ts';

/** One signature of a function: its Callable type and the names of its parameters. */
export interface Signature {
  type: PCallableType;
  parameterNames: readonly string[];
  blockName?: string;
}

/** The first signature that accepts the arguments and the block, else -1. */
export function callSignature(
  signatures: readonly Signature[],
  args: readonly Value[],
  block: PCallable | null = null,
): number {
  for (let index = 0; index < signatures.length; index++) {
    if (signatures[index]!.type.callableWith(args, block)) return index;
  }
  return -1;
}

/** Whether a type is a Callable, also an optional one or one of several. */
export function isKindOfCallable(type: PType | undefined, optional = true): boolean {
  if (type instanceof PCallableType) return true;
  if (type instanceof PTypeAliasType) return isKindOfCallable(type.resolved, optional);
  if (type instanceof PVariantType) return type.types.every((inner) => isKindOfCallable(inner, optional));
  return (
    optional && type instanceof POptionalType && type.type !== null && isKindOfCallable(type.type, optional)
  );
}

/** Why no signature accepts the arguments: `'f' parameter 'x' expects ...`, or all that the signatures reject. `name` may be `lambda`. */
export function describeCallMismatch(
  name: string,
  signatures: readonly Signature[],
  args: readonly Value[],
  block: PCallable | null = null,
): string {
  const types = args.map(inferSet);
  return describeSignatures(name, signatures, block === null ? types : [...types, block.type]);
}

/** As `describeCallMismatch`, for the types of the arguments, the block's last. */
export function describeSignatures(
  name: string,
  signatures: readonly Signature[],
  types: readonly PType[],
): string {
  const errors = allErrors(signatures, types);
  const label = name === 'lambda' ? 'block' : `'${name}'`;
  const merged = mergeDescriptions(0, CountMismatch, errors);
  if (merged.length === 1) return `${label}${merged[0]!.format()}`;
  return signatures.length === 1
    ? [`${label} expects (${signatureText(signatures[0]!)})`, ...rejections(errors[0]!, '  ')].join('\n')
    : [
        `The function ${label} was called with arguments it does not accept. It expects one of:`,
        ...signatures.flatMap((signature, index) => [
          `  (${signatureText(signature)})`,
          ...rejections(errors[index]!, '    '),
        ]),
      ].join('\n');
}

function rejections(errors: readonly Mismatch[], indent: string): string[] {
  return errors.map((error) => `${indent}rejected:${error.chop(0).format()}`);
}

function allErrors(signatures: readonly Signature[], types: readonly PType[]): Mismatch[][] {
  const path = (index: number): Path => [{ kind: 'signature', key: index }];
  const args = signatures.map((signature, index) => argumentErrors(signature, types, path(index)));
  if (args.every((errors) => errors.length > 0)) return args;
  const blocks = signatures.map((signature, index) => blockErrors(signature, types, path(index)));
  if (blocks.every((errors) => errors.length > 0)) return blocks;
  return args.map((errors, index) => (errors.length === 0 ? blocks[index]! : errors));
}

function argumentErrors(signature: Signature, types: readonly PType[], path: Path): Mismatch[] {
  const expected = parametersOf(signature).sizeRange();
  const hasBlock = isKindOfCallable(types[types.length - 1]);
  const count = hasBlock ? types.length - 1 : types.length;
  if (!expected.contains(count)) return [new CountMismatch(path, expected, exactSize(count))];
  return firstWrongArgument(signature, types.slice(0, count), path);
}

function parametersOf(signature: Signature): PTupleType {
  return signature.type.parameters ?? new PTupleType();
}

function firstWrongArgument(signature: Signature, types: readonly PType[], path: Path): Mismatch[] {
  const expected = parametersOf(signature).types;
  for (const [index, type] of types.entries()) {
    const place = Math.min(index, expected.length - 1);
    if (expected[place]!.isAssignable(type)) continue;
    const key = signature.parameterNames[place] ?? '';
    const found = describe(expected[place]!, type, [...path, { kind: 'parameter', key }]);
    if (found.length > 0) return found;
  }
  return [];
}

function blockErrors(signature: Signature, types: readonly PType[], path: Path): Mismatch[] {
  const expected = signature.type.block;
  const given = types[types.length - 1];
  if (given !== undefined && isKindOfCallable(given)) {
    if (expected === null) return [new UnexpectedBlock(path)];
    return describe(expected, given, [...path, { kind: 'block', key: 'block' }]);
  }
  return expected === null || expected.isAssignable(undefType) ? [] : [new MissingRequiredBlock(path)];
}

/** A signature as Puppet lists it: `Integer x, String y?`. */
export function signatureText(signature: Signature): string {
  const tuple = parametersOf(signature);
  const range = tuple.sizeRange();
  if (range.from === 0 && range.to === 0) return '';
  const given = signature.parameterNames;
  const names = given.length === 0 ? tuple.types.map(() => '') : given;
  const parameters = names.map((name, index) => parameterText(tuple, range, name, index, names.length));
  return [...parameters, ...blockText(signature)].join(', ');
}

function parameterText(
  tuple: PTupleType,
  range: PIntegerType,
  name: string,
  index: number,
  count: number,
): string {
  const type = tuple.typeAt(index)!;
  if (range.to === Infinity && index === count - 1)
    return `${type} ${name}${range.from === count ? '+' : '*'}`;
  if (index < range.from) return `${type} ${name}`;
  return `${type instanceof POptionalType ? type.type : type} ${name}?`;
}

function blockText({ type, blockName }: Signature): string[] {
  if (type.block instanceof POptionalType) return [`${type.block.type} ${blockName ?? 'block'}?`];
  return type.block instanceof PCallableType ? [`${type.block} ${blockName ?? 'block'}`] : [];
}
