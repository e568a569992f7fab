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
  /** Waits until workers have done something more, and tells; false where nothing is left to do. */
  readonly wait: () => boolean;
  readonly stop: () => void;
  /** Does a job now, in this thread. */
  readonly here: DoJob;
}

type Done = (made: readonly MadeCatalog[]) => void;

/** What a worker is told when it begins. */
export interface WorkerStart {
  readonly port: MessagePort;
  /** Counts answers; the one who waits is notified. */
  readonly signal: Int32Array;
}

/** A job done, by its number; nothing made where it failed. */
export interface Answer {
  readonly number: number;
  readonly made?: readonly MadeCatalog[];
}

interface Hand {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly jobs: Map<number, { readonly job: Job; readonly done: Done }>;
}

/** Beside this thread; each takes memory. */
const most = 3;
/** So many jobs a worker has at once, that it need not wait while this thread is busy. */
const ahead = 3;
/** A job takes a fraction of a second: a worker that is silent for so long, in milliseconds, is lost. */
const patience = 60_000;

/** What runs from sources, as tests do, has no program for workers. */
const program = import.meta.url.endsWith('.ts') ? undefined : join(packageRoot, 'bin/catalog-worker.js');

/** Workers, none of which is started yet. */
export function catalogWorkers(): Workers {
  const here = jobDoer();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  let hands: Hand[] | undefined;
  let number = 0;
  const start = () => {
    hands ??= program === undefined ? [] : startHands(program, signal);
  };
  const give = (job: Job, done: Done) => {
    const free = hands?.find(({ jobs }) => jobs.size < ahead);
    if (!free) return done(here(job));
    free.jobs.set(++number, { job, done });
    free.port.postMessage({ number, job });
  };
  const fetch = () => {
    for (const hand of hands ?? []) takeAnswers(hand, here);
  };
  const wait = () => {
    if (!hands?.some(({ jobs }) => jobs.size > 0)) return false;
    const seen = Atomics.load(signal, 0);
    const before = countJobs(hands);
    fetch();
    if (countJobs(hands) < before) return true;
    if (Atomics.wait(signal, 0, seen, patience) === 'timed-out') {
      for (const hand of hands) giveUp(hand, here);
      hands = [];
    }
    fetch();
    return true;
  };
  const stop = () => {
    for (const { worker } of hands ?? []) void worker.terminate();
    hands = [];
  };
  return { start, give, fetch, wait, stop, here };
}

function startHands(program: string, signal: Int32Array): Hand[] {
  const count = Math.min(most, availableParallelism() - 1);
  return Array.from({ length: count }, () => {
    const { port1, port2 } = new MessageChannel();
    const workerData: WorkerStart = { port: port2, signal };
    const worker = new Worker(program, { workerData, transferList: [port2], stdout: true, stderr: true });
    worker.unref();
    port1.unref();
    // What a lost worker leaves undone is done here, after a while.
    worker.on('error', () => {});
    return { worker, port: port1, jobs: new Map() };
  });
}

function takeAnswers(hand: Hand, here: DoJob): void {
  for (;;) {
    const received = receiveMessageOnPort(hand.port) as { message: Answer } | undefined;
    if (!received) return;
    const { number, made } = received.message;
    const { job, done } = hand.jobs.get(number)!;
    hand.jobs.delete(number);
    done(made ?? here(job));
  }
}

function giveUp(hand: Hand, here: DoJob): void {
  void hand.worker.terminate();
  for (const { job, done } of hand.jobs.values()) done(here(job));
}

function countJobs(hands: readonly Hand[]): number {
  return hands.reduce((sum, { jobs }) => sum + jobs.size, 0);
}
