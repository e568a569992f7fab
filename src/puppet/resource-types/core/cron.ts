import { names } from '../autorelations.ts';
import { nativeType } from '../native-type.ts';

/** A job of cron. */
export const cronType = nativeType('cron', {
  properties: 'ensure command special minute hour weekday month monthday environment user target',
  parameters: 'name provider',
  autorelations: [{ kind: 'require', type: 'user', titles: (get) => names(get('user')) }],
});
