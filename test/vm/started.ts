import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { image } from './image.ts';
import { kill, launch } from './qemu.ts';
import { makeScratch } from './scratch.ts';

const recipes = ['qemu.ts', 'started.ts'].map((name) => join(import.meta.dirname, name));

/**
 * The image as it is when it has just started, which every machine goes on from: a directory with disk.qcow2, data.qcow2
 * and state. It is made once, beside the image, and appears complete or not at all.
 */
export async function startedImage(): Promise<string> {
  const version = /[\d.]+/.exec(execFileSync('qemu-system-x86_64', ['--version'], { encoding: 'utf8' }))![0];
  const hash = createHash('sha256');
  for (const recipe of recipes) hash.update(readFileSync(recipe));
  const directory = join(image(), `started-${version}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(directory)) return directory;
  const scratch = await makeScratch(directory);
  try {
    await startOnce(scratch.path);
    renameSync(join(scratch.path, 'done'), directory);
  } catch (error) {
    // Another one was faster.
    if (!existsSync(directory)) throw error;
  } finally {
    await scratch.remove();
  }
  return directory;
}

/** Leaves the disks and the state in `done`, below the directory. */
async function startOnce(directory: string): Promise<void> {
  const below = join(image(), 'disk');
  const done = join(directory, 'done');
  const disks = join(directory, 'disk');
  mkdirSync(done);
  qemuImg('create', '-q', '-f', 'qcow2', '-b', below, '-F', 'raw', `${disks}.qcow2`);
  qemuImg('create', '-q', '-f', 'qcow2', `${disks}-data.qcow2`, '16G');
  const { process, agent } = launch({ disks, wire: 'hubport,hubid=0' });
  try {
    const { run, close } = await agent;
    await run('systemctl is-system-running --wait; sync; echo 3 > /proc/sys/vm/drop_caches');
    close();
    process.stdin!.write(
      `migrate_set_parameter max-bandwidth 0\nmigrate "exec:cat > '${done}/state' && touch '${directory}/saved'"\nquit\n`,
    );
    await once(process, 'exit');
  } finally {
    await kill(process);
  }
  if (!existsSync(join(directory, 'saved'))) throw new Error(`a machine cannot be saved in ${directory}`);
  renameSync(`${disks}.qcow2`, join(done, 'disk.qcow2'));
  renameSync(`${disks}-data.qcow2`, join(done, 'data.qcow2'));
}

/** Runs qemu-img. */
export function qemuImg(...args: string[]): void {
  execFileSync('qemu-img', args);
}
