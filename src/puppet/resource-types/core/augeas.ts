import { nativeType } from '../native-type.ts';

/** A change of a file through Augeas. */
export const augeasType = nativeType('augeas', {
  properties: 'returns',
  parameters: 'name provider context onlyif changes root load_path force type_check lens incl show_diff',
});
