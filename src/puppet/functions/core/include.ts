import type { Resource } from '../../catalog/resource.ts';
import { PClassType } from '../../types/catalog-types.ts';
import type { Value } from '../../values/value.ts';
import { defineFunction, type FunctionContext, type FunctionDefinition } from '../api.ts';
import { flattenDeep } from '../support/flatten.ts';

/** A function that declares classes, does something with their resources, and gives references to them. */
function defineOfClasses(
  name: string,
  then: (context: FunctionContext, resources: readonly Resource[], classes: readonly string[]) => void,
): FunctionDefinition {
  return defineFunction(name, [
    {
      signature: 'Any +names',
      run: (context, names) => {
        const classes = context.compiler.classNames(flattenDeep(names));
        then(context, context.compiler.includeClasses(classes, context.scope), classes);
        return classes.map((each) => new PClassType(each.replace(/^::/, '')));
      },
    },
  ]);
}

/** Declares classes, and gives references to them. */
export const include = defineOfClasses('include', () => {});

/** Declares classes, contained in the class or define around. */
export const contain = defineOfClasses('contain', ({ compiler, scope }, resources) => {
  compiler.containResources(resources, scope);
});

/** Declares classes, required by the class or define around. */
export const requireFunction = defineOfClasses('require', ({ scope }, _resources, classes) => {
  const { resource } = scope;
  for (const name of classes) {
    const known = flattenDeep([resource.get('require')]).filter((value) => value !== null);
    const reference: Value = new PClassType(name.replace(/^::/, ''));
    resource.set('require', [...known, reference]);
  }
});
