import { assertInstance, parseType } from '../types/index.ts';
import { makeHash } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import type { HieraConfig, Level } from './config.ts';
import { LookupError } from './errors.ts';

const text = 'String[1]';
const level = `Struct[{backend => ${text}, name => ${text}, Optional[datadir] => ${text}, Optional[path] => ${text}, Optional[paths] => Array[${text}]}]`;
const configType = `Struct[{version => Integer[4, 4], Optional[datadir] => ${text}, Optional[hierarchy] => Array[${level}]}]`;
const extensions: Readonly<Record<string, string>> = { yaml: '.yaml', json: '.json', hocon: '.conf' };

/** A hiera.yaml of version 4, which names files without their extensions. Throws a LookupError, or a PuppetError of a mismatch. */
export function readVersion4(given: PHash, path: string, root: string, source: string): HieraConfig {
  const config = makeHash([
    ...given,
    ['datadir', orDefault(given.get('datadir'), 'data')],
    ['hierarchy', orDefault(given.get('hierarchy'), [common])],
  ]);
  assertInstance(`The Lookup Configuration at '${path}'`, parseType(configType), config);
  const datadir = config.get('datadir') as string;
  const hierarchy = (config.get('hierarchy') as PHash[]).map((entry) =>
    levelOf(entry, datadir, path, source),
  );
  return { version: 4, path, root, hierarchy, defaultHierarchy: undefined };
}

const common = makeHash([
  ['name', 'common'],
  ['backend', 'yaml'],
]);

function levelOf(entry: PHash, datadir: string, path: string, source: string): Level {
  const name = entry.get('name') as string;
  const backend = entry.get('backend') as string;
  const extension = extensions[backend];
  return {
    name,
    kind: 'data_hash',
    functionName: `${backend}_data`,
    datadir: (entry.get('datadir') as string | undefined) ?? datadir,
    locations: {
      kind: 'paths',
      paths: (entry.get('paths') as string[] | undefined) ?? [
        (entry.get('path') as string | undefined) ?? name,
      ],
      extension: extension ?? '',
    },
    options: new Map(),
    ...(extension === undefined ? { refusal: unknownBackend(backend, path, source) } : {}),
  };
}

function unknownBackend(backend: string, path: string, source: string): LookupError {
  const lines = source.split('\n').map((line) => line.replace(/#.*/, ''));
  const pattern = new RegExp(`[^\\w]${backend.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[^\\w]|$)`);
  const index = lines.findIndex((line) => pattern.test(line));
  return new LookupError(
    `No data provider is registered for backend '${backend}'`,
    { file: path, line: index === -1 ? undefined : index + 1 },
    'HIERA_NO_PROVIDER_FOR_BACKEND',
  );
}

/** What Ruby takes for missing: nothing, or false. */
const orDefault = (value: Value | undefined, fallback: Value): Value =>
  (value ?? false) === false ? fallback : value!;
