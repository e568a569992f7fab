import { nativeType } from '../native-type.ts';

/** What stands for a container in a catalog. */
export const componentType = nativeType('component', {
  properties: '',
  parameters: 'name',
});
