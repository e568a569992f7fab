import { PuppetError } from '../error.ts';
import type { Compiler } from '../evaluate/compiler.ts';
import type { Files } from '../files.ts';
import type { PHash, Value } from '../values/value.ts';
import { LookupError } from './errors.ts';
import { HoconError } from './hocon/error.ts';
import { readHocon } from './hocon/read.ts';
import { readJsonText } from './json.ts';
import { readYaml } from './yaml.ts';
import { complaintAbout, isSuspicious } from './yaml-bytes.ts';

type Reader = (text: string, path: string, files: Files) => Value;

const readers: Readonly<Record<string, Reader>> = {
  yaml_data: readYamlFile,
  json_data: readJson,
  hocon_data: readHoconFile,
};

/** The data_hash functions that Puppet brings along. */
export const dataHashFunctions: readonly string[] = Object.keys(readers);

/** Files are read by many machines and parsed once, as long as their text is the same. */
const parsed = new WeakMap<Files, Map<string, { text: string; value: Value }>>();

/** The data of a file as one of Puppet's own data_hash functions reads it. Throws a LookupError where it cannot be read. */
export function readDataFile(name: string, path: string, compiler: Compiler): Value {
  const { files } = compiler.environment;
  const value = readOnce(name, path, files);
  if (name !== 'yaml_data') return value;
  return value instanceof Map ? value : noHash(value, path, compiler);
}

function readOnce(name: string, path: string, files: Files): Value {
  const text = files.read(path);
  if (text === undefined) throw new PuppetError(`No such file or directory @ rb_file_s_stat - ${path}`);
  const known = parsed.get(files) ?? new Map<string, { text: string; value: Value }>();
  parsed.set(files, known);
  const key = `${name} ${path}`;
  const cached = known.get(key);
  if (cached?.text === text) return cached.value;
  const value = readers[name]!(text, path, files);
  if (name !== 'hocon_data' || !text.includes('include')) known.set(key, { text, value });
  return value;
}

/** Puppet goes on without the file, but for strict ones; an empty file is no error. */
function noHash(value: Value, path: string, compiler: Compiler): PHash {
  const message = `${path}: file does not contain a valid yaml hash`;
  const empty = value === null || value === false;
  if (compiler.options.strict === 'error' && !empty) throw new LookupError(message);
  compiler.log({ level: 'warning', message, place: {} });
  return new Map();
}

function readYamlFile(text: string, path: string, files: Files): Value {
  const complaint = isSuspicious(text) ? complaintAbout(files.readBytes(path)!) : undefined;
  if (complaint !== undefined)
    throw new LookupError(`Unable to parse (${path}): ${complaint} at line 1 column 1`);
  try {
    return readYaml(text, path);
  } catch (error) {
    if (!(error instanceof PuppetError) || error.code === 'LOOKUP_ERROR') throw error;
    throw new LookupError(error.message, { file: error.file, line: error.line });
  }
}

function readJson(text: string, path: string): Value {
  try {
    return readJsonText(text);
  } catch (error) {
    throw new LookupError(`Unable to parse (${path}): ${(error as Error).message}`);
  }
}

/** What a document includes is not known by its text, so that such a one is read again. */
function readHoconFile(text: string, path: string, files: Files): Value {
  try {
    return readHocon(text, files);
  } catch (error) {
    if (!(error instanceof HoconError)) throw error;
    throw new LookupError(`Unable to parse (${path}): ${error.message}`);
  }
}
