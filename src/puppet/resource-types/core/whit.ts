import { nativeType } from '../native-type.ts';

/** What stands for a container in the graph. */
export const whitType = nativeType('whit', {
  properties: '',
  parameters: 'name',
});
