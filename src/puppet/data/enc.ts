import { PuppetError } from '../error.ts';
import { rubyToS } from '../functions/support/ruby-text.ts';
import type { PHash, Value } from '../values/value.ts';
import { readYaml } from './yaml.ts';

/** What an external node classifier says of a machine. */
export interface Classification {
  readonly classes: ReadonlyMap<string, Map<string, Value> | null>;
  readonly parameters: ReadonlyMap<string, Value>;
  readonly environment?: string;
}

/**
 * Reads what an external node classifier writes: YAML with `classes` (a list, or a hash of names to parameters),
 * `parameters` and `environment`. Throws a PuppetError in Puppet's words, and where nothing is written.
 */
export function readClassification(text: string, certname: string): Classification {
  if (text.trim() === '') throw new PuppetError(`Could not find node '${certname}'; cannot compile`);
  const data = hashOf(text, certname);
  const environment = data.get('environment') ?? null;
  return {
    classes: classesOf(data.get('classes') ?? null, certname),
    parameters: parametersOf(data.get('parameters') ?? null, certname),
    ...(environment === null ? {} : { environment: rubyToS(environment) }),
  };
}

function refused(certname: string, detail: string): PuppetError {
  return new PuppetError(`Could not load external node results for ${certname}: ${detail}`);
}

function hashOf(text: string, certname: string): PHash {
  let data: Value;
  try {
    data = readYaml(text, '<unknown>');
  } catch (error) {
    throw error instanceof PuppetError ? refused(certname, error.message) : error;
  }
  if (data instanceof Map) return data;
  throw refused(certname, 'it is no hash');
}

function classesOf(value: Value, certname: string): Classification['classes'] {
  if (value === null) return new Map();
  if (Array.isArray(value)) return new Map(value.map((name) => [plainName(name), null]));
  if (!(value instanceof Map)) throw refused(certname, 'classes are a list or a hash');
  return new Map([...value].map(([name, given]) => [plainName(name), ofClass(given)]));
}

/** As Puppet takes names of classes. */
function plainName(name: Value): string {
  return rubyToS(name).replace(/^::/, '').toLowerCase();
}

function ofClass(given: Value): Map<string, Value> | null {
  if (!(given instanceof Map) || given.size === 0) return null;
  return new Map([...given].map(([name, value]) => [String(name), value]));
}

function parametersOf(value: Value, certname: string): ReadonlyMap<string, Value> {
  if (value === null) return new Map();
  if (!(value instanceof Map)) throw refused(certname, 'parameters are a hash');
  return new Map([...value].map(([name, each]) => [String(name), each]));
}
