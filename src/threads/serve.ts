import { workerData } from 'node:worker_threads';
import { type Answer, announce, claim, type Given, type WorkerStart } from './workers.ts';

/** Does jobs as they come, in a worker. */
export function serve<Job, Made>(doJob: (job: Job) => Made): void {
  const { port, shared } = workerData as WorkerStart;
  port.on('message', ({ number, job }: Given<Job>) => {
    if (!claim(shared, number)) return;
    port.postMessage(answerTo(number, job, doJob));
    announce(shared);
  });
}

/** No answer but the number says that the job failed: who gave it does it again, and meets the error. */
function answerTo<Job, Made>(number: number, job: Job, doJob: (job: Job) => Made): Answer<Made> {
  try {
    return { number, made: doJob(job) };
  } catch {
    return { number };
  }
}
