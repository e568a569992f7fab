import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

/**
 * One end of a line between two threads that wait for one another without an event loop: each message is counted in
 * shared memory, and who waits is woken by the count of the other end.
 */
export interface End {
  port: MessagePort;
  /** Two counts: of what this end sent, and of what the other one sent. */
  counts: Int32Array<SharedArrayBuffer>;
  /** Which of the counts is this end's own. */
  own: 0 | 1;
}

/** Sends a text; whoever waits at the other end wakes up. */
export function send(end: End, text: string): void {
  end.port.postMessage(text);
  Atomics.add(end.counts, end.own, 1);
  Atomics.notify(end.counts, end.own);
}

/** Waits for a text; undefined when none came in so many milliseconds. */
export function receive(end: End, milliseconds?: number): string | undefined {
  const other = 1 - end.own;
  for (;;) {
    const seen = Atomics.load(end.counts, other);
    const received = receiveMessageOnPort(end.port);
    if (received !== undefined) return received.message as string;
    if (Atomics.wait(end.counts, other, seen, milliseconds) === 'timed-out') return undefined;
  }
}
