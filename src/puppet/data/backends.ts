import { PuppetError } from '../error.ts';
import type { Files } from '../files.ts';
import { toValue } from '../plain.ts';
import type { PHash, Value } from '../values/value.ts';
import { readYaml } from './yaml.ts';

type Reader = (text: string, path: string) => Value;

const readers: Readonly<Record<string, Reader>> = { yaml_data: readYaml, json_data: readJson };

/** Files are read by many machines and parsed once, as long as their text is the same. */
const parsed = new WeakMap<Files, Map<string, { text: string; hash: PHash }>>();

/** The data of a file through a built-in data_hash function; undefined where the function is another one. */
export function readBackend(name: string, path: string, files: Files): PHash | undefined {
  const reader = readers[name];
  if (!reader) return undefined;
  const text = files.read(path) ?? '';
  const known = parsed.get(files) ?? new Map<string, { text: string; hash: PHash }>();
  parsed.set(files, known);
  const cached = known.get(path);
  if (cached?.text === text) return cached.hash;
  const hash = toHash(reader(text, path), path, name);
  known.set(path, { text, hash });
  return hash;
}

function toHash(value: Value, path: string, name: string): PHash {
  if (value instanceof Map) return value;
  if (value === null || value === false) return new Map();
  throw new PuppetError(
    `${path}: file does not contain a valid ${name === 'json_data' ? 'json' : 'yaml'} hash`,
    { file: path },
  );
}

function readJson(text: string, path: string): Value {
  try {
    return toValue(JSON.parse(text));
  } catch (error) {
    throw new PuppetError(`Unable to parse (${path}): ${(error as Error).message}`, { file: path });
  }
}
