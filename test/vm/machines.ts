import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Agent } from './agent.ts';
import { dieTogether, kill, type Launched, launch } from './qemu.ts';
import { makeScratch } from './scratch.ts';
import { qemuImg, startedImage } from './started.ts';

const network = join(import.meta.dirname, 'network.sh');

/** A virtual machine with a real kernel, its disk for volumes at /dev/vdb, and the interface eno1. */
export interface Vm {
  /** What a shell script prints, both outputs; throws both where it fails. */
  readonly shell: (script: string, input?: Buffer) => Promise<string>;
  /** Runs a shell script as root, and tells how it ended. */
  readonly run: Agent['run'];
  /** Takes its power away. */
  readonly kill: () => Promise<void>;
}

/** A switch, to which the machines are connected. */
export interface Lan {
  /** A machine that has started just now, with an empty disk for volumes. */
  readonly create: (number: number) => Promise<Vm>;
  /** A machine that was there before, and had its power taken away: it starts from its own disks. */
  readonly start: (number: number) => Promise<Vm>;
  /** Ends all the machines, and leaves nothing behind. */
  readonly stop: () => Promise<void>;
}

/** Makes the switch. */
export async function startLan(machines: number): Promise<Lan> {
  const started = await startedImage();
  const scratch = await makeScratch(join(tmpdir(), 'placo-vm'));
  const bridge = await startSwitch(machines);
  const running: ChildProcess[] = [bridge];
  const disksOf = (number: number) => join(scratch.path, String(number));
  const power = async (number: number, state?: string) => {
    const wire = `tap,ifname=port${number},script=no,downscript=no`;
    const mac = `52:54:00:00:01:0${number}`;
    const within = ['nsenter', `--net=/proc/${bridge.pid}/ns/net`];
    const launched = launch({ disks: disksOf(number), wire, mac, state, within });
    running.push(launched.process);
    const vm = vmOf(launched, await launched.agent);
    // The state brings the address of where it was saved.
    await vm.shell(`ip link set eno1 address ${mac}`);
    return vm;
  };
  return {
    create: (number) => {
      overlay(join(started, 'disk.qcow2'), `${disksOf(number)}.qcow2`);
      overlay(join(started, 'data.qcow2'), `${disksOf(number)}-data.qcow2`);
      return power(number, join(started, 'state'));
    },
    start: (number) => power(number),
    stop: async () => {
      await Promise.all(running.map(kill));
      await scratch.remove();
    },
  };
}

async function startSwitch(machines: number): Promise<ChildProcess> {
  const command = ['-n', ...dieTogether, 'bash', network, String(machines)];
  const bridge = spawn('unshare', command, { stdio: ['pipe', 'pipe', 'inherit'] });
  await Promise.race([once(bridge.stdout, 'data'), once(bridge, 'exit').then(noSwitch)]);
  return bridge;
}

function noSwitch(): never {
  throw new Error('there is no network for the machines');
}

function overlay(below: string, file: string): void {
  qemuImg('create', '-q', '-f', 'qcow2', '-b', below, '-F', 'qcow2', file);
}

function vmOf({ process }: Launched, agent: Agent): Vm {
  const shell = async (script: string, input?: Buffer) => {
    const { status, stdout, stderr } = await agent.run(`exec 2>&1\nset -e\n${script}`, input);
    if (status !== 0) throw new Error(`${script}\nended with ${status}:\n${stdout}${stderr}`);
    return stdout.trim();
  };
  const end = async () => {
    agent.close();
    await kill(process);
  };
  return { shell, run: agent.run, kill: end };
}
