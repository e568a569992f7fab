import { nativeType } from '../native-type.ts';

/** A group. */
export const groupType = nativeType('group', {
  properties: 'ensure gid members attributes',
  parameters: 'name provider auth_membership allowdupe ia_load_module attribute_membership system forcelocal',
});
