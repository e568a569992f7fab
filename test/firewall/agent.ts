import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A program inside a network namespace that does what it is told: see agent.py for the commands. */
export interface Agent {
  tell<T>(command: Readonly<Record<string, unknown>>): Promise<T>;
  /** Ends the program. */
  stop(): Promise<void>;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Starts an agent in a named network namespace. */
export function startAgent(namespace: string): Agent {
  const script = join(import.meta.dirname, 'agent.py');
  const child = spawn('ip', ['netns', 'exec', namespace, '/usr/bin/python3', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map<number, Waiting>();
  let next = 0;
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const { id, answer, error } = JSON.parse(line);
    const { resolve, reject } = waiting.get(id)!;
    waiting.delete(id);
    if (error) reject(new Error(`${namespace}: ${error}`));
    else resolve(answer);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${namespace}: the agent ended`));
  });
  return {
    tell<T>(command: Readonly<Record<string, unknown>>) {
      return new Promise<T>((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        child.stdin!.write(`${JSON.stringify({ ...command, id })}\n`);
      });
    },
    stop: () => ended(child),
  };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const end = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin!.end();
  child.kill('SIGTERM');
  return end;
}
