import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A directory that lasts no longer than this process, however it ends. */
export interface Scratch {
  readonly path: string;
  /** Removes it. */
  readonly remove: () => Promise<void>;
}

// Ends with its input, which is when the process that started it ends; no signal from a terminal reaches it.
const keeper = `directory=$(mktemp -d "$0.XXXXXX")
trap 'rm -rf --one-file-system "$directory"' EXIT
echo "$directory"
exec > /dev/null
cat`;

/** Makes a directory whose path begins with `prefix`. */
export async function makeScratch(prefix: string): Promise<Scratch> {
  const process = spawn('bash', ['-c', keeper, prefix], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [path] = await Promise.race([once(process.stdout, 'data'), once(process, 'exit').then(noDirectory)]);
  const remove = async () => {
    process.stdin.end();
    if (process.exitCode === null) await once(process, 'exit');
  };
  return { path: String(path).trim(), remove };
}

function noDirectory(): never {
  throw new Error('a directory cannot be made');
}
