import { nativeType } from '../native-type.ts';

/** Where files are backed up. */
export const filebucketType = nativeType('filebucket', {
  properties: '',
  parameters: 'name server port path',
});
