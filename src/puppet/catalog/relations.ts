import type { Value } from '../values/value.ts';
import type { CompilerResource } from './compiler-resource.ts';

/**
 * Appends a reference to a relation parameter. An array that is there already is changed in place: resources that
 * share it (the titles of one body, resources with the same default) all get the reference, as in Puppet.
 */
export function appendRelation(
  resource: CompilerResource,
  parameter: 'before' | 'notify',
  text: string,
): void {
  const current = resource.get(parameter);
  if (Array.isArray(current)) {
    current.push(text);
    return;
  }
  const value: Value[] = current === null ? [text] : [current, text];
  resource.set(parameter, value);
}
