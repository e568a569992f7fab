import { readJsonText } from '../data/json.ts';
import { rubyToS } from '../values/inspect.ts';
import type { PHash, Value } from '../values/value.ts';

/** What is wrong with a metadata.json: something to tell, a reason to leave the module out, or to compile nothing. */
export interface MetadataFault {
  readonly kind: 'warning' | 'dropped' | 'refusal';
  readonly message: string;
}

const wanted = ['source', 'author', 'version', 'license', 'dependencies'];

/** Finds the fault of a metadata.json; for Puppet 8 one of its syntax is a reason to leave the module out. */
export function faultOf(module: string, text: string, release: 7 | 8): MetadataFault | undefined {
  if (text === '' && release === 8) return undefined;
  let data: Value;
  try {
    data = parsed(text);
  } catch (error) {
    // What is nested too deeply ends in a RangeError.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    const message = `${module} has an invalid and unparsable metadata.json file. The parse error: ${error.message}`;
    return { kind: release === 8 ? 'dropped' : 'warning', message };
  }
  return isEmpty(data) ? undefined : faultIn(data, module);
}

function parsed(text: string): Value {
  if (text.startsWith('\ufeff')) throw new SyntaxError(`unexpected token at '${text}'`);
  return readJsonText(text);
}

/** Puppet leaves a module out that lacks something, and dies of values of wrong kinds. */
function faultIn(data: Value, module: string): MetadataFault | undefined {
  if (typeof data !== 'string' && !(data instanceof Map)) return refused(module, 'not a hash');
  const hash: PHash = data instanceof Map ? data : new Map();
  if (!isTextOrNone(hash.get('name'))) return refused(module, 'the name is not a text');
  const missing = wanted.find((key) => (hash.get(key) ?? null) === null);
  if (missing !== undefined) return dropped(`No ${missing} module metadata provided for ${module}`);
  const dependencies = hash.get('dependencies')!;
  if (!Array.isArray(dependencies))
    return dropped(
      `The value for the key dependencies in the file metadata.json of the module ${module} must be an array, not: '${rubyToS(dependencies)}'`,
    );
  const isOdd = (each: Value) => !(each instanceof Map) || typeof each.get('name') !== 'string';
  return dependencies.some(isOdd) ? refused(module, 'a dependency is not a hash with a name') : undefined;
}

const dropped = (message: string): MetadataFault => ({ kind: 'dropped', message });

const refused = (module: string, what: string): MetadataFault => ({
  kind: 'refusal',
  message: `metadata.json of the module ${module}: ${what}`,
});

function isTextOrNone(value: Value | undefined): boolean {
  return typeof value === 'string' || (value ?? false) === false;
}

function isEmpty(data: Value): boolean {
  return data === '' || (data instanceof Map && data.size === 0);
}
