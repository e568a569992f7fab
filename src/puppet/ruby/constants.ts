import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { prettyRubyJson, rubyJson } from '../functions/stdlib/json.ts';
import { strictFloat } from '../functions/support/numbers.ts';
import { checkedCount } from '../values/count.ts';
import { PFloat, type PHash, PRegexp, type Value } from '../values/value.ts';
import { RubyError } from './errors.ts';
import { ipAddress } from './ip-address.ts';
import { toHash } from './methods/array.ts';
import { conversionName } from './methods/implicit.ts';
import type { Machine } from './methods/types.ts';
import { shellWords } from './shell-words.ts';
import { toS } from './text.ts';
import { parseUri } from './uri.ts';
import {
  classOf,
  isArray,
  isHash,
  RubyConstant,
  type RubyProc,
  RubySymbol,
  type RubyValue,
  toPuppet,
} from './values.ts';

type ConstantMethod = (args: readonly RubyValue[], block: RubyProc | null, machine: Machine) => RubyValue;

const digest =
  (algorithm: string): ConstantMethod =>
  ([text]) =>
    createHash(algorithm).update(toS(text)).digest('hex');

const html: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml: ConstantMethod = ([text]) => toS(text).replace(/[&<>"']/g, (character) => html[character]!);
const escapeRegexp: ConstantMethod = ([text]) =>
  toS(text).replace(
    /[[\]{}()|\-*.\\?+^$# \n\t]/g,
    (character) => ({ '\n': '\\n', '\t': '\\t' })[character] ?? `\\${character}`,
  );
const base64: ConstantMethod = ([text]) => Buffer.from(toS(text)).toString('base64');

/** Functions need no loading here. */
const autoloader = { rubyClass: 'Puppet::Util::Autoload', send: () => true, toString: () => 'autoloader' };

/** Options by the names of their symbols. */
function named(options: RubyValue): PHash {
  const entries = isHash(options) ? [...(options as ReadonlyMap<RubyValue, Value>)] : [];
  return new Map(entries.flatMap(([key, value]) => (key instanceof RubySymbol ? [[key.name, value]] : [])));
}

/** Methods of classes and modules that templates call. */
const methods: Readonly<Record<string, ConstantMethod>> = {
  'File.join': (parts) =>
    posix
      .join(...parts.flat().map(toS))
      .replace(/(?<=.)\/$/, (slash) => (toS(parts.at(-1)).endsWith('/') ? slash : '')),
  'File.basename': ([path, suffix]) =>
    posix.basename(toS(path), suffix === undefined ? undefined : toS(suffix)),
  'File.dirname': ([path]) => posix.dirname(toS(path)),
  'File.extname': ([path]) => posix.extname(toS(path)),
  'Digest::MD5.hexdigest': digest('md5'),
  'Digest::SHA1.hexdigest': digest('sha1'),
  'Digest::SHA256.hexdigest': digest('sha256'),
  'Digest::SHA512.hexdigest': digest('sha512'),
  'Regexp.escape': escapeRegexp,
  'Regexp.quote': escapeRegexp,
  'Regexp.new': ([source]) => (source instanceof PRegexp ? source : new PRegexp(toS(source))),
  'Regexp.compile': ([source]) => (source instanceof PRegexp ? source : new PRegexp(toS(source))),
  'ERB::Util.html_escape': escapeHtml,
  'ERB::Util.h': escapeHtml,
  'CGI.escapeHTML': escapeHtml,
  'CGI.escape': ([text]) => encodeURIComponent(toS(text)).replaceAll('%20', '+'),
  'URI.parse': ([text]) => parseUri(text),
  'URI.escape': ([text]) => encodeURI(toS(text)),
  'JSON.generate': ([value]) => rubyJson(toPuppet(value)),
  'JSON.pretty_generate': ([value, options]) => prettyRubyJson(toPuppet(value), named(options)),
  'JSON.dump': ([value]) => rubyJson(toPuppet(value)),
  'Base64.strict_encode64': base64,
  'Base64.encode64': (args, block, machine) =>
    `${(base64(args, block, machine) as string).replace(/.{60}(?=.)/g, '$&\n')}\n`,
  'Base64.decode64': ([text]) => Buffer.from(toS(text), 'base64').toString('utf8'),
  'Hash.[]': (args) => toHash(args),
  'Hash.new': (_, __, { owned }) => owned.add(new Map()),
  'Array.new': ([size, value], block, { owned }) =>
    owned.add(
      Array.from({ length: checkedCount(Number(size ?? 0)) }, (_, index) =>
        block ? block.call([index]) : (value ?? null),
      ),
    ),
  'IPAddr.new': ([text]) => ipAddress(text),
  'Shellwords.shellsplit': ([text]) => shellWords(toS(text)),
  'Shellwords.split': ([text]) => shellWords(toS(text)),
  'String.new': ([text]) => toS(text ?? ''),
  'Set.new': ([items], _, { owned }) => owned.add([...new Set((items ?? []) as RubyValue[])]),
  'Proc.new': (_, block) => block,
  'Puppet::Parser::Functions.function': () => true,
  'Puppet::Parser::Functions.autoloader': () => autoloader,
  'Math.sqrt': ([value]) => new PFloat(Math.sqrt(Number(value instanceof PFloat ? value.value : value))),
};

/** Calls a method of a class or module. */
export function constantMethod(
  constant: RubyConstant,
  name: string,
  args: readonly RubyValue[],
  block: RubyProc | null,
  machine: Machine,
): RubyValue {
  const method = methods[`${constant.path}.${name}`];
  if (method) return method(args, block, machine);
  if (name === 'const_get') return new RubyConstant(`${constant.path}::${toS(args[0])}`);
  if (name === 'to_s' || name === 'name' || name === 'inspect') return constant.path;
  if (name === '==') return toS(args[0]) === constant.path;
  if (name === '===') return machine.send(args[0], 'is_a?', [constant], null);
  throw new RubyError(`${constant.path}.${name} is not supported in templates`, 0);
}

/** Conversions that stand alone: `Array(x)`, `Integer(x)`, … ; undefined for other names. */
export function conversion(
  name: string,
  [value]: readonly RubyValue[],
  machine: Machine,
): RubyValue | undefined {
  switch (name) {
    case 'Array':
      return value === null || value === undefined
        ? []
        : isArray(value)
          ? value
          : isHash(value)
            ? [...value]
            : [value];
    case 'URI':
      return parseUri(value);
    case 'String':
      return toS(value);
    case 'Integer':
      return strictInteger(value, machine);
    case 'Float':
      return floatOf(value, machine);
    case 'Hash':
      return hashConversion(value);
    default:
      return undefined;
  }
}

function hashConversion(value: RubyValue): RubyValue {
  if (isHash(value)) return value;
  if (value === null || (isArray(value) && value.length === 0)) return new Map();
  throw new RubyError(`can't convert ${classOf(value)} into Hash`, 0, true);
}

function floatOf(value: RubyValue, machine: Machine): RubyValue {
  if (typeof value === 'string') {
    const number = strictFloat(value);
    if (number === undefined)
      throw new RubyError(`invalid value for Float(): ${JSON.stringify(value)}`, 0, true);
    return new PFloat(number);
  }
  if (
    value === null ||
    value === undefined ||
    typeof value === 'boolean' ||
    isArray(value) ||
    isHash(value)
  ) {
    throw new RubyError(`can't convert ${conversionName(value)} into Float`, 0, true);
  }
  return machine.send(value, 'to_f', [], null);
}

function strictInteger(value: RubyValue, machine: Machine): RubyValue {
  if (typeof value === 'string' && !/^\s*[+-]?(?:0x[\da-f]+|0b[01]+|0o?[0-7]+|\d[\d_]*)\s*$/i.test(value))
    throw new RubyError(`invalid value for Integer(): ${JSON.stringify(value)}`, 0, true);
  if (typeof value === 'string' && /^\s*[+-]?0[xbo]/i.test(value)) return Number(value);
  if (value === null || typeof value === 'boolean' || isArray(value) || isHash(value))
    throw new RubyError(`can't convert ${conversionName(value)} into Integer`, 0, true);
  return machine.send(value, 'to_i', [], null);
}
