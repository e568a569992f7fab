import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { packageRoot } from '../package-root.ts';
import { type DoJob, type Job, jobDoer, type MadeCatalog } from './job.ts';

/** Compiles catalogs on every core. Who gives a job need not be asynchronous: answers are fetched, or waited for. */
export interface Workers {
  /** Starts threads beside this one; without it this one does all the jobs. */
  readonly start: () => void;
  /** Has a job done, by a worker that has room for it or else here and now; `done` is told then, or later. */
  readonly give: (job: Job, done: Done) => void;
  /** Tells what workers have done since it was last called. */
  readonly fetch: () => void;
  /** Has one more job done, here or elsewhere, and tells; false where nothing is left to do. */
  readonly wait: () => boolean;
  readonly stop: () => void;
  /** Does a job now, in this thread. */
  readonly here: DoJob;
}

type Done = (made: readonly MadeCatalog[]) => void;

/** What a worker is told when it begins. */
export interface WorkerStart {
  readonly port: MessagePort;
  readonly shared: Int32Array;
}

/** A job given to a worker. */
export interface Given {
  readonly number: number;
  readonly job: Job;
}

/** A job done, by its number; nothing made where it failed. */
export interface Answer {
  readonly number: number;
  readonly made?: readonly MadeCatalog[];
}

interface Hand {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** By number, in the order in which the worker does them. */
  readonly jobs: Map<number, { readonly job: Job; readonly done: Done }>;
}

/** Beside this thread; each takes memory. */
const most = 3;
/** So many jobs a worker has at once, that it need not wait while this thread is busy. */
const ahead = 5;
/** A job takes a fraction of a second: workers that are silent for so long, in milliseconds, are lost. */
const patience = 60_000;

/** Shared with workers: first the number of answers, whose change is notified, then whether somebody does a job. */
const places = 1024;
const claimOf = (number: number): number => 1 + (number % (places - 1));

/** Takes a job on, unless another thread has. */
export function claim(shared: Int32Array, number: number): boolean {
  return Atomics.compareExchange(shared, claimOf(number), 0, 1) === 0;
}

/** Wakes the thread that waits for answers. */
export function announce(shared: Int32Array): void {
  Atomics.add(shared, 0, 1);
  Atomics.notify(shared, 0);
}

/** What runs from sources, as tests do, has no program for workers. */
const program = import.meta.url.endsWith('.ts') ? undefined : join(packageRoot, 'bin/catalog-worker.js');

/** Workers, none of which is started yet; `file` is what they run, `silence` how long they may be silent. */
export function catalogWorkers(file = program, silence = patience): Workers {
  const here = jobDoer();
  const shared = new Int32Array(new SharedArrayBuffer(4 * places));
  let hands: Hand[] | undefined;
  let number = 0;
  const start = () => {
    hands ??= file === undefined ? [] : startHands(file, shared);
  };
  const give = (job: Job, done: Done) => {
    const [free] = [...(hands ?? [])].sort((one, other) => one.jobs.size - other.jobs.size);
    if (!free || free.jobs.size >= ahead) return done(here(job));
    number += 1;
    Atomics.store(shared, claimOf(number), 0);
    free.jobs.set(number, { job, done });
    free.port.postMessage({ number, job } satisfies Given);
  };
  const fetch = () => {
    for (const hand of hands ?? []) takeAnswers(hand, here);
  };
  const wait = () => {
    const seen = Atomics.load(shared, 0);
    fetch();
    if (!hands?.some(({ jobs }) => jobs.size > 0)) return false;
    if (hands.some((hand) => helpOut(hand, shared, here))) return true;
    if (Atomics.wait(shared, 0, seen, silence) !== 'timed-out') return true;
    for (const hand of hands) giveUp(hand, here);
    hands = [];
    return true;
  };
  const stop = () => {
    for (const { worker } of hands ?? []) void worker.terminate();
    hands = [];
  };
  return { start, give, fetch, wait, stop, here };
}

function startHands(file: string, shared: Int32Array): Hand[] {
  const count = Math.min(most, availableParallelism() - 1);
  return Array.from({ length: count }, () => {
    const { port1, port2 } = new MessageChannel();
    const workerData: WorkerStart = { port: port2, shared };
    const worker = new Worker(file, { workerData, transferList: [port2], stdout: true, stderr: true });
    worker.unref();
    port1.unref();
    // What a lost worker leaves undone is done here, after a while.
    worker.on('error', () => {});
    return { worker, port: port1, jobs: new Map() };
  });
}

function takeAnswers({ port, jobs }: Hand, here: DoJob): void {
  for (;;) {
    const received = receiveMessageOnPort(port) as { message: Answer } | undefined;
    if (!received) return;
    const { number, made } = received.message;
    const { job, done } = jobs.get(number)!;
    jobs.delete(number);
    done(made ?? here(job));
  }
}

/** Does the last job of a worker that has not begun it. */
function helpOut({ jobs }: Hand, shared: Int32Array, here: DoJob): boolean {
  const number = [...jobs.keys()].at(-1);
  if (number === undefined || !claim(shared, number)) return false;
  const { job, done } = jobs.get(number)!;
  jobs.delete(number);
  done(here(job));
  return true;
}

function giveUp({ worker, jobs }: Hand, here: DoJob): void {
  void worker.terminate();
  for (const { job, done } of jobs.values()) done(here(job));
}
