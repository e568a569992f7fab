import { realpathSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import picocolors from 'picocolors';
import { hasErrors } from '../../diagnostics/report.ts';
import { catalogFormats } from '../../diff/catalogs/format/index.ts';
import {
  type CatalogReport,
  isEmpty,
  type MachineOutcome,
  reportOf,
  type Side,
} from '../../diff/catalogs/report.ts';
import { servedFiles } from '../../diff/catalogs/served.ts';
import {
  type CatalogSource,
  machineComparer,
  machinesIn,
  type Revisions,
} from '../../diff/catalogs/sides.ts';
import { builtSource } from '../../diff/catalogs/sources/built.ts';
import { platformSource } from '../../diff/catalogs/sources/platform.ts';
import type { SideNames } from '../../diff/catalogs/words.ts';
import { compile } from '../../pipeline.ts';
import { diskFiles } from '../../puppet/index.ts';
import type { SourceFiles } from '../../read/files.ts';
import { renderPlatform } from '../../render/index.ts';
import { readModules } from '../../render/modules.ts';
import { type Contents, openRevision, type Revision } from '../../sources/revision.ts';
import type { DiffOptions } from '../commands/diff.ts';
import { type GivenRepository, machinesOfGiven, openGiven } from '../diff-repository.ts';
import { compareInThreads, machinesForThreads } from '../diff-threads.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from '../io.ts';
import { dataSettings } from '../machine.ts';
import { startProgress } from '../progress.ts';
import { noRevision, outOf, reportErrors, sourcesAt, sourcesOf } from '../project.ts';

/** Shows what machines are told anew: resources, parameters, and what restarts. */
export function diffCatalogs(options: DiffOptions, io: Io): ExitCode {
  const comparing =
    options.environment === undefined ? platformMachines(options, io) : repositoryMachines(options, io);
  if (!comparing) return exitCodes.findings;
  const names = namesOf(options);
  for (const side of comparing.unsettled)
    io.err(`warning: what machines export does not settle in ${names[side]}\n`);
  const report = compared(comparing, io);
  write(report, names, options, io);
  const broken = report.problems.some(({ side }) => side === 'after');
  return broken || (options.exitCode && !isEmpty(report)) ? exitCodes.findings : exitCodes.fine;
}

/** Something that tells how each of some machines differs. */
interface Comparing {
  readonly machines: readonly string[];
  /** Whether what machines export goes on changing. */
  readonly unsettled: readonly Side[];
  /** Tells of each machine, in any order. */
  readonly compare: (tell: (certname: string, outcome: MachineOutcome) => void) => void;
}

function comparing(revisions: Revisions): Comparing {
  const machines = machinesIn(revisions);
  const compareMachine = machineComparer(revisions);
  return {
    machines,
    unsettled: (['before', 'after'] as const).filter((side) => revisions[side].unsettled),
    compare: (tell) => {
      for (const certname of machines) tell(certname, compareMachine(certname));
    },
  };
}

function compared({ machines, compare }: Comparing, io: Io): CatalogReport {
  const progress = startProgress(io);
  const outcomes = new Map<string, MachineOutcome>();
  compare((certname, outcome) => {
    outcomes.set(certname, outcome);
    progress.at(`Compared ${outcomes.size} of ${machines.length} machines`);
  });
  progress.done();
  return reportOf(machines.map((certname) => outcomes.get(certname)!));
}

function namesOf({ from, to, environment }: DiffOptions): SideNames {
  return { before: from ?? (environment === undefined ? 'out/' : 'HEAD'), after: to ?? 'the directory' };
}

/** Writes the report, and with `output` the whole of it into a file, to which what is shown refers. */
function write(report: CatalogReport, names: SideNames, { format, output }: DiffOptions, io: Io): void {
  const make = catalogFormats[format];
  io.out(make(report, { names, colors: io.colors, whole: output, complete: false }));
  if (output === undefined) return;
  const path = resolve(io.project, output);
  try {
    writeFileSync(path, make(report, { names, colors: picocolors.createColors(false), complete: true }));
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** The machines of the project's own platform. */
function platformMachines({ from, to, facts }: DiffOptions, io: Io): Comparing | undefined {
  if (facts !== undefined)
    throw new UsageError('the facts of the machines here are known', '--facts goes with --environment');
  const old = from === undefined ? undefined : sourcesAt(io, from);
  const now = to === undefined ? sourcesOf(io) : sourcesAt(io, to);
  const before = old ? compiled(old, io) : builtSource(outOf(io));
  const after = compiled(now, io);
  if (!before || !after) return undefined;
  return comparing({ before, after, served: servedFiles(before.environment, after.environment) });
}

/** The machines that some sources describe. */
function compiled(sources: SourceFiles, io: Io): CatalogSource | undefined {
  const { platform, whole, diagnostics } = compile(sources);
  const rendered = whole ? renderPlatform(platform, readModules()) : undefined;
  if (rendered && !hasErrors(rendered.diagnostics)) return platformSource(platform, rendered.value);
  reportErrors(io, sources, [...diagnostics, ...(rendered?.diagnostics ?? [])]);
  return undefined;
}

/** The machines of any Puppet repository. */
function repositoryMachines(options: DiffOptions, io: Io): Comparing {
  const directory = directoryAt(io, options.environment!);
  if (options.facts === undefined)
    throw new UsageError('which machines?', 'name a directory with a file of facts for each by --facts');
  const contents: Contents = new Map();
  const revisionOf = (name: string) => revisionAt(directory, name, contents);
  const given: GivenRepository = {
    repository: {
      directory,
      facts: directoryAt(io, options.facts),
      modulepath: options.modulepath?.split(':').map((path) => resolve(io.project, path)),
      settings: dataSettings(options, diskFiles(), io),
      collectExported: options.collectExported === true,
    },
    before: revisionOf(options.from ?? 'HEAD'),
    after: options.to === undefined ? undefined : revisionOf(options.to),
  };
  const machines = machinesOfGiven(given);
  if (given.repository.collectExported || machines.length < machinesForThreads)
    return comparing(openGiven(given));
  return { machines, unsettled: [], compare: (tell) => compareInThreads(given, machines, tell) };
}

function directoryAt({ project }: Io, path: string): string {
  try {
    return realpathSync(resolve(project, path));
  } catch {
    throw new UsageError(`no such directory: ${path}`);
  }
}

function revisionAt(directory: string, name: string, contents: Contents): Revision {
  const revision = openRevision(directory, name, contents);
  if (revision) return revision;
  throw noRevision(name, directory);
}
