import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import type { Machine, Platform, Site } from '../../model/platform.ts';
import type { Contribution } from '../contribution.ts';
import { express } from '../express.ts';
import { type Tree, treeOf } from '../tree.ts';
import { machineManifest } from './machine-class.ts';
import { environmentConfiguration, gitAttributes, hieraConfiguration } from './settings.ts';
import { siteManifest } from './site-manifest.ts';

type File = [path: string, content: string];

/** The Puppet environment that gives each managed machine what the renderers contributed to it. */
export function puppetEnvironment(
  platform: Platform,
  contributions: readonly Contribution[],
  modules: Tree,
): Result<Tree> {
  const used = new Set(contributions.map(({ module }) => module));
  const byMachine = groupBy(contributions, ({ machine }) => machine);
  const machines = platform.sites.flatMap(machinesOf).filter(({ os }) => os.managed);
  const classes = machines.map((machine) => machineFiles(machine, byMachine.get(machine) ?? []));
  return {
    value: treeOf([
      ['.gitattributes', gitAttributes],
      ['environment.conf', environmentConfiguration],
      ['hiera.yaml', hieraConfiguration(contributions)],
      ['manifests/site.pp', siteManifest(machines)],
      ...classes.flatMap(({ value }) => value),
      ...modulesInUse(used, modules),
    ]),
    diagnostics: [
      ...platform.sites.flatMap((site) => shadowing(site, used)),
      ...classes.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

function machinesOf(site: Site): Machine[] {
  return [...site.hypervisors, ...site.servers, ...site.guests];
}

function machineFiles(machine: Machine, contributions: readonly Contribution[]): Result<File[]> {
  const diagnostics = declaredTwice(machine, contributions);
  if (diagnostics.length > 0) return { value: [], diagnostics };
  const root = `sites/${machine.site.module}`;
  const written = express(`the class of ${machine.name}`, machine.place, () =>
    machineManifest(machine, contributions),
  );
  if ('diagnostic' in written) return { value: [], diagnostics: [written.diagnostic] };
  const files = contributions.flatMap((each) => each.files);
  return {
    value: [
      [`${root}/manifests/${machine.className}.pp`, written.value],
      ...files.map((file): File => [`${root}/files/${machine.className}${file.path}`, file.content]),
    ],
    diagnostics: [],
  };
}

/** A class can be declared once in a catalog. */
function declaredTwice(machine: Machine, contributions: readonly Contribution[]): Diagnostic[] {
  const counts = groupBy(contributions, ({ module }) => module);
  return [...counts]
    .filter(([, each]) => each.length > 1)
    .map(([module]) =>
      problem(
        `${machine.name} would configure ${module} twice`,
        machine,
        'give the roles to machines of their own',
      ),
    );
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** A site is a module itself, found before one of the same name in modules/. */
function shadowing(site: Site, modules: ReadonlySet<string>): Diagnostic[] {
  if (!modules.has(site.module)) return [];
  const message = `the site ${site.name} has the name of the Puppet module ${site.module}, which it would hide`;
  return [problem(message, site, 'give the site another name')];
}

function problem(message: string, { place }: Pick<Site, 'place'>, hint?: string): Diagnostic {
  return { code: 'render/inexpressible', severity: 'error', message, place, hint };
}

/** Modules stand alone, so those that machines declare are all there is to bring. */
function modulesInUse(used: ReadonlySet<string>, modules: Tree): File[] {
  return [...modules]
    .filter(([path]) => used.has(path.slice(0, path.indexOf('/'))))
    .map(([path, content]) => [`modules/${path}`, content]);
}
