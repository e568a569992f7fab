import { resolve } from 'node:path';
import { type FactsOf, factsOf } from '../puppet/data/facts.ts';
import { readYaml } from '../puppet/data/yaml.ts';
import { PuppetError } from '../puppet/error.ts';
import { type Files, makeNode, type NodeInfo } from '../puppet/index.ts';
import { localTrusted } from '../puppet/node.ts';
import { makeHash } from '../puppet/values/keys.ts';
import type { PHash, Value } from '../puppet/values/value.ts';
import { UsageError } from './io.ts';

/** A YAML or JSON file that the user named. JSON is YAML too. */
export function dataFile(path: string, files: Files, project: string): Value {
  const text = files.read(resolve(project, path));
  if (text === undefined) throw new UsageError(`cannot read ${path}`);
  try {
    return readYaml(text, path);
  } catch (error) {
    throw error instanceof PuppetError ? new UsageError(error.message) : error;
  }
}

/** A machine as a file says, whose absolute path is given: its facts, and trusted ones where it has them. */
export function readNode(path: string, files: Files, certname: string): NodeInfo {
  const { facts, trusted } = factsFile(path, certname, files, '/');
  return makeNode({ certname, facts, trusted: trustedOf(certname, trusted, []) });
}

/** The version of Puppet whose strictness an option asks for. */
export function puppetVersion(text: string): 7 | 8 {
  if (text !== '7' && text !== '8') throw new UsageError(`unknown version of Puppet: ${text}`, 'use 7 or 8');
  return text === '8' ? 8 : 7;
}

/** The facts of a machine, in any of the forms of `factsOf`. */
export function factsFile(path: string, certname: string, files: Files, project: string): FactsOf {
  const found = factsOf(dataFile(path, files, project), certname);
  if (found === undefined) throw new UsageError(`${path} has no facts of ${certname}`);
  if (typeof found === 'string') throw new UsageError(`${path} holds no facts`, found);
  return found;
}

/** `$trusted` of a certificate: what is given of it, and extensions one by one as `name=value`. */
export function trustedOf(certname: string, given: PHash | undefined, extensions: readonly string[]): PHash {
  const all = makeHash([...localTrusted(certname), ...(given ?? [])]);
  const own = all.get('extensions');
  const known = own instanceof Map ? [...own] : [];
  return makeHash([...all, ['extensions', makeHash([...known, ...extensions.map(extension)])]]);
}

function extension(text: string): readonly [string, string] {
  const cut = text.indexOf('=');
  if (cut < 1) throw new UsageError(`--extension ${text}: write name=value`, 'such as pp_role=web');
  return [text.slice(0, cut), text.slice(cut + 1)];
}
