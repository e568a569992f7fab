import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compareMachine } from '../../src/diff/catalogs/machine.ts';
import { typeFactsOf } from '../../src/diff/catalogs/types.ts';
import { createCompiler, diskFiles, loadEnvironment, makeNode } from '../../src/puppet/index.ts';
import { resourceTypesOf } from '../../src/puppet/resource-types/index.ts';

const scratch = mkdtempSync(join(tmpdir(), 'placo-effects-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const certname = 'test.example.com';

/** What runs only when it is notified, so that a report tells whom events reached. */
const waiting = (...titles: string[]) =>
  titles.map((title) => `exec { '${title}': command => '/bin/true', refreshonly => true }`).join('\n');

/** Each way that an event may go or end; the text of the files is what changes. */
const manifest = (text: string, mode: string) => `
file { '${scratch}/a': content => '${text}' }
${waiting('notified', 'subscribed', 'ordered', 'second', 'beyond-file', 'beyond-class', 'silenced', 'behind-noop')}
File['${scratch}/a'] ~> Exec['notified'] ~> Exec['second']
Exec['subscribed'] { subscribe => File['${scratch}/a'] }
Exec['ordered'] { require => File['${scratch}/a'] }

file { '${scratch}/b': content => 'the same' }
File['${scratch}/a'] ~> File['${scratch}/b'] ~> Exec['beyond-file']

class config { file { '${scratch}/c': content => '${text}' } }
class inner { ${waiting('in-class')} }
class outer { contain inner }
define apart() { ${waiting('in-define')} }
apart { 'u': }
class hollow { }
include config, outer, hollow
Class['config'] ~> Class['outer'] ~> Exec['beyond-class']
Class['config'] ~> Apart['u']
${waiting('beyond-hollow')}
Class['config'] ~> Class['hollow'] ~> Exec['beyond-hollow']

Exec['silenced'] { noop => true, subscribe => File['${scratch}/a'], notify => Exec['behind-noop'] }

file { '${scratch}/d': content => 'd', backup => ${mode} }
${waiting('after-parameter')}
File['${scratch}/d'] ~> Exec['after-parameter']

exec { 'always': command => '/bin/true', subscribe => File['${scratch}/a'], onlyif => '/bin/true' }
${waiting('after-property')}
file { '${scratch}/e': ensure => file, mode => ${mode === 'false' ? "'0644'" : "'0600'"} } ~> Exec['after-property']
`;

const quiet = ['silenced', 'behind-noop', 'ordered', 'beyond-file', 'beyond-hollow', 'after-parameter'];

/** Execs that a real run of Puppet refreshes. */
function refreshedBy(code: string): string[] {
  const file = join(scratch, 'site.pp');
  writeFileSync(file, code);
  const settings = ['confdir', 'vardir', 'logdir', 'rundir', 'ssldir', 'publicdir', 'codedir'].flatMap(
    (name) => [`--${name}`, join(scratch, 'state', name)],
  );
  const facts = join(scratch, 'state/vardir/client_data/facts');
  mkdirSync(facts, { recursive: true });
  writeFileSync(
    join(facts, `${certname}.json`),
    JSON.stringify({ name: certname, values: { clientcert: certname } }),
  );
  const { status, stdout, stderr } = spawnSync(
    'puppet',
    [
      'apply',
      '--color',
      'false',
      '--detailed-exitcodes',
      '--facts_terminus',
      'json',
      '--certname',
      certname,
      ...settings,
      file,
    ],
    { encoding: 'utf8' },
  );
  expect([0, 2], stderr).toContain(status);
  return [...stdout.matchAll(/Exec\[([^\]]+)\]: Triggered 'refresh'/g)].map(([, title]) => title!).sort();
}

function environment() {
  mkdirSync(join(scratch, 'production/manifests'), { recursive: true });
  return loadEnvironment({
    directory: join(scratch, 'production'),
    files: diskFiles(),
    manifest: join(scratch, 'ours.pp'),
  });
}

function catalogOf(code: string) {
  writeFileSync(join(scratch, 'ours.pp'), code);
  const compiler = createCompiler({ environment: environment() });
  const { catalog, errors } = compiler.compile(makeNode({ certname, facts: new Map() }));
  expect(errors).toEqual([]);
  return { catalog: JSON.parse(catalog!.json(0)) };
}

test('what is told to run is what Puppet runs', () => {
  const [before, after] = [manifest('one', 'false'), manifest('two', "'.old'")];
  refreshedBy(before);
  const really = refreshedBy(after);
  const types = typeFactsOf(resourceTypesOf(environment()));
  const changes = compareMachine(certname, catalogOf(before), catalogOf(after), {
    types,
    served: () => undefined,
  });
  const told = changes!.effects.map(({ ref }) => ref.slice('Exec['.length, -1)).sort();
  expect(told).toEqual(really);
  expect(really).toContain('in-class');
  for (const title of quiet) expect(really).not.toContain(title);
});
