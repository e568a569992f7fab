import { nativeType } from '../native-type.ts';

/** A host key of SSH. */
export const sshkeyType = nativeType('sshkey', {
  properties: 'ensure key host_aliases target',
  parameters: 'type name provider',
  namevars: ['type', 'name'],
  titlePatterns: [
    { regex: /^(.*?)@(.*)$/, captures: [{ name: 'name' }, { name: 'type' }] },
    { regex: /^([^@]+)$/, captures: [{ name: 'name' }] },
  ],
});
