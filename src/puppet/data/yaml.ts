import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type YAMLMap, type YAMLSeq } from 'yaml';
import { PuppetError } from '../error.ts';
import { internKey } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import { readPlainJson } from './plain-json.ts';
import { DisallowedClass, refuseObject, scanScalar } from './yaml-scalar.ts';

/**
 * Reads the first document of YAML as Ruby's Psych does when it may make nothing but plain data: `yes` is true, `012`
 * octal, `1:30` a number; dates are refused. Keys that are Ruby symbols become texts. Nothing gives null. Throws a
 * PuppetError with the place.
 */
export function readYaml(text: string, file: string): Value {
  return readPlainJson(text) ?? readAnyYaml(text, file);
}

/** The same by a reader of all of YAML, which takes milliseconds to load and reads a hundred times slower. */
export function readAnyYaml(text: string, file: string): Value {
  if (isDeep(text)) throw new PuppetError(`Unable to parse ${file}: Values are nested too deeply`, { file });
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ''), {
    version: '1.1',
    schema: 'failsafe',
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const [document] = Array.isArray(documents) ? documents : [];
  const [error] = document?.errors ?? [];
  if (error) {
    const line = text.slice(0, error.pos[0]).split('\n').length;
    throw new PuppetError(`Unable to parse ${file}: ${error.message}`, { file, line });
  }
  try {
    return new Visitor().visit(document?.contents ?? null);
  } catch (error) {
    if (!(error instanceof DisallowedClass)) throw error;
    throw new PuppetError(
      `Unable to parse (${file}): Tried to load unspecified class: ${error.message}`,
      {},
      'LOOKUP_ERROR',
    );
  }
}

const deepest = 400;

/** Whether reading could take more of the stack than there is, which ends the process. Brackets in texts are counted too. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/[[{\]}]/g)) {
    depth = mark === '[' || mark === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > deepest) return true;
  }
  return text.split('\n').some((line) => isDeepLine(line));
}

/** What a line begins with, a level for each column or dash. */
function isDeepLine(line: string): boolean {
  const content = line.search(/[^ ?:-]/);
  return (content === -1 ? line.length : content) > 2 * deepest;
}

/** How many values a document may come to: by aliases of aliases a short one could come to any number. */
const mostValues = 1_000_000;

/** What an anchor stands for, and how many values it comes to; undefined until its end. */
interface Anchored {
  readonly value: Value;
  size?: number;
}

class Visitor {
  readonly #anchors = new Map<string, Anchored>();
  #size = 0;

  visit(node: unknown): Value {
    if (isAlias(node)) return this.#alias(node.source);
    this.#size++;
    return isSeq(node) || isMap(node) ? this.#collection(node) : this.#scalar(node);
  }

  #alias(name: string): Value {
    const anchored = this.#anchors.get(name);
    if (anchored === undefined) throw refused(`Unknown alias: ${name}`);
    if (anchored.size === undefined) throw refused(`An alias stands within what it refers to: ${name}`);
    this.#size += anchored.size;
    if (this.#size > mostValues) throw refused(`Aliases stand for more than ${mostValues} values`);
    return anchored.value;
  }

  #scalar(node: unknown): Value {
    if (!isScalar(node)) return null;
    const value = scanScalar(node);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, { value, size: 1 });
    return value;
  }

  #collection(node: YAMLSeq | YAMLMap): Value {
    refuseObject(node.tag);
    const start = this.#size;
    const value: Value[] | PHash = isSeq(node) ? [] : new Map();
    const anchored: Anchored = { value };
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, anchored);
    if (isMap(node)) for (const pair of node.items) this.#entry(value as PHash, pair.key, pair.value);
    else for (const item of node.items) (value as Value[]).push(this.visit(item));
    anchored.size = this.#size - start + 1;
    return value;
  }

  #entry(hash: PHash, keyNode: unknown, valueNode: unknown): void {
    const key = plainKey(this.visit(keyNode), keyNode);
    const value = this.visit(valueNode);
    const merged = key === '<<' && !(isScalar(keyNode) && keyNode.tag === 'tag:yaml.org,2002:str');
    if (merged && (isAlias(valueNode) || isMap(valueNode)) && value instanceof Map) addAll(hash, value);
    else if (merged && isSeq(valueNode) && (value as Value[]).every((each) => each instanceof Map))
      for (const each of [...(value as PHash[])].reverse()) addAll(hash, each);
    else hash.set(internKey(key), value);
  }
}

const refused = (why: string): PuppetError => new PuppetError(`Unable to parse: ${why}`, {}, 'LOOKUP_ERROR');

function addAll(hash: PHash, more: PHash): void {
  for (const [key, value] of more) hash.set(key, value);
}

/** Puppet turns symbols that are keys into texts. */
function plainKey(key: Value, node: unknown): Value {
  if (typeof key !== 'string' || !isScalar(node) || node.type !== 'PLAIN') return key;
  return /^:./.test(key) ? key.slice(1).replace(/^(["'])(.*)\1$/, '$2') : key;
}
