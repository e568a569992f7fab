import { PuppetError } from '../error.ts';
import { lookupContextType } from '../types/index.ts';
import { hashGet, hashHas, hashSet } from '../values/keys.ts';
import { type PCallable, type PHash, PObject, type Value } from '../values/value.ts';
import type { Invocation } from './invocation.ts';

/** Thrown by the context's not_found(): the function has nothing for the key. */
export class NotFoundSignal {}

/** What a function keeps between its calls for one place of a level. */
export interface FunctionCache {
  readonly entries: PHash;
  /** What a data_hash function gave, or what a lookup_key function gave by key. */
  data?: PHash;
}

/** What a context needs of the world. */
export interface ContextParts {
  readonly environment: string;
  readonly module: string | undefined;
  readonly cache: FunctionCache;
  readonly invocation: Invocation;
  readonly interpolate: (value: Value, invocation: Invocation) => Value;
  /** The text of a file, or what the block made of it when it was first read. */
  readonly fileData: (path: string, read: ((text: string) => Value) | undefined) => Value;
}

type Method = (args: readonly Value[], block: PCallable | undefined) => Value;

/** The Puppet::LookupContext that a function of Hiera gets with each call. */
export function lookupContext(parts: ContextParts): PObject {
  const { environment, module } = parts;
  const object = new PObject(
    lookupContextType(),
    new Map([
      ['environment_name', environment],
      ['module_name', module ?? null],
    ]),
  );
  object.methods = methodsOf(parts);
  return object;
}

function methodsOf(parts: ContextParts): ReadonlyMap<string, Method> {
  const { environment, module, invocation } = parts;
  const { entries } = parts.cache;
  const arity = (name: string, count: number, method: Method): [string, Method] => [
    name,
    (args, block) => {
      if (args.length === count) return method(args, block);
      throw new PuppetError(
        `'${name}' expects ${count} argument${count === 1 ? '' : 's'}, got ${args.length}`,
      );
    },
  ];
  return new Map<string, Method>([
    arity('environment_name', 0, () => environment),
    arity('module_name', 0, () => module ?? null),
    arity('not_found', 0, () => {
      throw new NotFoundSignal();
    }),
    arity('explain', 0, (_, block) => explain(invocation, block)),
    arity('interpolate', 1, ([value]) => parts.interpolate(value!, invocation)),
    arity('cache', 2, ([key, value]) => {
      hashSet(entries, key!, value!);
      return value!;
    }),
    arity('cache_all', 1, ([hash]) => {
      for (const [key, value] of hash as PHash) entries.set(key, value);
      return null;
    }),
    arity('cache_has_key', 1, ([key]) => hashHas(entries, key!)),
    arity('cached_value', 1, ([key]) => hashGet(entries, key!) ?? null),
    arity('cached_entries', 0, (_, block) => eachEntry(entries, block)),
    arity('cached_file_data', 1, ([path], block) =>
      parts.fileData(String(path), block && ((text) => callBlock(block, [text]))),
    ),
  ]);
}

function explain({ explainer }: Invocation, block: PCallable | undefined): Value {
  if (explainer !== undefined && block !== undefined) explainer.say(String(callBlock(block, [])));
  return null;
}

function eachEntry(entries: PHash, block: PCallable | undefined): Value {
  if (block === undefined) return [...entries].map(([key, value]) => [key, value]);
  const pairs = block.parameterNames.length === 2;
  for (const [key, value] of [...entries]) callBlock(block, pairs ? [key, value] : [[key, value]]);
  return null;
}

function callBlock(block: PCallable, args: Value[]): Value {
  return block.call(args);
}
