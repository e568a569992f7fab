import type { Command } from 'commander';
import { bash } from './bash.ts';
import { fish } from './fish.ts';
import { wordsOf } from './words.ts';
import { zsh } from './zsh.ts';

const shells = { bash, zsh, fish };

/** A script that teaches a shell the commands, options and names of placo. */
export function completionScript(shell: keyof typeof shells, program: Command): string {
  return shells[shell](wordsOf(program));
}
