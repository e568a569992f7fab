import { workerData } from 'node:worker_threads';
import { type Job, jobDoer } from './job.ts';
import { type Answer, announce, claim, type Given, type WorkerStart } from './workers.ts';

const { port, shared } = workerData as WorkerStart;
const doJob = jobDoer();

port.on('message', ({ number, job }: Given) => {
  if (!claim(shared, number)) return;
  port.postMessage(answerTo(number, job));
  announce(shared);
});

/** No answer but the number says that the job failed: who gave it does it again, and meets the error. */
function answerTo(number: number, job: Job): Answer {
  try {
    return { number, made: doJob(job) };
  } catch {
    return { number };
  }
}
