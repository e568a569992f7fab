import { join } from 'node:path';
import type { Environment } from '../environment.ts';
import { readRubyFunction } from '../ruby/function.ts';
import type { RubyFallback } from '../ruby/runtime.ts';
import type { AnyFunction, Function3x, FunctionSource } from './api.ts';
import { builtinFunctions, functions8 } from './builtin.ts';
import { moduleFunctions } from './modules/index.ts';
import { stdlibFunction } from './stdlib/index.ts';

const folders = ['lib/puppet/functions', 'lib/puppet/parser/functions'] as const;

/**
 * The functions that an environment has in Ruby: Puppet's own, as of a version, and those of its modules; `ruby` runs what
 * else cannot.
 */
export function functionsOf(
  environment: Environment,
  puppetVersion: 7 | 8 = 7,
  ruby?: RubyFallback,
): FunctionSource {
  const known = new Map<string, AnyFunction | undefined>();
  const changed = puppetVersion === 8 ? functions8 : new Map<string, AnyFunction>();
  return {
    find: (name) => {
      const native = changed.get(name) ?? builtinFunctions.get(name);
      if (native !== undefined) return native;
      if (!known.has(name))
        known.set(name, stdlibFunction(environment, name) ?? fromModules(environment, name, ruby));
      return known.get(name);
    },
  };
}

/** The 3.x function that one of the 4.x kind calls in its place. */
function older(
  source: string,
  folder: string,
  name: string,
  { files, modules }: Environment,
): Function3x | undefined {
  if (folder !== folders[0] || !source.includes('function_')) return undefined;
  for (const { path } of modules.values()) {
    const file = join(path, folders[1], `${name}.rb`);
    const text = files.isFile(file) ? files.read(file) : undefined;
    const found = text === undefined ? undefined : readRubyFunction(text, name, file);
    if (found?.api === 3) return found;
  }
  return undefined;
}

/** A function from the Ruby source of a module; the 4.x kind comes first. */
function fromModules(
  environment: Environment,
  name: string,
  ruby: RubyFallback | undefined,
): AnyFunction | undefined {
  const { modules, files } = environment;
  if (!/^[a-z]\w*(::[a-z]\w*)*$/.test(name)) return undefined;
  const [first] = name.split('::');
  const owners = name.includes('::') ? [modules.get(first!)] : [...modules.values()];
  const own = { path: environment.directory };
  for (const [module, functions] of moduleFunctions) {
    const known = modules.has(module) ? functions.get(name) : undefined;
    if (known !== undefined) return known;
  }
  for (const folder of folders) {
    // The environment has functions of the newer kind only: its own, and global ones.
    const isOwn = folder === folders[0] && (first === 'environment' || !name.includes('::'));
    for (const owner of isOwn ? [own, ...owners] : owners) {
      const path =
        owner === undefined ? undefined : join(owner.path, folder, `${name.replaceAll('::', '/')}.rb`);
      const source = path === undefined || !files.isFile(path) ? undefined : files.read(path);
      const found =
        source === undefined
          ? undefined
          : (ruby?.runtimeFor(path!)?.readFunction(source, name, path!) ??
            readRubyFunction(source, name, path!, older(source, folder, name, environment), ruby));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
