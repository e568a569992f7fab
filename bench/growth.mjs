// What a machine costs in builds of synthetic platforms, from a hundred guests to ten thousand.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Number and bytes of the catalogs in an out/. */
export function catalogsIn(out) {
  const directory = join(out, 'catalogs');
  const names = readdirSync(directory);
  return {
    machines: names.length,
    bytes: names.reduce((sum, name) => sum + statSync(join(directory, name)).size, 0),
  };
}

/** A table in Markdown of builds that were measured: time and memory a machine. */
export function growthTable(rows) {
  return [
    '| machines | catalogs, MiB | build, processor | a machine | peak memory | a machine |',
    '| ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(({ catalogs, first }) => tableRow(catalogs, first)),
    '',
  ].join('\n');
}

function tableRow({ machines, bytes }, { processor, megabytes }) {
  const cells = [
    ...[machines, (bytes / 1024 / 1024).toFixed(0)],
    ...[`${processor.toFixed(1)} s`, `${((processor / machines) * 1000).toFixed(1)} ms`],
    ...[`${megabytes.toFixed(0)} MiB`, `${((megabytes / machines) * 1024).toFixed(0)} KiB`],
  ];
  return `| ${cells.join(' | ')} |`;
}
