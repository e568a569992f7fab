// Has placo work, and keeps what V8 compiled on the way beside the bundle, so that commands find it compiled.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { setFlags } = require('../bin/flags.js');
const { loader } = require('../bin/load.js');

const root = join(__dirname, '..');
const corpus = join(root, 'test/puppet/fixtures/corpus');
const environment = join(corpus, 'environments/production');

const machines = readdirSync(join(corpus, 'facts')).map((name) => name.replace(/\.json$/, ''));
const commands = [
  ['--help'],
  ['check'],
  ['build', '--check'],
  ...machines.map((name) => [
    ...['catalog', name, '--environment', environment, '--facts', join(corpus, 'facts', `${name}.json`)],
    ...['--modulepath', `${environment}/modules:${environment}/site:/usr/share/puppet/modules`],
  ]),
];

setFlags();
const { load, save } = loader(join(root, 'dist/cli'));
const quiet = () => {};
const world = { directory: root, environment: {}, out: quiet, err: quiet };
(async () => {
  for (const command of commands) await load('cli.js').run(command, world);
  save(true);
})();
