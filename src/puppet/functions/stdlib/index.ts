import type { AnyFunction } from '../api.ts';
import { arrayFunctions } from './arrays.ts';
import { booleanFunctions } from './booleans.ts';
import { choiceFunctions } from './choices.ts';
import { jsonFunctions } from './json.ts';
import { resourceFunctions } from './resources.ts';
import { stringFunctions } from './strings.ts';

/**
 * Functions that the module stdlib defines in Ruby, by name. They exist where the environment has the module, and
 * behave as those of its releases 8 and 9.
 */
export const stdlibFunctions: ReadonlyMap<string, AnyFunction> = new Map(
  [
    ...arrayFunctions,
    ...booleanFunctions,
    ...choiceFunctions,
    ...jsonFunctions,
    ...resourceFunctions,
    ...stringFunctions,
  ].map((each) => [each.name, each]),
);
