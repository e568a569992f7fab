import { resolve } from 'node:path';
import type { Compiler } from '../evaluate/compiler.ts';
import type { PHash, Value } from '../values/value.ts';
import { LookupError } from './errors.ts';
import { decryptEnvelope } from './pkcs7.ts';

/** How values of hiera-eyaml are read, beside what hiera.yaml says. */
export interface EyamlOptions {
  /** Path of a private key in PEM, instead of that of hiera.yaml. */
  privateKey?: string | undefined;
  /** Leave encrypted values as they are written. */
  opaque?: boolean | undefined;
}

/** Where a value stands, for messages. */
export interface EyamlPlace {
  readonly key: string;
  readonly options: PHash;
  readonly compiler: Compiler;
}

const marked = /.*ENC\[.*?\]/;
const token = /ENC\[(\w+,)?([a-zA-Z0-9+/ =\n]+?)\]/g;

/** A text of a data file with its encrypted parts decrypted, as hiera-eyaml does. Throws a LookupError. */
export function decryptText(text: string, place: EyamlPlace): string {
  const { eyaml } = place.compiler.data;
  if (!marked.test(text) || eyaml?.opaque) return text;
  try {
    const plain = text.replace(token, (_, scheme: string | undefined, cipher: string) =>
      decryptToken(scheme?.slice(0, -1) ?? 'PKCS7', cipher, place),
    );
    return plain.replace(/(?:\r\n|\n|\r)$/, '');
  } catch (error) {
    const path = String(place.options.get('path') ?? '');
    throw new LookupError(
      `hiera-eyaml backend error decrypting ${text} when looking up ${place.key} in ${path}. Error was ${(error as Error).message}`,
    );
  }
}

function decryptToken(scheme: string, cipher: string, place: EyamlPlace): string {
  if (scheme.toUpperCase() !== 'PKCS7')
    throw new Error(`encryption with ${scheme} is not supported, PKCS7 is`);
  const plain = decryptEnvelope(Buffer.from(cipher, 'base64'), privateKey(place)).toString('utf8');
  remember(plain, place.compiler);
  return plain;
}

/** What was decrypted is not to be shown where nobody asked for it. */
function remember(plain: string, { data, unwrapped }: Compiler): void {
  const text = plain.replace(/\r?\n$/, '');
  if (text === '') return;
  data.secrets?.add(text);
  unwrapped.add(text);
}

function privateKey({ options, compiler }: EyamlPlace): string {
  const { data, environment } = compiler;
  const path = data.eyaml?.privateKey ?? option(options, 'private_key');
  if (path === undefined && option(options, 'private_key_env_var') !== undefined)
    throw new Error('keys in environment variables are not read: name a file by --eyaml-private-key');
  if (path === undefined)
    throw new Error(
      'pkcs7_private_key is not defined: name a key by --eyaml-private-key, or use --eyaml-opaque',
    );
  const text = environment.files.read(resolve(environment.directory, path));
  if (text === undefined) throw new Error(`No such file or directory @ rb_sysopen - ${path}`);
  return text;
}

function option(options: PHash, name: string): string | undefined {
  const value: Value = options.get(`pkcs7_${name}`) ?? null;
  return typeof value === 'string' ? value : undefined;
}
