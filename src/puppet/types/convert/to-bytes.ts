import { PuppetError } from '../../error.ts';
import { parseUri, uriOf } from '../../values/uri.ts';
import { PBinary, type PHash, type UriParts, type Value } from '../../values/value.ts';
import { type Constructor, conversion, once } from './constructor.ts';

const binaryTypes = {
  ByteInteger: 'Integer[0,255]',
  Base64Format: 'Enum["%b", "%u", "%B", "%s", "%r"]',
  StringHash: 'Struct[{value => String, "format" => Optional[Base64Format]}]',
  ArrayHash: 'Struct[{value => Array[ByteInteger]}]',
  BinaryArgsHash: 'Variant[StringHash, ArrayHash]',
};

/** `Binary.new(text, format)`, of bytes, or of a hash of these. */
export const binaryConstructor = once(
  (): Constructor => ({
    name: 'new_Binary',
    conversions: [
      conversion(
        'String str, ?Base64Format format',
        (text, format) => fromText(text as string, format),
        binaryTypes,
      ),
      conversion('Array[ByteInteger] byte_array', (bytes) => fromBytes(bytes as number[]), binaryTypes),
      conversion('BinaryArgsHash hash_args', (given) => fromHash(given as PHash), binaryTypes),
    ],
  }),
);

function fromHash(hash: PHash): Value {
  const value = hash.get('value')!;
  return Array.isArray(value) ? fromBytes(value as number[]) : fromText(value as string, hash.get('format'));
}

function fromBytes(bytes: number[]): PBinary {
  return new PBinary(Uint8Array.from(bytes));
}

function fromText(text: string, format?: Value): PBinary {
  switch (format ?? '%B') {
    case '%b':
      return decoded(text.replace(/[^A-Za-z0-9+/]/g, ''), 'base64');
    case '%u':
      return strictly(
        text,
        /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2}(?:==)?|[A-Za-z0-9_-]{3}=?)?$/,
        'base64url',
      );
    case '%B':
      return strictly(text, /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'base64');
    default:
      return new PBinary(new Uint8Array(Buffer.from(text, 'utf8')));
  }
}

function strictly(text: string, valid: RegExp, encoding: 'base64' | 'base64url'): PBinary {
  if (!valid.test(text) || text.includes('\n')) throw new PuppetError('invalid base64');
  const binary = decoded(text, encoding);
  // Bits left over at the end must be zero.
  if (Buffer.from(binary.bytes).toString(encoding).replace(/=+$/, '') !== text.replace(/=+$/, ''))
    throw new PuppetError('invalid base64');
  return binary;
}

function decoded(text: string, encoding: 'base64' | 'base64url'): PBinary {
  return new PBinary(new Uint8Array(Buffer.from(text, encoding)));
}

const uriParts = `Struct[{
  Optional[scheme] => String[1], Optional[userinfo] => String[1], Optional[host] => String[1],
  Optional[port] => Integer[0], Optional[path] => String[1], Optional[query] => String[1],
  Optional[fragment] => String[1], Optional[opaque] => String[1]}]`;

/** `URI.new(text)`, or of a hash of parts. */
export const uriConstructor = once(
  (): Constructor => ({
    name: 'new_error',
    conversions: [
      conversion('String[1] uri', (text) => parseUri(text as string)),
      conversion(`${uriParts} hash`, (given) => fromParts(given as PHash)),
    ],
  }),
);

function fromParts(hash: PHash): Value {
  const part = (name: keyof UriParts): string | null => (hash.get(name) as string | undefined) ?? null;
  return uriOf({
    scheme: part('scheme'),
    userinfo: part('userinfo'),
    host: part('host'),
    port: (hash.get('port') as number | undefined) ?? null,
    path: part('path'),
    query: part('query'),
    fragment: part('fragment'),
    opaque: part('opaque'),
  });
}
