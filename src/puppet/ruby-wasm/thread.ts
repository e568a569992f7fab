import { MessageChannel, Worker } from 'node:worker_threads';
import { PuppetError } from '../error.ts';
import { defaultLimits } from '../evaluate/limits.ts';
import { type End, receive, send } from './channel.ts';
import type { RubyPackages } from './installed.ts';
import type { Coded } from './values.ts';
import type { WorkerData } from './worker.ts';

/** A message of the thread: what it asks while it works, or what it ends with. */
export interface Message {
  op: string;
  [key: string]: Coded;
}

/** Answers what Ruby asks while it works; the answer is sent as it is. */
export type Serve = (question: Message) => Message;

/** Ruby in a thread of its own, asked and answered without an event loop. */
export interface RubyThread {
  /** What Ruby answers; questions that it has before that go to `serve`, which may request again. */
  request(message: Message, serve: Serve): Message;
}

/** Milliseconds that Ruby may take to start on a busy machine. */
const startLimit = 120_000;

/**
 * Starts Ruby, and waits until it is ready. `program` is the path of the thread's bundle, `stepLimit` how many
 * milliseconds Ruby may take from one message to the next.
 */
export function startThread(
  program: string,
  packages: RubyPackages,
  stepLimit = defaultLimits.rubyMilliseconds,
): RubyThread {
  const { port1, port2 } = new MessageChannel();
  const counts = new Int32Array(new SharedArrayBuffer(8));
  const far: End = { port: port2, counts, own: 1 };
  const workerData: WorkerData = { end: far, packages };
  const worker = new Worker(program, { workerData, transferList: [port2], stdout: true, stderr: true });
  worker.unref();
  port1.unref();
  const near: End = { port: port1, counts, own: 0 };
  let stopped: PuppetError | undefined;
  const next = (limit: number): Message => {
    const text = receive(near, limit);
    if (text !== undefined) return JSON.parse(text) as Message;
    void worker.terminate();
    stopped = new PuppetError(`Ruby was stopped: it did not answer for ${limit / 1000} seconds`);
    return { op: 'stopped' };
  };
  const ready = next(startLimit);
  if (ready.op === 'failed') stopped = new PuppetError(`Ruby could not be started: ${ready.message}`);
  return {
    request: (message, serve) => {
      if (stopped !== undefined) throw stopped;
      send(near, JSON.stringify(message));
      for (;;) {
        const answer = next(stepLimit);
        if (stopped !== undefined) throw stopped;
        if (answer.op === 'result') return answer;
        send(near, JSON.stringify(serve(answer)));
      }
    },
  };
}
