import { type PHash, PObject, type Value } from '../../values/value.ts';
import { PCallableType } from '../callable-type.ts';
import type { Signature } from '../mismatch/signatures.ts';
import { exactSize, PIntegerType } from '../numeric.ts';
import type { PObjectType } from '../object-type.ts';
import { PTupleType } from '../tuple.ts';
import type { Constructor } from './constructor.ts';

/** `Foo.new(hash)` or `Foo.new(values...)`: required attributes first, then the optional ones. */
export function objectConstructor(type: PObjectType): Constructor {
  const elements = type.initType().elements;
  const ordered = [
    ...elements.filter(({ optional }) => !optional),
    ...elements.filter(({ optional }) => optional),
  ];
  const names = ordered.map(({ name }) => name);
  const required = elements.filter(({ optional }) => !optional).length;
  const positional = signature(
    new PTupleType(
      ordered.map(({ valueType }) => valueType),
      new PIntegerType(required, names.length),
    ),
    names,
  );
  const hashed = signature(new PTupleType([type.initType()], exactSize(1)), ['hash']);
  return {
    name: `new_${type.label}`,
    conversions: [
      { signature: () => hashed, run: (hash) => instance(type, hash as PHash) },
      {
        signature: () => positional,
        run: (...args) => instance(type, new Map(args.map((arg, index) => [names[index]!, arg]))),
      },
    ],
  };
}

function signature(parameters: PTupleType, parameterNames: readonly string[]): Signature {
  return { type: new PCallableType(parameters), parameterNames };
}

function instance(type: PObjectType, given: PHash): PObject {
  const attributes = new Map<string, Value>();
  for (const { name, kind, value } of type.allAttributes().values()) {
    if (kind === 'constant' || kind === 'derived') continue;
    attributes.set(name, given.get(name) ?? value ?? null);
  }
  return new PObject(type, attributes);
}
