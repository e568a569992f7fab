import { absolute, ancestorsOf } from '../autorelations.ts';
import { nativeType } from '../native-type.ts';

/** An entry of fstab, and whether it is mounted. */
export const mountType = nativeType('mount', {
  refreshes: true,
  properties: 'ensure device blockdevice fstype options pass atboot dump target',
  parameters: 'name provider remounts',
  autorelations: [
    { kind: 'require', type: 'mount', titles: (get) => ancestorsOf(get('name')) },
    { kind: 'before', type: 'file', titles: (get) => absolute(get('name')) },
  ],
});
