import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Run, startMachine, type TestMachine } from '../support/machine.ts';
import { examples } from './examples.ts';
import { managedMachines, writeTree } from './lab.ts';

const { platform, tree } = examples();
const client = managedMachines(platform).find(({ kind, os }) => kind === 'server' && os.family === 'debian')!;

let machine: TestMachine;
beforeAll(async () => {
  machine = await startMachine();
  writeTree(join(machine.directory, 'out'), tree);
  must('chmod', '-R', 'a+rX', machine.directory);
  must('mkdir', '-p', '/etc/puppet/code/environments');
  must('ln', '-s', join(machine.directory, 'out'), '/etc/puppet/code/environments/production');
  const settings = { certname: 'localhost', autosign: 'true', strict: 'error', strict_variables: 'true' };
  for (const [name, value] of Object.entries(settings))
    must('puppet', 'config', 'set', name, value, '--section', 'server');
  // Only what out/ brings: the server has no other module, and the agent fetches no plugin.
  must('puppet', 'config', 'set', 'basemodulepath', '/etc/puppet/code/modules', '--section', 'main');
  // A start that is over soon wants no optimising compiler; on a busy machine it takes its time.
  must(
    'sed',
    '-i',
    's/^JAVA_ARGS="/&-XX:TieredStopAtLevel=1 -XX:+UseSerialGC /',
    '/etc/default/puppetserver',
  );
  const patience = '/run/systemd/system/puppetserver.service.d';
  must('mkdir', '-p', patience);
  must('sh', '-c', `printf '[Service]\\nTimeoutStartSec=infinity\\n' >${patience}/patience.conf`);
  must('systemctl', 'daemon-reload');
  must('systemctl', 'start', 'puppetserver');
}, 900_000);
afterAll(() => machine.stop());

function must(command: string, ...args: string[]): Run {
  const run = machine.run(command, ...args);
  if (run.status === 0) return run;
  const log = machine.run('journalctl', '--no-pager', '-n', '50').stdout;
  throw new Error(`${command} ${args.join(' ')}: ${run.stdout}${run.stderr}${log}`);
}

/** A first run asks for the certificate too. */
function agent(certname: string): Run {
  const options = ['--server', 'localhost', '--certname', certname, '--color', 'false'];
  return machine.run('puppet', 'agent', '-t', '--noop', '--http_keepalive_timeout', '0', ...options);
}

it('serves a machine its catalog, which the agent finds nothing wrong in', () => {
  const { status, stdout, stderr } = agent(client.fqdn);
  expect(`${status}\n${stderr}`).toBe('0\n');
  expect(stdout).toContain('/etc/hosts');
}, 900_000);

it('tells a machine that is not described so', () => {
  const { status, stderr } = agent('stranger.plm.example');
  expect(status).toBe(1);
  expect(stderr).toContain('stranger.plm.example is not described');
});
