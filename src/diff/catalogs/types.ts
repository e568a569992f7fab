import type { ResourceTypes } from '../../puppet/resource-types/api.ts';
import type { TypeFacts } from './events.ts';

/** Parameters that Puppet does not call properties, and that change the machine all the same. */
const effective: Readonly<Record<string, readonly string[]>> = {
  file: ['source'],
  exec: ['command'],
  notify: ['message'],
};

/** What the native types of an environment tell. */
export function typeFactsOf(types: ResourceTypes): TypeFacts {
  const find = (type: string) => types.find(type.toLowerCase());
  return {
    isProperty: (type, parameter) =>
      find(type)?.parameters.get(parameter)?.kind === 'property' ||
      effective[type.toLowerCase()]?.includes(parameter) === true,
    refreshes: (type) => find(type)?.refreshes === true,
  };
}
