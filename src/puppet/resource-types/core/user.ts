import { names } from '../autorelations.ts';
import { nativeType } from '../native-type.ts';

/** A user account. */
export const userType = nativeType('user', {
  properties:
    'ensure home uid gid comment shell password password_min_age password_max_age password_warn_days groups expiry roles auths profiles keys project attributes salt iterations loginclass',
  parameters:
    'name provider membership system allowdupe managehome role_membership auth_membership profile_membership key_membership ia_load_module attribute_membership forcelocal purge_ssh_keys',
  autorelations: [
    { kind: 'require', type: 'group', titles: (get) => [...names(get('gid')), ...names(get('groups'))] },
  ],
});
