// Measures builds of synthetic platforms, prints the figures and writes them into docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareCatalogs } from '../bench/catalogs.mjs';
import { catalogsIn, growthTable } from '../bench/growth.mjs';
import { build, timeCommand, write, writePlainly } from '../bench/measure.mjs';
import { platformSources, writeSources } from '../bench/platform.mjs';
import { comparePullRequest } from '../bench/pull-request.mjs';

const sizes = process.argv.slice(2).map(Number);
const curve = sizes.length > 0 ? sizes : [100, 1000, 2000, 5000, 10_000];
const scratch = mkdtempSync(join(tmpdir(), 'placo-bench-'));

try {
  const rows = [];
  for (const guests of curve) {
    const row = measure(guests);
    rows.push(row);
    process.stderr.write(`${guests} guests: ${row.first.seconds.toFixed(1)} s\n`);
  }
  const text = report(rows);
  process.stdout.write(text);
  settle();
  const catalogs = [compareCatalogs(), comparePullRequest(), growthTable(rows)].join('\n');
  process.stdout.write(catalogs);
  if (sizes.length === 0) {
    insert('docs/benchmarks.md', text);
    insert('docs/benchmarks.md', catalogs, 'catalogs');
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * Nothing is removed before the end: ext4 looks at every inode freed within the last minutes before it gives one to a
 * new file, so that whoever writes after a large platform was removed, placo or the plain program, waits for that.
 */
function measure(guests) {
  const project = join(scratch, String(guests));
  writeSources(project, platformSources(guests));
  settle();
  const first = build(project);
  const catalogs = catalogsIn(join(project, 'out'));
  settle();
  const plain = writePlainly(join(project, 'out'), join(scratch, `${guests}-plain`));
  const unchanged = build(project);
  write(join(project, 'sites/site0000/vms/guest007.yaml'), 'description: Another guest\nmemory: 3GiB\n');
  const changed = build(project);
  return { guests, catalogs, first, plain, unchanged, changed };
}

/** Has the system write to the disk what it still holds, so that what is measured next does not wait for it. */
function settle() {
  spawnSync('sync');
}

/** One guest like those that placo defines, written by virt-install, which describes it and does no more. */
function virtInstall() {
  return timeCommand(
    'virt-install',
    [
      ...[
        '--connect',
        'test:///default',
        '--print-xml',
        '--name',
        'guest',
        '--memory',
        '2048',
        '--vcpus',
        '1',
      ],
      ...[
        '--disk',
        'path=/srv/containers/guest.raw,size=8,bus=virtio,cache=none',
        '--osinfo',
        'detect=off,require=off',
        '--import',
      ],
      ...['--network', 'bridge=br-int,model=virtio', '--graphics', 'none'],
    ],
    3,
  );
}

function report(rows) {
  const [small, large] = [rows.find(({ guests }) => guests >= 1000) ?? rows[0], rows.at(-1)];
  const peer = virtInstall();
  const each = large.first.seconds / large.guests;
  const lines = [
    `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}); seconds from start to exit, one run.`,
    '',
    '| guests | files | MiB | first build | processor | plain write | unchanged | one guest changed | peak memory |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(tableRow),
    '',
    '| what | measured | limit |',
    '| --- | ---: | ---: |',
    `| ${large.guests} guests against ${small.guests}, processor time | ${(large.first.processor / small.first.processor).toFixed(1)} times | 11 |`,
    `| ${large.guests} guests against ${small.guests}, elapsed time | ${(large.first.seconds / small.first.seconds).toFixed(1)} times | 11 |`,
    `| first build against a plain program that writes the same bytes | ${(large.first.seconds / large.plain.seconds).toFixed(1)} times | 4 |`,
    `| nothing changed against the first build | ${(large.unchanged.seconds / large.first.seconds).toFixed(2)} times | 0.2 |`,
    `| peak memory at ${large.guests} guests | ${large.first.megabytes.toFixed(0)} MiB | 1024 |`,
    `| a guest, with all that belongs to it | ${(each * 1000).toFixed(1)} ms | |`,
    peer === undefined
      ? '| `virt-install --print-xml` is not installed (package virtinst) | | |'
      : `| \`virt-install --print-xml\`, its XML alone | ${(peer * 1000).toFixed(0)} ms, ${(peer / each).toFixed(0)} times | |`,
  ];
  return `${lines.join('\n')}\n`;
}

function tableRow({ guests, first, plain, unchanged, changed }) {
  const seconds = (value) => `${value.toFixed(1)} s`;
  const cells = [
    ...[guests, plain.files, (plain.bytes / 1024 / 1024).toFixed(0)],
    ...[seconds(first.seconds), seconds(first.processor), seconds(plain.seconds)],
    ...[seconds(unchanged.seconds), seconds(changed.seconds), `${first.megabytes.toFixed(0)} MiB`],
  ];
  return `| ${cells.join(' | ')} |`;
}

function insert(file, text, name = 'measured') {
  const page = readFileSync(file, 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [head, rest] = page.split(begin);
  const tail = rest.split(end).at(-1);
  writeFileSync(file, `${head}${begin}\n\n${text}\n${end}${tail}`);
}
