import { nativeType } from '../native-type.ts';

/** Files that are removed by age and size. */
export const tidyType = nativeType('tidy', {
  properties: '',
  parameters: 'path recurse max_files matches backup age size type rmdirs',
  namevars: ['path'],
  isomorphic: false,
});
