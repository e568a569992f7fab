import { PuppetError } from '../../error.ts';
import { defineFunction } from '../api.ts';

/** What is left of `import`: the message that it is gone. */
export const importFunction = defineFunction('import', [
  {
    signature: 'Any *args',
    run: (context) => {
      const message =
        "Evaluation Error: Use of 'import' has been discontinued in favor of a manifest directory. " +
        'See http://links.puppet.com/puppet-import-deprecation';
      throw new PuppetError(message, context.place(), 'DISCONTINUED_IMPORT');
    },
  },
]);
