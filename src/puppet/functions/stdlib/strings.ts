import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { checkedCount } from '../../values/count.ts';
import { normalizeInteger } from '../../values/integer.ts';
import type { Value } from '../../values/value.ts';
import { type AnyFunction, define3x, defineFunction, type FunctionContext } from '../api.ts';
import { isNumeric } from '../support/compare.ts';
import { fail } from '../support/fail.ts';
import { flattenDeep } from '../support/flatten.ts';
import { MersenneTwister } from '../support/mersenne-twister.ts';
import { rubyToI } from '../support/numbers.ts';
import { seededRandom } from '../support/random.ts';
import { rubyInspect, rubyToS } from '../support/ruby-text.ts';
import { stringRange } from '../support/string-range.ts';
import { textWith } from '../support/undefined-method.ts';

function base64(action: string, text: string, method: string): string {
  if (action === 'decode') return Buffer.from(text, 'base64').toString('utf8');
  const encoded = Buffer.from(text, 'utf8').toString('base64');
  if (method === 'urlsafe') return encoded.replaceAll('+', '-').replaceAll('/', '_');
  return method === 'strict' ? encoded : encoded.replace(/.{1,60}/g, '$&\n');
}

const base64Function = define3x('base64', -1, (_, args) => {
  const [action, text, method = 'default'] = args;
  if (args.length < 2) fail(`base64(): Wrong number of arguments (${args.length}; must be >= 2)`);
  if (action !== 'encode' && action !== 'decode')
    fail("base64(): the first argument must be one of 'encode' or 'decode'");
  if (typeof text !== 'string') fail('base64(): the second argument must be a string to base64');
  if (!['default', 'strict', 'urlsafe'].includes(method as string))
    fail("base64(): the third argument must be one of 'default', 'strict', or 'urlsafe'");
  return base64(action as string, text as string, method as string);
});

const dirname = define3x('dirname', -1, (_, args) => {
  if (args.length === 0) fail('dirname(): No arguments given');
  if (args.length > 1) fail(`dirname(): Too many arguments given (${args.length})`);
  if (typeof args[0] !== 'string') fail('dirname(): Requires string as argument');
  return args[0] === ''
    ? fail('dirname(): Requires a non-empty string as argument')
    : posix.dirname(args[0] as string);
});

const basename = define3x('basename', -1, (_, args) => {
  if (args.length === 0) fail('basename(): No arguments given');
  if (args.length > 2) fail(`basename(): Too many arguments given (${args.length})`);
  if (typeof args[0] !== 'string') fail('basename(): Requires string as first argument');
  if (args.length === 2 && typeof args[1] !== 'string')
    fail('basename(): Requires string as second argument');
  const [path, suffix] = args as [string, string | undefined];
  const name = posix.basename(path) || (path.startsWith('/') ? '/' : '');
  if (suffix === '.*') return name.replace(/(?<=.)\.[^.]*$/, '');
  return suffix && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name;
});

const swapped = (text: string) =>
  text.replace(/\p{L}/gu, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

/** A change of a string, or of the strings of an array. */
function defineChange(name: string, change: (text: string) => string): AnyFunction {
  return define3x(name, -1, (_, args) => {
    if (args.length === 0) fail(`${name}(): Wrong number of arguments given (0 for 1)`);
    const [value] = args as [Value];
    if (Array.isArray(value)) return value.map((each) => (typeof each === 'string' ? change(each) : each));
    return typeof value === 'string'
      ? change(value)
      : fail(`${name}(): Requires either array or string to work with`);
  });
}

/** Ruby's URI escaping: all but reserved and unreserved characters of RFC 2396. */
function uriEscaped(text: string): string {
  return text.replace(/[^\-_.!~*'()a-zA-Z\d;/?:@&=+$,[\]]/gu, (character) =>
    [...Buffer.from(character, 'utf8')]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

const controls: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\f': '\\f',
  '\v': '\\v',
};

/** Ruby's `Regexp.escape`. */
function regexpEscaped(text: string): string {
  return text.replace(
    /[[\]{}()|\-*.\\?+^$# \n\t\r\f\v]/g,
    (character) => controls[character] ?? `\\${character}`,
  );
}

function squeezed(text: string, set: string | undefined): string {
  return text.replace(/([\s\S])\1+/gu, (run, character: string) =>
    set === undefined || set.includes(character) ? character : run,
  );
}

const squeeze = define3x('squeeze', -1, (_, args) => {
  if (args.length !== 1 && args.length !== 2)
    fail(`squeeze(): Wrong number of arguments given ${args.length} for 2 or 1`);
  const [item, characters] = args as [Value, Value | undefined];
  const set = characters === undefined ? undefined : textWith('squeeze', characters);
  const change = (each: Value) => squeezed(textWith('squeeze', each), set);
  return Array.isArray(item) ? item.map(change) : change(item);
});

const rangeForm = /^(\w+)(\.\.\.?|-)(\w+)$/m;

const range = define3x('range', -1, (_, args) => {
  if (args.length === 0) fail('range(): Wrong number of arguments given (0 for 1)');
  if (args.length === 1) {
    const form = rangeForm.exec(rubyToS(args[0]!));
    if (!form) {
      const value = rubyToS(args[0]!);
      return fail(
        value === ''
          ? `range(): Unknown range format: ${value}`
          : `range(): Unable to compute range from the value: ${value}`,
      );
    }
    return rangeOf(form[1]!, form[3]!, 1, form[2] === '...');
  }
  const step = args[2] === undefined || args[2] === null ? 1 : Math.abs(Number(rubyToI(rubyToS(args[2]))));
  if (step === 0) fail('range(): 3rd arg (step size) must be a non zero integer (e.g. 1 or -1)');
  const [start, stop] = args as [Value, Value];
  const isText = typeof stop === 'string' || isNumeric(stop);
  if (!isText && /^\d+$/m.test(rubyToS(start))) textWith('to_i', stop);
  return rangeOf(rubyToS(start), rubyToS(stop), step, false);
});

function rangeOf(start: string, stop: string, step: number, exclusive: boolean): Value[] {
  if (start === '') return [];
  if (/^\d+$/m.test(start)) {
    const last = Number(rubyToI(stop)) - (exclusive ? 1 : 0);
    const values: number[] = [];
    for (let value = Number(start); value <= last && values.length < 1_000_000; value += step)
      values.push(value);
    return values;
  }
  const texts = stringRange(start, stop, exclusive, 1_000_000 * step);
  return texts.filter((__, index) => index % step === 0);
}

const fqdnRotate = define3x('fqdn_rotate', -1, ({ scope }, args) => {
  if (args.length === 0) fail('fqdn_rotate(): Wrong number of arguments given (0 for 1)');
  const [value, ...seeds] = args as [Value, ...Value[]];
  if (!Array.isArray(value) && typeof value !== 'string')
    return fail('fqdn_rotate(): Requires either array or string to work with');
  return rotated(value, scope.lookupVariable('::fqdn'), seeds);
});

/** The same turned by as many places as the machine's name and the seeds say. */
export function rotated(value: string | Value[], fqdn: Value, seeds: readonly Value[]): Value {
  const items: Value[] = typeof value === 'string' ? [...value] : value;
  if (items.length <= 1) return value;
  const seed = `${rubyToS(fqdn)}:${flattenDeep(seeds).map(rubyToS).join(':')}`;
  const offset = Number(seededRandom(seed, BigInt(items.length)));
  const turned = [...items.slice(offset), ...items.slice(0, offset)];
  return typeof value === 'string' ? turned.join('') : turned;
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const fqdnRandString = define3x('fqdn_rand_string', -2, (context, [size, charset, ...seeds]) => {
  const length = Number(rubyToI(rubyToS(size!)));
  if (!/^\d+$/.test(rubyToS(size!)) || length === 0)
    fail('fqdn_rand_string(): first argument must be a positive integer');
  if (charset !== undefined && charset !== null && typeof charset !== 'string')
    fail('fqdn_rand_string(): second argument must be undef or a string');
  return randomText(context, length, charset, seeds);
});

/** Characters that a machine draws with the seeds, from letters and digits when no others are given. */
export function randomText(
  context: FunctionContext,
  length: number,
  charset: Value | undefined,
  seeds: readonly Value[],
): string {
  const given = charset === undefined || charset === null || charset === '';
  const characters = [...(given ? alphabet : (charset as string))];
  const pick = (index: number) =>
    context.call('fqdn_rand', [characters.length, [...seeds, index].map(rubyToS).join(':')]);
  const drawn = Array.from(
    { length: checkedCount(length) },
    (_, index) => characters[Number(pick(index + 1))]!,
  );
  return drawn.join('');
}

const seededRand = define3x('seeded_rand', 2, (_, [limit, seed]) => {
  if (!/^[1-9]\d*$/.test(rubyToS(limit!))) fail('seeded_rand(): first argument must be a positive integer');
  if (typeof seed !== 'string') return fail('seeded_rand(): second argument must be a string');
  return normalizeInteger(seededRandom(seed, BigInt(rubyToS(limit!))));
});

const dnsNamespace = Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex');

const fqdnUuid = define3x('fqdn_uuid', -1, (_, args) => {
  if (args.length === 0) fail('fqdn_uuid: No arguments given');
  if (args.length !== 1) fail(`fqdn_uuid: Too many arguments given (${args.length})`);
  const bytes = createHash('sha1')
    .update(dnsNamespace)
    .update(textWith('to_str', args[0]))
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
});

const seededRandString = defineFunction('seeded_rand_string', [
  {
    signature: 'Integer[1] length, String seed, String[2] ?charset',
    run: (_, [length, seed, charset]) => {
      const characters = [
        ...((charset as string | undefined) ?? `0123456789${alphabet.slice(36)}${alphabet.slice(10, 36)}`),
      ];
      const digest = createHash('sha256')
        .update(seed as string)
        .digest('hex');
      const random = new MersenneTwister(BigInt(`0x${digest}`));
      return Array.from(
        { length: checkedCount(Number(length)) },
        () => characters[Number(random.below(BigInt(characters.length)))]!,
      ).join('');
    },
  },
]);

const shellEscaped = (text: string) =>
  text === '' ? "''" : text.replace(/[^A-Za-z0-9_\-.,:+/@\n]/gu, '\\$&').replaceAll('\n', "'\n'");

const requiredText = (name: string, value: Value | undefined): string =>
  typeof value === 'string' ? value : fail(`${name}(): Requires string as argument`);

const affixes = (wanted: Value) => (Array.isArray(wanted) ? wanted : [wanted]) as string[];

const xmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Functions of stdlib on texts. */
export const stringFunctions: readonly AnyFunction[] = [
  base64Function,
  dirname,
  basename,
  squeeze,
  range,
  fqdnRotate,
  fqdnRandString,
  seededRand,
  fqdnUuid,
  seededRandString,
  defineChange('swapcase', swapped),
  defineChange('uriescape', uriEscaped),
  defineChange('regexpescape', regexpEscaped),
  define3x('dos2unix', 1, (_, [text]) => requiredText('dos2unix', text).replaceAll('\r\n', '\n')),
  define3x('unix2dos', 1, (_, [text]) => requiredText('unix2dos', text).replace(/\r*\n/g, '\r\n')),
  define3x('shell_join', -1, (_, args) => {
    if (args.length !== 1) fail(`shell_join(): Wrong number of arguments given (${args.length} for 1)`);
    const [words] = args as [Value];
    if (!Array.isArray(words)) return fail(`First argument is not an Array: ${rubyInspect(words)}`);
    return words.map((word) => shellEscaped(rubyToS(word))).join(' ');
  }),
  defineFunction('shell_escape', [
    { signature: 'Any string', run: (_, [text]) => shellEscaped(rubyToS(text!)) },
  ]),
  defineFunction('stdlib::end_with', [
    {
      signature: 'String test_string, Variant[String[1], Array[String[1], 1]] suffixes',
      returns: 'Boolean',
      run: (_, [text, wanted]) => affixes(wanted!).some((each) => (text as string).endsWith(each)),
    },
  ]),
  defineFunction('stdlib::start_with', [
    {
      signature: 'String test_string, Variant[String[1], Array[String[1], 1]] prefixes',
      returns: 'Boolean',
      run: (_, [text, wanted]) => affixes(wanted!).some((each) => (text as string).startsWith(each)),
    },
  ]),
  defineFunction('stdlib::extname', [
    { signature: 'String filename', returns: 'String', run: (_, [name]) => posix.extname(name as string) },
  ]),
  defineFunction('stdlib::xml_encode', [
    {
      signature: "String str, Enum['text', 'attr'] ?type",
      returns: 'String',
      run: (_, [text, type]) => {
        const escaped = (text as string).replace(
          type === 'attr' ? /[&<>"]/g : /[&<>]/g,
          (each) => xmlEntities[each]!,
        );
        return type === 'attr' ? `"${escaped}"` : escaped;
      },
    },
  ]),
];
