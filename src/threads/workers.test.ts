import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noSiteCache } from '../cache/site-cache.ts';
import { jobDoer, type MadeCatalog } from '../catalog/job.ts';
import { catalogWorkers } from '../catalog/workers.ts';
import { siteCompilation } from '../make/catalogs.ts';
import { platformFixture } from '../model/fixture.ts';
import type { Site } from '../model/platform.ts';
import { renderSite } from '../render/index.ts';
import { readModules } from '../render/modules.ts';

const site = platformFixture().site as unknown as Site;
const { machines, jobOf } = siteCompilation(site, renderSite(site), readModules(), noSiteCache);
const jobs = machines.map((machine) => jobOf([machine]));
const expected = jobs.map(jobDoer());

/** Does all jobs with workers that run a program of a few lines, and gives what came of each. */
function doJobs(program: string, silence: number): (readonly MadeCatalog[])[] {
  const directory = mkdtempSync(join(tmpdir(), 'placo-workers-'));
  const file = join(directory, 'worker.cjs');
  writeFileSync(file, `const { workerData: { port, shared } } = require('node:worker_threads');\n${program}`);
  const workers = catalogWorkers(file, silence);
  const made: (readonly MadeCatalog[])[] = [];
  try {
    workers.start();
    for (const [index, job] of jobs.entries())
      workers.give(job, (each) => {
        expect(made[index]).toBeUndefined();
        made[index] = each;
      });
    while (workers.wait());
  } finally {
    workers.stop();
    rmSync(directory, { recursive: true });
  }
  return made;
}

test.each([
  ['fail at every job', 'if (claim(number)) { port.postMessage({ number }); wake(); }'],
  ['fail at every second job', 'if (claim(number) && number % 2) { port.postMessage({ number }); wake(); }'],
  ['take a job and are silent', 'claim(number);'],
  ['end at the first job', 'claim(number); process.exit();'],
  ['take nothing', ''],
])('whatever workers do, every job is done once: they %s', (_, onJob) => {
  const program = `
    const claim = (number) => Atomics.compareExchange(shared, 1 + (number % (shared.length - 1)), 0, 1) === 0;
    const wake = () => { Atomics.add(shared, 0, 1); Atomics.notify(shared, 0); };
    port.on('message', ({ number }) => { ${onJob} });`;
  expect(doJobs(program, 300)).toEqual(expected);
});

test('workers that cannot even start are no harm', () => {
  expect(doJobs('throw new Error("no");', 300)).toEqual(expected);
});
