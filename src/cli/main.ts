import { run } from './run.ts';

/** Runs placo as a program: its arguments, its directory and its streams; says with which code to exit. */
export function main(): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Who read our output has read enough, as `placo list | head` does.
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
  return run(process.argv.slice(2), {
    directory: process.cwd(),
    environment: process.env,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    inIsTerminal: process.stdin.isTTY === true,
  });
}

export { run };
