import { nativeType } from '../native-type.ts';

/** An entry of /etc/hosts. */
export const hostType = nativeType('host', {
  properties: 'ensure ip host_aliases comment target',
  parameters: 'name provider',
});
