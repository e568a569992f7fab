import type { Environment } from '../environment.ts';
import type { FunctionSource } from './api.ts';
import { builtinFunctions } from './builtin.ts';
import { stdlibFunctions } from './stdlib/index.ts';

/** The functions that an environment has in Ruby: Puppet's own, and those of its modules that are known here. */
export function functionsOf(environment: Environment): FunctionSource {
  const hasStdlib = environment.modules.has('stdlib');
  return {
    isBuiltin: (name) => builtinFunctions.has(name),
    find: (name) => builtinFunctions.get(name) ?? (hasStdlib ? stdlibFunctions.get(name) : undefined),
  };
}
