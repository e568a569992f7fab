import { type Workers, workerProgram, workersFor } from '../threads/workers.ts';
import { type DoJob, type Job, jobDoer, type MadeCatalog } from './job.ts';

/** Workers that compile catalogs, beside this thread, which compiles some itself. */
export interface CatalogWorkers extends Workers<Job, readonly MadeCatalog[]> {
  /** Does a job now, in this thread. */
  readonly here: DoJob;
}

/** Room for what a compilation leaves behind, in MiB: the more there is, the less often what is left is moved. */
const youngMemory = 96;

/** Workers, none of which is started yet; `file` is what they run, `silence` how long they may be silent. */
export function catalogWorkers(file = workerProgram, silence?: number): CatalogWorkers {
  const here = jobDoer();
  const begin = { chunk: 'catalog-worker.js' };
  return { ...workersFor({ file, begin, here, helps: true, youngMemory, silence }), here };
}
