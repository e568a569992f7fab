import { nativeType } from '../native-type.ts';

/** A message in the log of the agent. */
export const notifyType = nativeType('notify', {
  properties: 'message',
  parameters: 'name withpath',
});
