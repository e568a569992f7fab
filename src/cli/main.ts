import { run } from './run.ts';
import { isTerminal, standardWriter } from './streams.ts';

/** Runs placo as a program: its arguments, its directory and its streams; says with which code to exit. */
export function main(): Promise<number> {
  return run(process.argv.slice(2), {
    directory: process.cwd(),
    environment: process.env,
    out: standardWriter(1, () => process.stdout),
    err: standardWriter(2, () => process.stderr),
    outIsTerminal: isTerminal(1),
    errIsTerminal: isTerminal(2),
    inIsTerminal: isTerminal(0),
  });
}

export { run };
