import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
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
import { workersFor } from './workers.ts';

const site = platformFixture().site as unknown as Site;
const { machines, jobOf } = siteCompilation(site, renderSite(site), readModules(), noSiteCache);
const jobs = machines.map((machine) => jobOf([machine]));
const expected = jobs.map(jobDoer());

/** Does all jobs with workers that run a program of a few lines, and gives what came of each. */
function doJobs(program: string, silence: number): (readonly MadeCatalog[])[] {
  const { file, remove } = programFile(program);
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
    remove();
  }
  return made;
}

function programFile(program: string): { readonly file: string; readonly remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'placo-workers-'));
  const file = join(directory, 'worker.cjs');
  writeFileSync(file, `const { workerData: { port, shared } } = require('node:worker_threads');\n${program}`);
  return { file, remove: () => rmSync(directory, { recursive: true }) };
}

const tools = `
  const claim = (number) => Atomics.compareExchange(shared, 1 + (number % (shared.length - 1)), 0, 1) === 0;
  const wake = () => { Atomics.add(shared, 0, 1); Atomics.notify(shared, 0); };`;

test.each([
  ['fail at every job', 'if (claim(number)) { port.postMessage({ number }); wake(); }'],
  ['fail at every second job', 'if (claim(number) && number % 2) { port.postMessage({ number }); wake(); }'],
  ['take a job and are silent', 'claim(number);'],
  ['end at the first job', 'claim(number); process.exit();'],
  ['take nothing', ''],
])('whatever workers do, every job is done once: they %s', (_, onJob) => {
  const program = `${tools} port.on('message', ({ number }) => { ${onJob} });`;
  expect(doJobs(program, 300)).toEqual(expected);
});

test('workers that cannot even start are no harm', () => {
  expect(doJobs('throw new Error("no");', 300)).toEqual(expected);
});

const numbers = Array.from({ length: 40 }, (_, index) => index);

/** Gives all numbers at once to workers that run a program, and tells who has done what; `here` is told of this thread. */
function giveNumbers(onJob: string, silence?: number): { here: number[]; made: Map<number, string> } {
  const { file, remove } = programFile(`${tools} port.on('message', ({ number, job }) => { ${onJob} });`);
  const here: number[] = [];
  const doHere = (job: number) => {
    here.push(job);
    return `here ${job}`;
  };
  const workers = workersFor<number, string>({ file, here: doHere, helps: false, silence });
  const made = new Map<number, string>();
  try {
    workers.start();
    workers.giveAll(numbers, (job, each) => {
      expect(made.has(job)).toBe(false);
      made.set(job, each);
    });
  } finally {
    workers.stop();
    remove();
  }
  return { here, made };
}

const done = "port.postMessage({ number, made: 'worker ' + job }); wake();";

test('of many jobs all are done by workers', () => {
  const { here, made } = giveNumbers(`if (claim(number)) { ${done} }`);
  expect(here).toEqual(availableParallelism() === 1 ? numbers : []);
  expect([...made.keys()].sort((a, b) => a - b)).toEqual(numbers);
  for (const [job, each] of made) expect(each.endsWith(` ${job}`)).toBe(true);
});

test.each([
  [
    'fail at some',
    `if (claim(number)) { if (job % 3) { ${done} } else { port.postMessage({ number }); wake(); } }`,
  ],
  ['are lost after some', `if (job === 3 || job === 35) process.exit(); if (claim(number)) { ${done} }`],
])('of many jobs this thread does those that are left: workers %s', (_, onJob) => {
  const { here, made } = giveNumbers(onJob, 300);
  expect([...made.keys()].sort((a, b) => a - b)).toEqual(numbers);
  for (const [job, each] of made) expect(each).toBe(here.includes(job) ? `here ${job}` : `worker ${job}`);
  expect(here).toContain(3);
});

test('of many jobs none is left where no worker was started', () => {
  const workers = workersFor<number, number>({ file: undefined, here: (job) => job, helps: false });
  const made: number[] = [];
  workers.giveAll(numbers, (_, each) => made.push(each));
  expect(made).toEqual(numbers);
});
