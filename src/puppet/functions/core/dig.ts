import { PuppetError } from '../../error.ts';
import { errorType, inferType, toText } from '../../types/index.ts';
import { isInteger } from '../../values/integer.ts';
import { hashGet, makeHash } from '../../values/keys.ts';
import { PObject, type Value } from '../../values/value.ts';
import { defineFunction } from '../api.ts';
import { rubyInspect } from '../support/ruby-text.ts';

/** Something on the path is no collection, or no index; `data` is the Error that get() hands to its block. */
export class NavigationError extends PuppetError {
  readonly data: PObject;
  constructor(message: string, code: string, details: readonly (readonly [string, Value])[]) {
    super(message, {}, code);
    const attributes: [string, Value][] = [
      ['msg', message],
      ['kind', 'SLICE_ERROR'],
      ['details', makeHash(details)],
      ['issue_code', code],
    ];
    this.data = new PObject(errorType(), new Map(attributes));
  }
}

/** The value below a path of keys and indexes, undef where the path ends early. */
export const dig = defineFunction('dig', [
  {
    signature: 'Optional[Collection] data, Any *arg',
    run: (_, [data, ...path]) => uncoded(() => digInto(data!, path)),
  },
]);

/** Runs navigation; its errors lose their code, so that they are placed at the call. */
export function uncoded(run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    throw error instanceof PuppetError ? new PuppetError(error.message) : error;
  }
}

/** What dig() does, for functions that navigate; throws a PuppetError where something is no collection. */
export function digInto(data: Value, path: readonly Value[]): Value {
  let at = data;
  for (const [depth, key] of path.entries()) {
    if (at === null || key === null) return null;
    at = stepInto(at, key, path.slice(0, depth));
  }
  return at;
}

function stepInto(at: Value, key: Value, walked: readonly Value[]): Value {
  if (at instanceof Map) return hashGet(at, key) ?? null;
  if (!Array.isArray(at)) {
    const text = `The given data does not contain a Collection at ${rubyInspect([...walked])}, got '${toText(inferType(at))}'`;
    throw new NavigationError(text, 'EXPECTED_COLLECTION', [
      ['walked_path', [...walked]],
      ['value_type', inferType(at)],
    ]);
  }
  if (!isInteger(key)) {
    const text = `The given data requires an Integer index at ${rubyInspect([...walked, key])}, got '${toText(inferType(key))}'`;
    throw new NavigationError(text, 'EXPECTED_INTEGER_INDEX', [
      ['walked_path', [...walked, key]],
      ['index_type', inferType(key)],
    ]);
  }
  const index = Number(key);
  return at[index < 0 ? at.length + index : index] ?? null;
}
