import { join } from 'node:path';
import type { Environment } from '../environment.ts';
import { RubyError } from '../ruby/errors.ts';
import type { RubyFallback } from '../ruby/runtime.ts';
import type { ResourceTypeInfo, ResourceTypes } from './api.ts';
import { coreTypes } from './core/index.ts';
import { nativeType } from './native-type.ts';
import { type ReadType, readResourceType } from './read-type.ts';

/**
 * The native types of an environment: those of its modules, read from their Ruby sources when first asked for, and
 * Puppet's own.
 */
export function resourceTypesOf(environment: Environment, ruby?: RubyFallback): ResourceTypes {
  const known = new Map<string, ResourceTypeInfo | undefined>(coreTypes);
  return {
    find: (name) => {
      if (!known.has(name)) known.set(name, fromModules(environment, name, ruby));
      return known.get(name);
    },
  };
}

function fromModules(
  environment: Environment,
  name: string,
  ruby: RubyFallback | undefined,
): ResourceTypeInfo | undefined {
  if (!/^[a-z]\w*$/.test(name)) return undefined;
  for (const module of environment.modules.values()) {
    const path = join(module.path, 'lib/puppet/type', `${name}.rb`);
    // Asked first, as most have none, and a read that fails costs many times more.
    const source = environment.files.isFile(path) ? environment.files.read(path) : undefined;
    if (source !== undefined) return read(source, name, path, ruby);
  }
  return undefined;
}

/** A type whose source is beyond what is read here is asked of Ruby; without, it takes any parameter. */
function read(source: string, name: string, path: string, ruby: RubyFallback | undefined): ResourceTypeInfo {
  const known = readHere(source, name, path);
  if (known?.complete) return known.info;
  return ruby?.runtime()?.readType(source, name, path) ?? withAny(known?.info ?? unknownType(name, path));
}

function readHere(source: string, name: string, path: string): ReadType | undefined {
  try {
    return readResourceType(source, name, path);
  } catch (error) {
    if (!(error instanceof RubyError)) throw error;
    return undefined;
  }
}

function unknownType(name: string, file: string): ResourceTypeInfo {
  return nativeType(name, { properties: '', parameters: 'name', file });
}

function withAny(info: ResourceTypeInfo): ResourceTypeInfo {
  const parameters = {
    has: () => true,
    get: (name: string) => info.parameters.get(name) ?? { name, kind: 'parameter', namevar: false },
  };
  return {
    ...info,
    parameters: Object.assign(new Map(info.parameters), parameters) as ResourceTypeInfo['parameters'],
  };
}
