// The same as warm.rb, with placo's compiler.
import { readFileSync } from 'node:fs';
import { createCompiler, diskFiles, loadEnvironment, makeNode, toValue } from '../dist/index.js';

const { root, nodes, runs } = JSON.parse(readFileSync(0, 'utf8'));
const environment = loadEnvironment({ directory: `${root}/environments/production`, files: diskFiles() });
const compiler = createCompiler({ environment });

function compile(node) {
  const { catalog, errors } = compiler.compile(node);
  if (!catalog) throw new Error(errors[0].text);
  catalog.json(0);
}

function seconds(run) {
  const started = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

const medians = nodes.map((certname) => {
  const facts = toValue(JSON.parse(readFileSync(`${root}/facts/${certname}.json`, 'utf8')));
  const node = makeNode({ certname, facts });
  for (let n = 0; n < 10; n++) compile(node);
  const times = Array.from({ length: runs }, () => seconds(() => compile(node)));
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
});
process.stdout.write(
  JSON.stringify({ medians, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }),
);
