import { assertInstance, parseType } from '../types/index.ts';
import { makeHash } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';

const text = 'String[1]';
const common = `Optional[version] => Integer[3, 3], Optional[backends] => Variant[${text}, Array[${text}]], Optional[logger] => ${text}, Optional[merge_behavior] => Enum['deep', 'deeper', 'native'], Optional[deep_merge_options] => Hash[${text}, Variant[String, Boolean]], Optional[hierarchy] => Variant[${text}, Array[${text}]]`;

const standard: readonly [string, Value][] = [
  ['version', 3],
  ['backends', ['yaml']],
  ['hierarchy', ['nodes/%{::trusted.certname}', 'common']],
  ['merge_behavior', 'native'],
  ['deep_merge_options', new Map()],
];

/** Throws Puppet's complaint about a hiera.yaml of version 3 that is wrong, although nothing is made of a right one. */
export function checkVersion3(given: PHash, path: string): void {
  const missing = standard.filter(([key]) => (given.get(key) ?? false) === false);
  const config = makeHash([...given, ...missing]);
  const backends = [config.get('backends')!].flat().filter((name) => typeof name === 'string' && name !== '');
  const own = backends.map((name) => `, Optional['${name}'] => Hash[${text}, Any]`).join('');
  assertInstance(`The Lookup Configuration at '${path}'`, parseType(`Struct[{${common}${own}}]`), config);
}
