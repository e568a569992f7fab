import { workerData } from 'node:worker_threads';
import { type Job, jobDoer } from './job.ts';
import type { Answer, WorkerStart } from './workers.ts';

const { port, signal } = workerData as WorkerStart;
const doJob = jobDoer();

port.on('message', ({ number, job }: { number: number; job: Job }) => {
  port.postMessage(answerTo(number, job));
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
});

/** No answer but the number says that the job failed: who gave it does it again, and meets the error. */
function answerTo(number: number, job: Job): Answer {
  try {
    return { number, made: doJob(job) };
  } catch {
    return { number };
  }
}
