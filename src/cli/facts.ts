import { readYaml } from '../puppet/data/yaml.ts';
import { PuppetError } from '../puppet/error.ts';
import type { Files } from '../puppet/index.ts';
import type { Value } from '../puppet/values/value.ts';
import { UsageError } from './io.ts';

/** Facts as `facter` or Puppet's fact cache writes them. JSON is YAML too. */
export function readFacts(path: string, files: Files): Map<string, Value> {
  const text = files.read(path);
  if (text === undefined) throw new UsageError(`cannot read ${path}`);
  const data = parsed(text, path);
  const values = data instanceof Map && data.get('values') instanceof Map ? data.get('values')! : data;
  if (!(values instanceof Map))
    throw new UsageError(`${path} holds no facts`, 'facts are a mapping of names to values');
  return new Map([...values].map(([name, value]) => [String(name), value]));
}

function parsed(text: string, path: string): Value {
  try {
    return readYaml(text, path);
  } catch (error) {
    throw error instanceof PuppetError ? new UsageError(error.message) : error;
  }
}

/** The version of Puppet whose strictness an option asks for. */
export function puppetVersion(text: string): 7 | 8 {
  if (text !== '7' && text !== '8') throw new UsageError(`unknown version of Puppet: ${text}`, 'use 7 or 8');
  return text === '8' ? 8 : 7;
}
