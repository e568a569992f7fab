import { names } from '../autorelations.ts';
import { nativeType } from '../native-type.ts';

/** A key that may log in by SSH. */
export const sshAuthorizedKeyType = nativeType('ssh_authorized_key', {
  properties: 'ensure type key user target options',
  parameters: 'name provider drop_privileges',
  autorelations: [{ kind: 'require', type: 'user', titles: (get) => names(get('user')) }],
});
