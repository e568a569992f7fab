import type { MachineOutcome } from '../diff/catalogs/report.ts';
import { workerProgram, workersFor } from '../threads/workers.ts';
import { type GivenRepository, givenComparer } from './diff-repository.ts';

/** Threads are not worth starting for fewer machines. */
export const machinesForThreads = 12;

/**
 * Room for what a compilation leaves behind, in MiB: most of it is of no use a moment later, and the more there is room
 * for, the less often has what is left to be moved. It is that of a thread because Node has an option for those only.
 */
const youngMemory = 64;

/** Compares machines in threads, each of which opens both revisions, and tells of each machine once it is done. */
export function compareInThreads(
  given: GivenRepository,
  machines: readonly string[],
  tell: (certname: string, outcome: MachineOutcome) => void,
): void {
  const workers = workersFor<string, MachineOutcome>({
    file: workerProgram,
    begin: { chunk: 'diff-worker.js', data: given },
    here: givenComparer(given),
    helps: false,
    youngMemory,
  });
  try {
    workers.start();
    // Machines with names that begin alike tend to be of a kind.
    workers.giveAll(machines, tell);
  } finally {
    workers.stop();
  }
}
