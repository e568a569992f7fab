import { nativeType } from '../native-type.ts';

/** When resources may be applied. */
export const scheduleType = nativeType('schedule', {
  properties: '',
  parameters: 'name range periodmatch period repeat weekday',
});
