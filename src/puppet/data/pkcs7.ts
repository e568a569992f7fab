import { constants, createDecipheriv, createPrivateKey, type KeyObject, privateDecrypt } from 'node:crypto';

/** One value of ASN.1: its tag, and what it holds. */
interface Asn1 {
  readonly tag: number;
  readonly bytes: Buffer;
}

/** Ciphers by their object identifiers, in hexadecimal. */
const ciphers: Readonly<Record<string, string>> = {
  '60864801650304012a': 'aes-256-cbc',
  '608648016503040116': 'aes-192-cbc',
  '608648016503040102': 'aes-128-cbc',
  '2a864886f70d0307': 'des-ede3-cbc',
};
const envelopedData = '2a864886f70d010703';
const rsaEncryption = '2a864886f70d010101';

/**
 * Decrypts PKCS #7 enveloped data (RFC 2315, section 10) with the RSA key of one of its recipients, in PEM. Throws an
 * Error whose message says what is wrong.
 */
export function decryptEnvelope(data: Uint8Array, privateKeyPem: string): Buffer {
  const key = readKey(privateKeyPem);
  const [type, content] = children(whole(Buffer.from(data)));
  if (type?.bytes.toString('hex') !== envelopedData) throw new Error('it is no PKCS #7 enveloped data');
  const [, recipients, encrypted] = children(child(content, 0));
  const [, algorithm, ...parts] = children(encrypted);
  const [cipher, iv] = children(algorithm);
  const name = ciphers[cipher?.bytes.toString('hex') ?? ''];
  if (name === undefined || iv === undefined) throw new Error('its cipher is not supported');
  const text = textOf(parts[0]);
  for (const recipient of children(recipients)) {
    const opened = tryRecipient(recipient, key, name, iv.bytes, text);
    if (opened !== undefined) return opened;
  }
  throw new Error('it was encrypted for another key');
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error('the private key is not in PEM');
  }
}

function tryRecipient(
  recipient: Asn1,
  key: KeyObject,
  cipher: string,
  iv: Buffer,
  text: Buffer,
): Buffer | undefined {
  const [, , algorithm, wrapped] = children(recipient);
  if (children(algorithm)[0]?.bytes.toString('hex') !== rsaEncryption || wrapped === undefined)
    return undefined;
  try {
    const plain = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, wrapped.bytes);
    const decipher = createDecipheriv(cipher, unpadded(plain), iv);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** PKCS #1 v1.5: 00 02, padding without zeros, 00, the key. */
function unpadded(plain: Buffer): Buffer {
  const end = plain.indexOf(0, 2);
  if (plain[0] !== 0 || plain[1] !== 2 || end < 10) throw new Error('wrong padding');
  return plain.subarray(end + 1);
}

/** The content may come in pieces. */
function textOf(part: Asn1 | undefined): Buffer {
  if (part === undefined) throw new Error('it has no content');
  return part.tag & 0x20 ? Buffer.concat(children(part).map(({ bytes }) => bytes)) : part.bytes;
}

function whole(data: Buffer): Asn1 {
  const [first] = readAll(data);
  if (first === undefined) throw new Error('it is empty');
  return first;
}

function child(node: Asn1 | undefined, index: number): Asn1 {
  const found = children(node)[index];
  if (found === undefined) throw new Error('it is cut short');
  return found;
}

function children(node: Asn1 | undefined): Asn1[] {
  if (node === undefined) throw new Error('it is cut short');
  return readAll(node.bytes);
}

/** Values in the Distinguished Encoding Rules, one after the other. */
function readAll(data: Buffer): Asn1[] {
  const found: Asn1[] = [];
  let at = 0;
  while (at < data.length) {
    const tag = data[at]!;
    const { length, start } = lengthAt(data, at + 1);
    if (start + length > data.length) throw new Error('it is cut short');
    found.push({ tag, bytes: data.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

function lengthAt(data: Buffer, at: number): { length: number; start: number } {
  const first = data[at];
  if (first === undefined) throw new Error('it is cut short');
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + count >= data.length) throw new Error('its lengths are not supported');
  return { length: data.readUIntBE(at + 1, count), start: at + 1 + count };
}
