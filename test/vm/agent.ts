import { createConnection, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** What a script in a machine said. */
export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The guest agent of a machine (QEMU Guest Agent Protocol), behind a socket of QEMU's. */
export interface Agent {
  /** Runs a shell script as root, with an input; throws where the machine is gone, or the script takes five minutes. */
  readonly run: (script: string, input?: Buffer) => Promise<Said>;
  readonly close: () => void;
}

/** What is longer on its way than this, in milliseconds, never arrives. */
const patience = 300_000;

type Ask = (execute: string, arguments_?: object) => Promise<unknown>;

/**
 * Waits until the agent answers, which is when the machine has started; `gone` says why it never will. Throws that, or after
 * five minutes.
 */
export async function connectAgent(path: string, gone: () => string | undefined): Promise<Agent> {
  const end = Date.now() + patience;
  for (let id = 1; ; id++) {
    const socket = createConnection(path);
    const ask = asker(socket, id);
    const answered = ask('guest-sync', { id }).then(() => true);
    if (await Promise.race([answered, setTimeout(10_000, false)]).catch(() => false))
      return { run: (script, input) => run(ask, script, input), close: () => socket.destroy() };
    socket.destroy();
    const reason = gone() ?? (Date.now() > end ? 'the machine does not start' : undefined);
    if (reason !== undefined) throw new Error(reason);
    await setTimeout(200);
  }
}

/** One question at a time, a line each; so is the answer. Those to what was asked before the first one are passed over. */
function asker(socket: Socket, first: number): Ask {
  let received = '';
  let synchronous = false;
  let waiting: { resolve: (value: unknown) => void; reject: (error: Error) => void } | undefined;
  const failed = (error: Error) => waiting?.reject(error);
  const answer = (line: string) => {
    const { error, return: value } = JSON.parse(line);
    synchronous ||= value === first;
    if (!synchronous) return;
    if (error) failed(new Error(error.desc));
    else waiting?.resolve(value);
  };
  socket.on('error', failed).on('close', () => failed(new Error('the machine is gone')));
  socket.on('data', (chunk) => {
    const lines = (received + chunk).split('\n');
    received = lines.pop()!;
    for (const line of lines) answer(line);
  });
  const send = (execute: string, arguments_?: object) =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) reject(new Error('the machine is gone'));
      waiting = { resolve, reject };
      socket.write(`${JSON.stringify({ execute, arguments: arguments_ })}\n`);
    });
  let last: Promise<unknown> = Promise.resolve();
  return (...question) => {
    const answered = last.catch(() => {}).then(() => send(...question));
    last = answered;
    return answered;
  };
}

async function run(ask: Ask, script: string, input?: Buffer): Promise<Said> {
  const started = await ask('guest-exec', {
    path: '/bin/sh',
    arg: ['-c', script],
    env: [
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'LC_ALL=C.UTF-8',
      'HOME=/root',
    ],
    ...(input ? { 'input-data': input.toString('base64') } : {}),
    'capture-output': true,
  });
  const end = Date.now() + patience;
  for (let wait = 100; Date.now() < end; wait = Math.min(2 * wait, 500)) {
    const status = (await ask('guest-exec-status', { pid: (started as { pid: number }).pid })) as ExecStatus;
    if (status.exited) {
      const text = (data?: string) => Buffer.from(data ?? '', 'base64').toString();
      return {
        status: status.exitcode ?? 128 + (status.signal ?? 0),
        stdout: text(status['out-data']),
        stderr: text(status['err-data']),
      };
    }
    await setTimeout(wait);
  }
  throw new Error(`${script}\nhas not ended`);
}

interface ExecStatus {
  readonly exited: boolean;
  readonly exitcode?: number;
  readonly signal?: number;
  readonly 'out-data'?: string;
  readonly 'err-data'?: string;
}
