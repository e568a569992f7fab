import { dataHashFunctions, readDataFile } from '../../data/backends.ts';
import { decryptText } from '../../data/eyaml.ts';
import { PuppetError } from '../../error.ts';
import { hashGet, internKey } from '../../values/keys.ts';
import type { PHash, PObject, Value } from '../../values/value.ts';
import { defineFunction, type FunctionContext, type FunctionDefinition } from '../api.ts';

const places =
  "one of 'path', 'paths' 'glob', 'globs' or 'mapped_paths' must be declared in hiera.yaml when using this";

/** A data_hash function of Puppet: the hash that a file holds. */
function dataHash(name: string): FunctionDefinition {
  return defineFunction(name, [
    {
      signature: 'Struct[{path=>String[1]}] options, Puppet::LookupContext context',
      run: ({ compiler }, [options]) =>
        readDataFile(name, (options as PHash).get('path') as string, compiler),
    },
    {
      signature: 'Hash options, Puppet::LookupContext context',
      run: () => null,
      mismatch: () => `${places} data_hash function`,
    },
  ]);
}

/** A value of a YAML file whose encrypted parts are decrypted. */
const eyamlLookupKey = defineFunction('eyaml_lookup_key', [
  {
    signature: 'String[1] key, Hash[String[1],Any] options, Puppet::LookupContext context',
    run: (context, [key, options, lookup]) =>
      lookupEncrypted(context, key as string, options as PHash, lookup as PObject),
  },
]);

function lookupEncrypted({ compiler }: FunctionContext, key: string, options: PHash, lookup: PObject): Value {
  const path = options.get('path');
  if (typeof path !== 'string') throw new PuppetError(`'eyaml_lookup_key': ${places} lookup_key function`);
  const method = (name: string, args: Value[]) => lookup.methods!.get(name)!(args, undefined);
  if (method('cache_has_key', [key]) === true) return method('cached_value', [key]);
  const found = hashGet(readDataFile('yaml_data', path, compiler) as PHash, key);
  if (found === undefined) return method('not_found', []);
  const interpolated = (value: Value) => method('interpolate', [value]);
  const plain = (value: Value): Value => {
    if (typeof value === 'string') return interpolated(decryptText(value, { key, options, compiler }));
    if (Array.isArray(value)) return value.map(plain);
    if (!(value instanceof Map)) return value;
    return new Map([...value].map(([name, item]) => [internKey(interpolated(name)), plain(item)]));
  };
  return method('cache', [key, plain(found)]);
}

/** The functions of Puppet that read the data of a hierarchy. */
export const hieraDataFunctions: readonly FunctionDefinition[] = [
  ...dataHashFunctions.map(dataHash),
  eyamlLookupKey,
];
