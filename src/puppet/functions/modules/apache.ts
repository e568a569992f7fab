import { type AnyFunction, defineFunction } from '../api.ts';
import { rubyToS } from '../support/ruby-text.ts';

/** Functions of the module apache whose Ruby asks for the release of Ruby. */
export const apacheFunctions: readonly AnyFunction[] = [
  defineFunction('apache::bool2httpd', [
    {
      signature: 'Any arg',
      run: (_, [value]) => {
        if (value === null || value === false) return 'Off';
        if (typeof value === 'string' && /false/i.test(value)) return 'Off';
        if (value === true || (typeof value === 'string' && /true/i.test(value))) return 'On';
        return rubyToS(value!);
      },
    },
  ]),
];
