import { PuppetError } from '../../error.ts';
import type { PHash, Value } from '../../values/value.ts';
import { inferSet } from '../infer.ts';
import type { PStructType } from '../struct.ts';
import type { PType } from '../type.ts';
import { describe } from './describe.ts';
import { KeyMismatch } from './kinds.ts';
import type { Mismatch } from './mismatch.ts';

/** `name expects an Integer value, got String`; '' when the actual type fits. */
export function describeMismatch(name: string, expected: PType, actual: PType): string {
  const found = describe(expected, actual, [{ kind: 'subject', key: name }]);
  return found.length === 1
    ? found[0]!.format().trim()
    : found.map((mismatch) => mismatch.format()).join('\n ');
}

/** The type of what a deferred call will give, where it is known; such parameters are not checked otherwise. */
export type DeferredType = (value: Value) => PType | null | undefined;

/**
 * Checks parameters given to a class, define or template (`subject` is `Class[Foo]`, `Foo::Bar[title]`); throws Puppet's
 * error for all that is wrong. `missingOk` leaves missing ones alone. `deferredType` gives undefined for plain values, and
 * for a Deferred the type of its result or null when that is unknown.
 */
export function validateParameters(
  subject: string,
  parameters: PStructType,
  given: PHash,
  missingOk = false,
  deferredType: DeferredType = () => undefined,
): void {
  const wrong = [
    ...unknownNames(parameters, given),
    ...wrongValues(parameters, given, missingOk, deferredType),
  ];
  throwMismatches(subject, wrong);
}

/** Checks the default of a parameter; throws Puppet's error. */
export function validateDefault(subject: string, name: string, type: PType, value: Value): void {
  if (type.isInstance(value)) return;
  throwMismatches(subject, describe(type, inferSet(value).generalize(), [{ kind: 'parameter', key: name }]));
}

function throwMismatches(subject: string, wrong: readonly Mismatch[]): void {
  if (wrong.length === 0) return;
  const [first] = wrong;
  if (wrong.length === 1) throw new PuppetError(`${subject}:${first!.format()}`);
  throw new PuppetError(`${subject}:\n ${wrong.map((mismatch) => mismatch.format()).join('\n ')}`);
}

function unknownNames(parameters: PStructType, given: PHash): Mismatch[] {
  const unknown = [...given.keys()].filter((name) => !parameters.byName.has(name as string));
  return unknown.map((name) => new KeyMismatch([], String(name), 'invalidParameter'));
}

function wrongValues(
  parameters: PStructType,
  given: PHash,
  missingOk: boolean,
  deferredType: DeferredType,
): Mismatch[] {
  return parameters.elements.flatMap(({ name, valueType, optional }) => {
    const value = given.get(name);
    if (value === undefined) {
      return missingOk || optional ? [] : [new KeyMismatch([], name, 'missingParameter')];
    }
    const deferred = deferredType(value);
    if (deferred !== undefined) return wrongDeferred(name, valueType, deferred);
    if (valueType.isInstance(value)) return [];
    return describe(valueType, inferSet(value), [{ kind: 'parameter', key: name }]);
  });
}

function wrongDeferred(name: string, expected: PType, actual: PType | null): Mismatch[] {
  if (actual === null || expected.generalize().isAssignable(actual.generalize())) return [];
  return describe(expected, actual, [{ kind: 'parameter', key: name }]);
}
