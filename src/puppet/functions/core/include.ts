import { PClassType } from '../../types/catalog-types.ts';
import { defineFunction } from '../api.ts';
import { flattenDeep } from '../support/flatten.ts';

/** Declares classes, and gives references to them. */
export const include = defineFunction('include', [
  {
    signature: 'Any +names',
    run: ({ compiler, scope }, names) => {
      const classes = compiler.classNames(flattenDeep(names));
      compiler.includeClasses(classes, scope);
      return classes.map((name) => new PClassType(name.replace(/^::/, '')));
    },
  },
]);
