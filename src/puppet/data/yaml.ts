import { parseDocument } from 'yaml';
import { PuppetError } from '../error.ts';
import { toValue } from '../plain.ts';
import { PFloat, type Value } from '../values/value.ts';
import { readPlainJson } from './plain-json.ts';

/** Reads YAML as Ruby does: version 1.1, with its booleans and octals; throws a PuppetError with the place. */
export function readYaml(text: string, file: string): Value {
  return readPlainJson(text) ?? readAnyYaml(text, file);
}

/** The same by a reader of all of YAML, which takes milliseconds to load and reads a hundred times slower. */
export function readAnyYaml(text: string, file: string): Value {
  const document = parseDocument(text, {
    version: '1.1',
    intAsBigInt: true,
    prettyErrors: false,
    merge: true,
  });
  const [error] = document.errors;
  if (error) {
    const before = text.slice(0, error.pos[0]);
    const line = before.split('\n').length;
    throw new PuppetError(`Unable to parse ${file}: ${error.message}`, { file, line });
  }
  return toValue(document.toJS({ mapAsMap: true, maxAliasCount: 10_000 }), (float) => new PFloat(float));
}
