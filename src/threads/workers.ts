import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { packageRoot } from '../package-root.ts';
import { dealEnds } from './ends.ts';

/** Does jobs on every core. Who gives a job need not be asynchronous: answers are fetched, or waited for. */
export interface Workers<Job, Made> {
  /** Starts threads beside this one; without it this one does all the jobs. */
  readonly start: () => void;
  /** Has a job done, by a worker or else here and now; `done` is told then, or later. */
  readonly give: (job: Job, done: (made: Made) => void) => void;
  /** Has many jobs done. What is alike should stand together: it is done by the same worker, for whom it is not new. */
  readonly giveAll: (jobs: readonly Job[], done: (job: Job, made: Made) => void) => void;
  /** Tells what workers have done since it was last called. */
  readonly fetch: () => void;
  /** Has one more job done, here or elsewhere, and tells; false where nothing is left to do. */
  readonly wait: () => boolean;
  readonly stop: () => void;
}

/** What workers are, and what they do. Jobs, what is made of them, and what they begin with are plain data. */
export interface WorkersOptions<Job, Made> {
  /** The program of a worker; undefined where there is none, and all is done here. */
  readonly file: string | undefined;
  /** What the program runs, and what it is told. */
  readonly begin?: { readonly chunk: string; readonly data?: unknown };
  /** Does a job in this thread. */
  readonly here: (job: Job) => Made;
  /** Whether this thread does jobs when workers have enough of them; else it waits, and does only what they fail to do. */
  readonly helps: boolean;
  /** How much each worker makes before it looks for what is of no use any more, in MiB; default: as much as this thread. */
  readonly youngMemory?: number;
  /** Workers that are silent for so long, in milliseconds, are lost. */
  readonly silence?: number;
}

/** What a worker is told when it begins. */
export interface WorkerStart {
  readonly port: MessagePort;
  readonly shared: Int32Array;
  readonly chunk?: string;
  readonly data?: unknown;
}

/** A job given to a worker. */
export interface Given<Job> {
  readonly number: number;
  readonly job: Job;
}

/** A job done, by its number; nothing made where it failed. */
export interface Answer<Made> {
  readonly number: number;
  readonly made?: Made;
}

interface Hand<Job, Made> {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** By number, in the order in which the worker does them. */
  readonly jobs: Map<number, { readonly job: Job; readonly done: (made: Made) => void }>;
}

/** Each takes memory. */
const most = 4;
/** So many jobs a worker has at once, that it need not wait while this thread is busy for long, or answers. */
const ahead = { busy: 16, idle: 2 };
/** A job takes a fraction of a second. */
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
export const workerProgram = import.meta.url.endsWith('.ts') ? undefined : join(packageRoot, 'bin/worker.js');

/** Workers, none of which is started yet. */
export function workersFor<Job, Made>(options: WorkersOptions<Job, Made>): Workers<Job, Made> {
  const { here, helps, silence = patience } = options;
  const shared = new Int32Array(new SharedArrayBuffer(4 * places));
  let hands: Hand<Job, Made>[] | undefined;
  let number = 0;
  const start = () => {
    hands ??= startHands(options, shared);
  };
  const enough = helps ? ahead.busy : ahead.idle;
  const freest = () => [...(hands ?? [])].sort((one, other) => one.jobs.size - other.jobs.size)[0];
  const give = (job: Job, done: (made: Made) => void) => {
    const free = freest();
    if (!free || free.jobs.size >= enough) done(here(job));
    else post(free, job, done);
  };
  const post = ({ jobs, port }: Hand<Job, Made>, job: Job, done: (made: Made) => void) => {
    number += 1;
    Atomics.store(shared, claimOf(number), 0);
    jobs.set(number, { job, done });
    port.postMessage({ number, job } satisfies Given<Job>);
  };
  const giveAll = (jobs: readonly Job[], done: (job: Job, made: Made) => void) => {
    const deal = dealEnds(jobs.length, hands?.length ?? 0);
    let left = jobs.length;
    const next = (taker: number) => {
      const job = jobs[deal(taker) ?? jobs.length];
      if (job !== undefined) left -= 1;
      return job;
    };
    do {
      fetch();
      for (const [taker, hand] of (hands ?? []).entries()) {
        while (hand.jobs.size < enough) {
          const job = next(taker);
          if (job === undefined) break;
          post(hand, job, (made) => done(job, made));
        }
      }
    } while (wait() || (left > 0 && hands?.length));
    for (let job = next(0); job !== undefined; job = next(0)) done(job, here(job));
  };
  const fetch = () => {
    for (const hand of hands ?? []) takeAnswers(hand, here);
  };
  const wait = () => {
    const seen = Atomics.load(shared, 0);
    fetch();
    if (!hands?.some(({ jobs }) => jobs.size > 0)) return false;
    if (helps && hands.some((hand) => helpOut(hand, shared, here))) return true;
    if (Atomics.wait(shared, 0, seen, silence) !== 'timed-out') return true;
    for (const hand of hands) giveUp(hand, here);
    hands = [];
    return true;
  };
  const stop = () => {
    for (const { worker } of hands ?? []) void worker.terminate();
    hands = [];
  };
  return { start, give, giveAll, fetch, wait, stop };
}

function startHands<Job, Made>(
  { file, begin, helps, youngMemory }: WorkersOptions<Job, Made>,
  shared: Int32Array,
): Hand<Job, Made>[] {
  const cores = availableParallelism();
  const count = file === undefined || cores === 1 ? 0 : Math.min(most, cores) - (helps ? 1 : 0);
  return Array.from({ length: count }, () => {
    const { port1, port2 } = new MessageChannel();
    const workerData: WorkerStart = { port: port2, shared, ...begin };
    const resourceLimits = youngMemory === undefined ? {} : { maxYoungGenerationSizeMb: youngMemory };
    const given = { workerData, transferList: [port2], stdout: true, stderr: true, resourceLimits };
    const worker = new Worker(file!, given);
    worker.unref();
    port1.unref();
    // What a lost worker leaves undone is done here, after a while.
    worker.on('error', () => {});
    return { worker, port: port1, jobs: new Map() };
  });
}

function takeAnswers<Job, Made>({ port, jobs }: Hand<Job, Made>, here: (job: Job) => Made): void {
  for (;;) {
    const received = receiveMessageOnPort(port) as { message: Answer<Made> } | undefined;
    if (!received) return;
    const { number, made } = received.message;
    const { job, done } = jobs.get(number)!;
    jobs.delete(number);
    done(made ?? here(job));
  }
}

/** Does the last job of a worker that has not begun it. */
function helpOut<Job, Made>(
  { jobs }: Hand<Job, Made>,
  shared: Int32Array,
  here: (job: Job) => Made,
): boolean {
  const number = [...jobs.keys()].at(-1);
  if (number === undefined || !claim(shared, number)) return false;
  const { job, done } = jobs.get(number)!;
  jobs.delete(number);
  done(here(job));
  return true;
}

function giveUp<Job, Made>({ worker, jobs }: Hand<Job, Made>, here: (job: Job) => Made): void {
  void worker.terminate();
  for (const { job, done } of jobs.values()) done(here(job));
}
