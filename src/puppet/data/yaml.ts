import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseAllDocuments, type YAMLMap } from 'yaml';
import { PuppetError } from '../error.ts';
import { internKey } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import { readPlainJson } from './plain-json.ts';
import { DisallowedClass, scanScalar } from './yaml-scalar.ts';

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

class Visitor {
  readonly #anchors = new Map<string, Value>();

  visit(node: unknown): Value {
    if (isAlias(node)) return this.#alias(node.source);
    const value = this.#fresh(node as Node | null);
    if (isScalar(node) && node.anchor !== undefined) this.#anchors.set(node.anchor, value);
    return value;
  }

  #alias(name: string): Value {
    const value = this.#anchors.get(name);
    if (value === undefined)
      throw new PuppetError(`Unable to parse: Unknown alias: ${name}`, {}, 'LOOKUP_ERROR');
    return value;
  }

  #fresh(node: Node | null): Value {
    if (isScalar(node)) return scanScalar(node);
    if (isSeq(node)) {
      const items: Value[] = [];
      if (node.anchor !== undefined) this.#anchors.set(node.anchor, items);
      for (const item of node.items) items.push(this.visit(item));
      return items;
    }
    return isMap(node) ? this.#map(node) : null;
  }

  #map(node: YAMLMap): PHash {
    const hash: PHash = new Map();
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, hash);
    for (const { key, value } of node.items as Pair[]) this.#entry(hash, key, value);
    return hash;
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

function addAll(hash: PHash, more: PHash): void {
  for (const [key, value] of more) hash.set(key, value);
}

/** Puppet turns symbols that are keys into texts. */
function plainKey(key: Value, node: unknown): Value {
  if (typeof key !== 'string' || !isScalar(node) || node.type !== 'PLAIN') return key;
  return /^:./.test(key) ? key.slice(1).replace(/^(["'])(.*)\1$/, '$2') : key;
}
