import { absolute } from '../autorelations.ts';
import { nativeType } from '../native-type.ts';

/** A package. */
export const packageType = nativeType('package', {
  refreshes: true,
  properties: 'ensure package_settings flavor mark',
  parameters:
    'name provider command source instance status adminfile responsefile configfiles category platform root vendor description allowcdrom enable_only install_only install_options uninstall_options allow_virtual reinstall_on_refresh',
  namevars: ['name', 'provider', 'command'],
  autorelations: [{ kind: 'require', type: 'file', titles: (get) => absolute(get('source')) }],
});
