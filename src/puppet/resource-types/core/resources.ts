import { nativeType } from '../native-type.ts';

/** What is done to all resources of a type. */
export const resourcesType = nativeType('resources', {
  properties: '',
  parameters: 'name purge unless_system_user unless_uid',
});
