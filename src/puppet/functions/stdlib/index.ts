import { join } from 'node:path';
import type { Environment } from '../../environment.ts';
import type { AnyFunction } from '../api.ts';
import { arrayFunctions } from './arrays.ts';
import { booleanFunctions } from './booleans.ts';
import { choiceFunctions } from './choices.ts';
import { codeFunctions } from './code.ts';
import { hoconFunctions } from './hocon.ts';
import { jsonFunctions } from './json.ts';
import { namespacedFunctions } from './namespaced.ts';
import { resourceFunctions } from './resources.ts';
import { stringFunctions } from './strings.ts';

const functions: ReadonlyMap<string, AnyFunction> = new Map(
  [
    ...arrayFunctions,
    ...booleanFunctions,
    ...choiceFunctions,
    ...codeFunctions,
    ...hoconFunctions,
    ...jsonFunctions,
    ...namespacedFunctions,
    ...resourceFunctions,
    ...stringFunctions,
  ].map((each) => [each.name, each]),
);

/**
 * A function that the module stdlib defines in Ruby, as of the release that the environment has: 8 or 9. Release 9 keeps
 * old names as Ruby functions that warn and call the new one; those are not among these.
 */
export function stdlibFunction({ modules, files }: Environment, name: string): AnyFunction | undefined {
  const found = functions.get(name);
  const module = modules.get('stdlib');
  if (found === undefined || module === undefined) return undefined;
  const has = (path: string) => files.isFile(join(module.path, 'lib/puppet', `${path}.rb`));
  if (has(`functions/stdlib/${name}`)) return undefined;
  const folder = found.api === 4 ? 'functions' : 'parser/functions';
  return has(`${folder}/${name.replaceAll('::', '/')}`) ? found : undefined;
}
