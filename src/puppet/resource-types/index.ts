import { join } from 'node:path';
import type { Environment } from '../environment.ts';
import { RubyError } from '../ruby/errors.ts';
import type { ResourceTypeInfo, ResourceTypes } from './api.ts';
import { coreTypes } from './core/index.ts';
import { nativeType } from './native-type.ts';
import { readResourceType } from './read-type.ts';

/**
 * The native types of an environment: those of its modules, read from their Ruby sources when first asked for, and
 * Puppet's own.
 */
export function resourceTypesOf(environment: Environment): ResourceTypes {
  const known = new Map<string, ResourceTypeInfo | undefined>(coreTypes);
  return {
    find: (name) => {
      if (!known.has(name)) known.set(name, fromModules(environment, name));
      return known.get(name);
    },
  };
}

function fromModules(environment: Environment, name: string): ResourceTypeInfo | undefined {
  if (!/^[a-z]\w*$/.test(name)) return undefined;
  for (const module of environment.modules.values()) {
    const path = join(module.path, 'lib/puppet/type', `${name}.rb`);
    const source = environment.files.read(path);
    if (source !== undefined) return readOrAccept(source, name, path);
  }
  return undefined;
}

/** A type that is written in another way than the common ones exists all the same; only its parameters are not known. */
function readOrAccept(source: string, name: string, path: string): ResourceTypeInfo {
  try {
    return readResourceType(source, name, path) ?? anyType(name, path);
  } catch (error) {
    if (!(error instanceof RubyError)) throw error;
    return anyType(name, path);
  }
}

function anyType(name: string, file: string): ResourceTypeInfo {
  const parameters = {
    has: () => true,
    get: (parameter: string) => ({ name: parameter, kind: 'parameter', namevar: parameter === 'name' }),
  };
  const info = nativeType(name, { properties: '', parameters: 'name', file });
  return {
    ...info,
    parameters: Object.assign(new Map(info.parameters), parameters) as ResourceTypeInfo['parameters'],
  };
}
