import type { Value } from '../values/value.ts';
import type { CompilerResource } from './compiler-resource.ts';

/**
 * Appends references to a relation parameter. An array that is there already is changed in place: resources that
 * share it (the titles of one body, resources with the same default) all get the references, as in Puppet.
 */
export function appendRelations(
  resource: CompilerResource,
  parameter: 'before' | 'notify',
  texts: readonly string[],
): void {
  const current = resource.get(parameter);
  if (Array.isArray(current)) {
    for (const text of texts) current.push(text);
    return;
  }
  const value: Value[] = current === null ? [...texts] : [current, ...texts];
  resource.set(parameter, value);
}
