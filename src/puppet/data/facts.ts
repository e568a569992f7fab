import type { PHash, Value } from '../values/value.ts';

/** What a file of facts says of a machine. */
export interface FactsOf {
  readonly facts: ReadonlyMap<string, Value>;
  /** `$trusted`, which PuppetDB's inventory has too. */
  readonly trusted?: PHash;
}

/**
 * The facts of a machine from any of the forms that tools write: `facter`, `puppet facts`, Puppet's cache, and PuppetDB's
 * facts, factsets, inventory and export. Undefined where the machine is not in it; a text says why it is no facts.
 */
export function factsOf(data: Value, certname: string): FactsOf | string | undefined {
  if (Array.isArray(data)) return ofSeveral(data, certname);
  if (!(data instanceof Map)) return 'facts are a mapping of names to values';
  const command = data.get('payload');
  if (command instanceof Map) return factsOf(command, certname);
  const trusted = data.get('trusted');
  for (const key of ['values', 'facts']) {
    const inner = data.get(key);
    const own = data.has('certname') || data.has('name');
    if (own && inner instanceof Map) return found(valuesOf(inner), trusted);
    if (own && Array.isArray(inner)) return found(ofRows(inner), trusted);
  }
  const plain = data.get('values');
  return found(plain instanceof Map ? plain : data, undefined);
}

/** A list of PuppetDB: rows of facts, or one object a machine. */
function ofSeveral(rows: readonly Value[], certname: string): FactsOf | string | undefined {
  const hashes = rows.filter((row): row is PHash => row instanceof Map);
  if (hashes.length !== rows.length) return 'a list of facts has one object for each of them';
  const own = hashes.filter((row) => (row.get('certname') ?? certname) === certname);
  if (hashes.length > 0 && own.length === 0) return undefined;
  const [first] = own;
  if (first?.has('facts') || first?.has('values')) return factsOf(first, certname);
  return own.every(isRow) ? found(ofRows(own), undefined) : 'a fact of PuppetDB has a name and a value';
}

function isRow(row: Value): row is PHash {
  return row instanceof Map && typeof row.get('name') === 'string' && row.has('value');
}

function ofRows(rows: readonly Value[]): PHash {
  return new Map(rows.filter(isRow).map((row) => [row.get('name')!, row.get('value')!]));
}

/** PuppetDB's factsets hold their rows one level deeper. */
function valuesOf(inner: PHash): PHash {
  const data = inner.get('data');
  return Array.isArray(data) && data.every(isRow) && inner.has('href') ? ofRows(data) : inner;
}

/** Puppet's cache adds a private entry, which is no fact. */
function found(values: PHash, trusted: Value | undefined): FactsOf {
  const facts = [...values].map(([name, value]) => [String(name), value] as const);
  return {
    facts: new Map(facts.filter(([name]) => name !== '_timestamp')),
    ...(trusted instanceof Map ? { trusted } : {}),
  };
}
