import { nativeType } from '../native-type.ts';

/** A service. */
export const serviceType = nativeType('service', {
  refreshes: true,
  properties: 'ensure enable logonaccount flags',
  parameters:
    'name provider logonpassword binary hasstatus path pattern restart start status stop control hasrestart manifest timeout',
});
