import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Agent, connectAgent } from './agent.ts';
import { image } from './image.ts';

/** A virtual machine that is on its way: QEMU, and the agent in it, which answers when it has started. */
export interface Launched {
  readonly process: ChildProcess;
  readonly agent: Promise<Agent>;
}

/** What a virtual machine is made of, beside the image's kernel. */
export interface Shape {
  /** Of the files DISKS.qcow2 and DISKS-data.qcow2, of the agent's socket and of the log. */
  readonly disks: string;
  /** What eno1 is connected to, a backend of -netdev, and its own address. */
  readonly wire: string;
  readonly mac?: string;
  /** The state to go on from, in place of a start. */
  readonly state?: string;
  /** What QEMU is run within. */
  readonly within?: readonly string[];
}

/** In front of a command: it is killed when this process ends. */
export const dieTogether = ['setpriv', '--pdeathsig', 'KILL', '--'];

// The timers of the kernel are not looked into: an emulated processor that waits for its turn fails there.
const kernel = 'root=/dev/vda rw console=ttyS0 quiet no_timer_check mitigations=off systemd.show_status=no';

/** Starts QEMU, which emulates all: no hypervisor of the host is asked for. */
export function launch({ disks, wire, mac = '52:54:00:00:00:01', state, within = [] }: Shape): Launched {
  const directory = image();
  const disk = (file: string) => `file=${file},if=virtio,cache=unsafe,discard=unmap,detect-zeroes=unmap`;
  const agent = `${disks}.agent`;
  rmSync(agent, { force: true });
  const args = [
    ...['-machine', 'pc-q35-7.2', '-accel', 'tcg,tb-size=128', '-cpu', 'max', '-m', '512', '-smp', '1'],
    ...['-nodefaults', '-no-reboot', '-display', 'none', '-monitor', 'stdio', '-serial', `file:${disks}.log`],
    ...['-kernel', join(directory, 'kernel'), '-initrd', join(directory, 'initrd'), '-append', kernel],
    ...['-drive', disk(`${disks}.qcow2`), '-drive', disk(`${disks}-data.qcow2`)],
    ...['-netdev', `${wire},id=wire`, '-device', `virtio-net-pci,netdev=wire,addr=0x10,mac=${mac}`],
    ...['-device', 'virtio-serial', '-chardev', `socket,path=${agent},server=on,wait=off,id=agent`],
    ...['-device', 'virtserialport,chardev=agent,name=org.qemu.guest_agent.0'],
    ...['-object', 'rng-random,id=random,filename=/dev/urandom', '-device', 'virtio-rng-pci,rng=random'],
    ...(state === undefined ? [] : ['-incoming', `exec:cat '${state}'`]),
  ];
  const [command, ...rest] = [...within, ...dieTogether, 'qemu-system-x86_64', ...args];
  const process = spawn(command!, rest, { stdio: ['pipe', 'ignore', 'pipe'] });
  let errors = '';
  process.stderr!.on('data', (chunk) => {
    errors += chunk;
  });
  const gone = () => (hasEnded(process) ? `QEMU has ended: ${errors}` : undefined);
  return { process, agent: connectAgent(agent, gone) };
}

/** Kills QEMU, and waits until it is gone. */
export async function kill(process: ChildProcess): Promise<void> {
  process.kill('SIGKILL');
  if (!hasEnded(process)) await once(process, 'exit');
}

function hasEnded(process: ChildProcess): boolean {
  return process.exitCode !== null || process.signalCode !== null;
}
