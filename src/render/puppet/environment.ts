import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { machinesOf } from '../../model/machines.ts';
import type { Machine, Platform, Site } from '../../model/platform.ts';
import type { Contribution } from '../contribution.ts';
import { express } from '../express.ts';
import { type Tree, treeOf } from '../tree.ts';
import { machineManifest } from './machine-class.ts';
import { environmentConfiguration, gitAttributes, hieraConfiguration, needsSecrets } from './settings.ts';
import { siteManifest } from './site-manifest.ts';

type File = [path: string, content: string];

/** What a part of an environment needs of what all its machines share. */
export interface Needs {
  /** Names of modules that machines declare. */
  readonly modules: ReadonlySet<string>;
  /** A machine is given a secret. */
  readonly secrets: boolean;
}

/** The Puppet environment that gives each managed machine what the renderers contributed to it. */
export function puppetEnvironment(
  platform: Platform,
  contributions: readonly Contribution[],
  modules: Tree,
): Result<Tree> {
  const needs = needsOf(contributions);
  const sites = platform.sites.map((site) => siteModule(site, contributions));
  return {
    value: treeOf([
      ...sharedFiles(platform.sites, needs, modules),
      ...sites.flatMap(({ value }) => [...value]),
    ]),
    diagnostics: [
      ...platform.sites.flatMap((site) => shadowing(site, needs.modules)),
      ...sites.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

/** What contributions need of the environment. */
export function needsOf(contributions: readonly Contribution[]): Needs {
  return {
    modules: new Set(contributions.map(({ module }) => module)),
    secrets: needsSecrets(contributions),
  };
}

/** What the machines of sites share: the settings of the environment, the node of each machine, the modules in use. */
export function sharedFiles(sites: readonly Site[], needs: Needs, modules: Tree): Tree {
  const machines = sites.flatMap(machinesOf).filter(({ os }) => os.managed);
  return treeOf([
    ['.gitattributes', gitAttributes],
    ['environment.conf', environmentConfiguration],
    ['hiera.yaml', hieraConfiguration(needs.secrets)],
    ['manifests/site.pp', siteManifest(machines)],
    ...modulesInUse(needs.modules, modules),
  ]);
}

/** The Puppet module that a site is: a class for each managed machine, and the machine's files. */
export function siteModule(site: Site, contributions: readonly Contribution[]): Result<Tree> {
  const byMachine = groupBy(contributions, ({ machine }) => machine);
  const machines = machinesOf(site).filter(({ os }) => os.managed);
  const classes = machines.map((machine) => machineFiles(machine, byMachine.get(machine) ?? []));
  return {
    value: treeOf(classes.flatMap(({ value }) => value)),
    diagnostics: classes.flatMap(({ diagnostics }) => diagnostics),
  };
}

function machineFiles(machine: Machine, contributions: readonly Contribution[]): Result<File[]> {
  const diagnostics = declaredTwice(machine, contributions);
  if (diagnostics.length > 0) return { value: [], diagnostics };
  const written = express(`the class of ${machine.name}`, machine.place, () =>
    machineManifest(machine, contributions),
  );
  if ('diagnostic' in written) return { value: [], diagnostics: [written.diagnostic] };
  const files = contributions.flatMap((each) => each.files);
  const directory = filesOf(machine);
  return {
    value: [
      [manifestOf(machine), written.value],
      ...files.map((file): File => [`${directory}${file.path}`, file.content]),
    ],
    diagnostics: [],
  };
}

/** Where the manifest with a machine's class is. */
export function manifestOf({ site, className }: Machine): string {
  return `sites/${site.module}/manifests/${className}.pp`;
}

/** The directory of a machine's files, each of which is there under its own final path. */
export function filesOf({ site, className }: Machine): string {
  return `sites/${site.module}/files/${className}`;
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
export function shadowing(site: Site, modules: ReadonlySet<string>): Diagnostic[] {
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
