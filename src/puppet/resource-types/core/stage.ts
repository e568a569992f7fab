import { nativeType } from '../native-type.ts';

/** A run stage. */
export const stageType = nativeType('stage', {
  properties: '',
  parameters: 'name',
});
