import { absolute, names, parentOf } from '../autorelations.ts';
import { nativeType } from '../native-type.ts';

/** A file, a directory or a link. */
export const fileType = nativeType('file', {
  properties:
    'ensure content checksum_value target owner group mode type seluser selrole seltype selrange ctime mtime',
  parameters:
    'path provider backup recurse recurselimit max_files replace force ignore links purge sourceselect show_diff staging_location validate_cmd validate_replacement checksum source source_permissions selinux_ignore_defaults',
  namevars: ['path'],
  titlePatterns: [{ regex: /^((?:\/|.+:\/|[\s\S]*[^/]))\/*$/, captures: [{ name: 'path' }] }],
  autorelations: [
    {
      kind: 'require',
      type: 'file',
      titles: (get) => [...parentOf(get('path')), ...absolute(get('source'))],
    },
    { kind: 'require', type: 'user', titles: (get) => names(get('owner')) },
    { kind: 'require', type: 'group', titles: (get) => names(get('group')) },
  ],
});
