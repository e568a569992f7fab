import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Agent, connectAgent } from './agent.ts';
import { image } from './image.ts';

const network = join(import.meta.dirname, 'network.sh');

/** A virtual machine with a real kernel, its disk for volumes at /dev/vdb, and the interface eno1. */
export interface Vm {
  /** What a shell script prints, both outputs; throws both where it fails. */
  readonly shell: (script: string, input?: Buffer) => Promise<string>;
  /** Runs a program as root, and tells how it ended. */
  readonly run: Agent['run'];
  /** Takes its power away. */
  readonly kill: () => Promise<void>;
}

/** A switch, to which the machines are connected. */
export interface Lan {
  /** A machine that has started just now, with an empty disk for volumes. */
  readonly create: (number: number) => Promise<Vm>;
  readonly stop: () => void;
}

/** Makes the switch; `stop` ends all the machines. All is emulated: no hypervisor of the host is asked for. */
export async function startLan(machines: number): Promise<Lan> {
  const started = await startedImage();
  const bridge = spawn('unshare', ['-n', ...dieTogether, 'bash', network, String(machines)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([once(bridge.stdout!, 'data'), once(bridge, 'exit').then(noSwitch)]);
  const directory = mkdtempSync(join(tmpdir(), 'placo-vm-'));
  const running: ChildProcess[] = [bridge];
  return {
    create: async (number) => {
      const disks = join(directory, String(number));
      overlay(join(started, 'disk.qcow2'), `${disks}.qcow2`);
      overlay(join(started, 'data.qcow2'), `${disks}-data.qcow2`);
      const wire = `tap,ifname=port${number},script=no,downscript=no`;
      const state = ['-incoming', `exec:cat '${started}/state'`];
      const qemu = launch(disks, wire, state, ['nsenter', `--net=/proc/${bridge.pid}/ns/net`]);
      running.push(qemu.process);
      return vmOf(qemu, await qemu.agent);
    },
    stop: () => {
      for (const each of running) each.kill('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function noSwitch(): never {
  throw new Error('there is no network for the machines');
}

const dieTogether = ['setpriv', '--pdeathsig', 'KILL', '--'];

function overlay(below: string, file: string): void {
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', below, '-F', 'qcow2', file]);
}

function vmOf({ process }: Launched, agent: Agent): Vm {
  const shell = async (script: string, input?: Buffer) => {
    const { status, stdout, stderr } = await agent.run(`exec 2>&1\nset -e\n${script}`, input);
    if (status !== 0) throw new Error(`${script}\nended with ${status}:\n${stdout}${stderr}`);
    return stdout.trim();
  };
  const kill = async () => {
    agent.close();
    process.kill('SIGKILL');
    if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
  };
  return { shell, run: agent.run, kill };
}

interface Launched {
  readonly process: ChildProcess;
  readonly agent: Promise<Agent>;
}

/** The kernel's own time-outs are too short for an emulated processor that waits for its turn. */
const kernel = 'root=/dev/vda rw console=ttyS0 quiet no_timer_check mitigations=off systemd.show_status=no';

/** Starts QEMU; the disks are DISKS.qcow2 and DISKS-data.qcow2, and the wire is what eno1 is connected to. */
function launch(
  disks: string,
  wire: string,
  more: readonly string[],
  within: readonly string[] = [],
): Launched {
  const directory = image();
  const disk = (file: string) => `file=${file},if=virtio,cache=unsafe,discard=unmap,detect-zeroes=unmap`;
  const agent = `${disks}.agent`;
  rmSync(agent, { force: true });
  const args = [
    ...['-machine', 'pc-q35-7.2', '-accel', 'tcg,tb-size=128', '-cpu', 'max', '-m', '512', '-smp', '1'],
    ...['-nodefaults', '-no-reboot', '-display', 'none', '-monitor', 'stdio', '-serial', `file:${disks}.log`],
    ...['-kernel', join(directory, 'kernel'), '-initrd', join(directory, 'initrd'), '-append', kernel],
    ...['-drive', disk(`${disks}.qcow2`), '-drive', disk(`${disks}-data.qcow2`)],
    ...['-netdev', `${wire},id=wire`, '-device', 'virtio-net-pci,netdev=wire,addr=0x10'],
    ...['-device', 'virtio-serial', '-chardev', `socket,path=${agent},server=on,wait=off,id=agent`],
    ...['-device', 'virtserialport,chardev=agent,name=org.qemu.guest_agent.0'],
    ...['-object', 'rng-random,id=random,filename=/dev/urandom', '-device', 'virtio-rng-pci,rng=random'],
    ...more,
  ];
  const [command, ...rest] = [...within, ...dieTogether, 'qemu-system-x86_64', ...args];
  const process = spawn(command!, rest, { stdio: ['pipe', 'ignore', 'pipe'] });
  let errors = '';
  process.stderr!.on('data', (chunk) => {
    errors += chunk;
  });
  const gone = () =>
    process.exitCode === null && process.signalCode === null ? undefined : `QEMU has ended: ${errors}`;
  return { process, agent: connectAgent(agent, gone) };
}

/**
 * The image as it is when it has just started, which every machine goes on from: its directory, with disks and state. It
 * is made once, beside the image.
 */
async function startedImage(): Promise<string> {
  const version = /[\d.]+/.exec(execFileSync('qemu-system-x86_64', ['--version'], { encoding: 'utf8' }))![0];
  const shape = createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .digest('hex')
    .slice(0, 12);
  const directory = join(image(), `started-${version}-${shape}`);
  if (existsSync(directory)) return directory;
  const scratch = mkdtempSync(`${directory}.`);
  try {
    await startOnce(scratch);
    // A disk names the one below it by its place.
    execFileSync('qemu-img', [
      'rebase',
      '-u',
      '-b',
      join(image(), 'disk'),
      '-F',
      'raw',
      join(scratch, 'disk.qcow2'),
    ]);
    renameSync(scratch, directory);
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true });
    throw error;
  }
  return directory;
}

async function startOnce(directory: string): Promise<void> {
  const file = join(directory, 'disk');
  const create = (...args: string[]) => execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', ...args]);
  create('-b', join(image(), 'disk'), '-F', 'raw', `${file}.qcow2`);
  create(`${file}-data.qcow2`, '16G');
  const { process, agent } = launch(file, 'hubport,hubid=0', []);
  try {
    const { run, close } = await agent;
    await run('systemctl is-system-running --wait; sync; echo 3 > /proc/sys/vm/drop_caches');
    close();
    const save = `cat > '${directory}/unfinished' && mv '${directory}/unfinished' '${directory}/state'`;
    process.stdin!.write(`migrate_set_parameter max-bandwidth 0\nmigrate "exec:${save}"\nquit\n`);
    await once(process, 'exit');
  } finally {
    process.kill('SIGKILL');
  }
  if (!existsSync(join(directory, 'state'))) throw new Error(`a machine cannot be saved in ${directory}`);
  renameSync(`${file}-data.qcow2`, join(directory, 'data.qcow2'));
  for (const left of ['agent', 'log']) rmSync(`${file}.${left}`, { force: true });
}
