import { join } from 'node:path';
import type { Environment } from '../environment.ts';
import { readRubyFunction } from '../ruby/function.ts';
import type { AnyFunction, FunctionSource } from './api.ts';
import { builtinFunctions } from './builtin.ts';
import { moduleFunctions } from './modules/index.ts';
import { stdlibFunctions } from './stdlib/index.ts';

/** The functions that an environment has in Ruby: Puppet's own, and those of its modules. */
export function functionsOf(environment: Environment): FunctionSource {
  const hasStdlib = environment.modules.has('stdlib');
  const known = new Map<string, AnyFunction | undefined>();
  return {
    isBuiltin: (name) => builtinFunctions.has(name),
    find: (name) => {
      const native = builtinFunctions.get(name) ?? (hasStdlib ? stdlibFunctions.get(name) : undefined);
      if (native !== undefined) return native;
      if (!known.has(name)) known.set(name, fromModules(environment, name));
      return known.get(name);
    },
  };
}

/** A function from the Ruby source of a module; the 4.x kind comes first. */
function fromModules({ modules, files }: Environment, name: string): AnyFunction | undefined {
  if (!/^[a-z]\w*(::[a-z]\w*)*$/.test(name)) return undefined;
  const [first] = name.split('::');
  const owners = name.includes('::') ? [modules.get(first!)] : [...modules.values()];
  for (const [module, functions] of moduleFunctions) {
    const known = modules.has(module) ? functions.get(name) : undefined;
    if (known !== undefined) return known;
  }
  for (const folder of ['lib/puppet/functions', 'lib/puppet/parser/functions']) {
    for (const owner of owners) {
      const path =
        owner === undefined ? undefined : join(owner.path, folder, `${name.replaceAll('::', '/')}.rb`);
      const source = path === undefined || !files.isFile(path) ? undefined : files.read(path);
      const found = source === undefined ? undefined : readRubyFunction(source, name, path!);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
