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

const machines = nodes.map((certname) => {
  const facts = toValue(JSON.parse(readFileSync(`${root}/facts/${certname}.json`, 'utf8')));
  return makeNode({ certname, facts });
});
// Until then V8 compiles the code that runs often, which takes more time than the code itself.
for (let round = 0; round < 30; round++) for (const node of machines) compile(node);
const medians = machines.map((node) => {
  const times = Array.from({ length: runs }, () => seconds(() => compile(node)));
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
});
process.stdout.write(
  JSON.stringify({ medians, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }),
);
