import { absolute, commandFiles, commandsFiles, names } from '../autorelations.ts';
import { nativeType } from '../native-type.ts';

/** A command that is run. */
export const execType = nativeType('exec', {
  refreshes: true,
  properties: 'returns',
  parameters:
    'command provider path user group cwd logoutput refresh environment umask timeout tries try_sleep refreshonly creates unless onlyif',
  namevars: ['command'],
  isomorphic: false,
  autorelations: [
    { kind: 'require', type: 'user', titles: (get) => names(get('user')) },
    {
      kind: 'require',
      type: 'file',
      titles: (get) => [
        ...absolute(get('cwd')),
        ...commandFiles(get('command')),
        ...['onlyif', 'unless'].flatMap((name) => commandsFiles(get(name))),
      ],
    },
  ],
});
