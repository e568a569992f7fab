import { PuppetError } from '../../error.ts';
import { toText } from '../../types/index.ts';
import { type AnyFunction, defineFunction, type FunctionContext } from '../api.ts';

const powers: Readonly<Record<string, number>> = { '': 0, k: 10, M: 20, G: 30, T: 40, E: 50 };

/** Megabytes of memory of the machine, from its fact `memorysize`. */
function memoryOf({ scope, name }: FunctionContext): number {
  const facts = scope.lookupVariable('facts');
  const size = facts instanceof Map ? toText(facts.get('memorysize') ?? '') : '';
  const [, value = '', prefix = ''] = /([0-9.e+-]*)\s*([^bB]?)/.exec(size) ?? [];
  const power = powers[prefix];
  if (power === undefined) throw new PuppetError(`${name}(): Unknown prefix ${prefix}`);
  return Math.floor((Number.parseFloat(value) || 0) * 2 ** (power - 20));
}

/** Functions of the module memcached. */
export const memcachedFunctions: readonly AnyFunction[] = [
  defineFunction('memcached::max_memory', [
    {
      signature: 'Any arg',
      returns: 'Integer',
      run: (context, [arg]) => {
        const given = arg === null || arg === false ? '95%' : toText(arg!);
        if (!given.endsWith('%')) return Number.parseInt(given, 10) || 0;
        return Math.floor(memoryOf(context) * ((Number.parseFloat(given) || 0) / 100));
      },
    },
  ]),
];
