import { crc32 } from 'node:zlib';
import { normalizeInteger } from '../../values/integer.ts';
import { makeHash } from '../../values/keys.ts';
import { type PHash, PSensitive, type Value } from '../../values/value.ts';
import { type AnyFunction, defineFunction, type FunctionContext } from '../api.ts';
import { hexDigest } from '../support/digest.ts';
import { fail } from '../support/fail.ts';
import { seededRandom } from '../support/random.ts';
import { rubyToS } from '../support/ruby-text.ts';
import { versionCompare } from '../support/versions.ts';
import { choiceFunctions } from './choices.ts';
import { jsonFunctions } from './json.ts';
import { randomText, rotated, stringFunctions } from './strings.ts';

const unchanged = [
  'merge',
  'seeded_rand_string',
  'shell_escape',
  'to_json',
  'to_json_pretty',
  'to_yaml',
  'type_of',
];

/** What release 9 moved under its own name, and changed nothing in. */
const moved = [...choiceFunctions, ...jsonFunctions, ...stringFunctions]
  .filter(({ name }) => unchanged.includes(name))
  .map((each) => ({ ...each, name: `stdlib::${each.name}` }));

/** A fact by its path; null where there is none. */
const factAt = ({ scope }: FunctionContext, ...path: string[]): Value =>
  path.reduce<Value>(
    (at, key) => (at instanceof Map ? (at.get(key) ?? null) : null),
    scope.lookupVariable('facts'),
  );

const fqdnRotate = defineFunction(
  'stdlib::fqdn_rotate',
  ['String', 'Array'].map((type) => ({
    signature: `${type} input, Variant[Integer, String] *seeds`,
    returns: type,
    run: (context, [value, ...seeds]) =>
      rotated(value as string | Value[], factAt(context, 'networking', 'fqdn'), seeds),
  })),
);

const fqdnRandString = defineFunction('stdlib::fqdn_rand_string', [
  {
    signature: 'Integer[1] length, Optional[String] ?charset, Any *seed',
    run: (context, [length, charset, ...seeds]) => randomText(context, Number(length), charset, seeds),
  },
]);

const seededRand = defineFunction('stdlib::seeded_rand', [
  {
    signature: 'Integer[1] max, String seed',
    run: (_, [limit, seed]) => normalizeInteger(seededRandom(seed as string, BigInt(limit as number))),
  },
]);

const unwrapped = (value: Value) => rubyToS(value instanceof PSensitive ? value.value : value);

function defineDigest(name: string, digest: (text: string) => string): AnyFunction {
  const signature = 'Variant[ScalarData, Sensitive[ScalarData], Binary, Sensitive[Binary]] my_data';
  return defineFunction(name, [
    { signature, returns: 'String', run: (_, [data]) => digest(unwrapped(data!)) },
  ]);
}

const nestedValues = (hash: PHash): Value[] =>
  [...hash.values()].flatMap((value) => (value instanceof Map ? nestedValues(value) : [value]));

/** Interfaces of the machine by name, with their facts; fails where there is no such fact. */
function interfaces(context: FunctionContext): PHash {
  const found = factAt(context, 'networking', 'interfaces');
  return found instanceof Map ? found : fail("undefined method `key?' for nil:NilClass");
}

const kinds: Readonly<Record<string, string>> = { ipaddress: 'ip', macaddress: 'mac' };

const hasInterfaceWith = defineFunction('stdlib::has_interface_with', [
  {
    signature: 'String[1] interface',
    returns: 'Boolean',
    run: (context, [name]) => interfaces(context).has(name!),
  },
  {
    signature: "Enum['macaddress', 'netmask', 'ipaddress', 'network', 'ip', 'mac'] kind, String[1] value",
    returns: 'Boolean',
    run: (context, [kind, value]) => {
      const key = kinds[kind as string] ?? kind!;
      return [...interfaces(context).values()].some((facts) => (facts as PHash).get(key) === value);
    },
  },
]);

const osVersionGte = defineFunction('stdlib::os_version_gte', [
  {
    signature: 'String[1] os, String[1] version',
    returns: 'Boolean',
    run: (context, [os, version]) => {
      if (factAt(context, 'os', 'name') !== os) return false;
      return versionCompare(rubyToS(factAt(context, 'os', 'release', 'major')), version as string) >= 0;
    },
  },
]);

/** What a package is ensured to be: as it is declared already, where it is. */
function ensurePackage(context: FunctionContext, name: Value, given: PHash): void {
  const attributes = makeHash([['ensure', 'installed'], ...given]);
  if (['present', 'installed'].includes(attributes.get('ensure') as string)) {
    const declared = [`Package[${rubyToS(name)}]`, makeHash([['ensure', 'present']])];
    attributes.set('ensure', context.call('defined_with_params', declared) ? 'present' : 'installed');
  }
  context.call('ensure_resource', ['package', name, attributes]);
}

const ensurePackages = defineFunction('stdlib::ensure_packages', [
  {
    signature: 'Variant[String[1], Array[String[1]]] packages, Hash ?default_attributes',
    returns: 'Undef',
    run: (context, [packages, defaults = new Map()]) => {
      for (const name of [packages!].flat()) ensurePackage(context, name, defaults as PHash);
      return null;
    },
  },
  {
    signature: 'Hash[String[1], Any] packages, Hash ?default_attributes',
    returns: 'Undef',
    run: (context, [packages, defaults = new Map()]) => {
      for (const [name, own] of packages as PHash)
        ensurePackage(context, name, makeHash([...(defaults as PHash), ...(own as PHash)]));
      return null;
    },
  },
]);

/** Functions that release 9 of stdlib has under its own name. */
export const namespacedFunctions: readonly AnyFunction[] = [
  ...moved,
  fqdnRotate,
  fqdnRandString,
  seededRand,
  defineDigest('stdlib::crc32', (text) => crc32(text).toString(16)),
  defineDigest('stdlib::sha256', (text) => hexDigest('sha256', text)),
  defineFunction('stdlib::nested_values', [
    { signature: 'Hash hash', returns: 'Array', run: (_, [hash]) => nestedValues(hash as PHash) },
  ]),
  defineFunction('stdlib::has_function', [
    {
      signature: 'String[1] function_name',
      returns: 'Boolean',
      run: ({ compiler }, [name]) => compiler.hasFunction(name as string),
    },
  ]),
  hasInterfaceWith,
  osVersionGte,
  ensurePackages,
];
