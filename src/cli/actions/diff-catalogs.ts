import { realpathSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import picocolors from 'picocolors';
import { hasErrors } from '../../diagnostics/report.ts';
import { catalogFormats } from '../../diff/catalogs/format/index.ts';
import { type CatalogReport, isEmpty, reportOf } from '../../diff/catalogs/report.ts';
import { servedFiles } from '../../diff/catalogs/served.ts';
import {
  type CatalogSource,
  machineComparer,
  machinesIn,
  type Revisions,
} from '../../diff/catalogs/sides.ts';
import { builtSource } from '../../diff/catalogs/sources/built.ts';
import { repositoryRevisions } from '../../diff/catalogs/sources/environment.ts';
import { platformSource } from '../../diff/catalogs/sources/platform.ts';
import { typeFactsOf } from '../../diff/catalogs/types.ts';
import type { SideNames } from '../../diff/catalogs/words.ts';
import { compile } from '../../pipeline.ts';
import { diskFiles, type Files } from '../../puppet/index.ts';
import { resourceTypesOf } from '../../puppet/resource-types/index.ts';
import type { SourceFiles } from '../../read/files.ts';
import { renderPlatform } from '../../render/index.ts';
import { readModules } from '../../render/modules.ts';
import { type Blobs, revisionFiles } from '../../sources/revision-files.ts';
import type { DiffOptions } from '../commands/diff.ts';
import { readFacts } from '../facts.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from '../io.ts';
import { dataSettings } from '../machine.ts';
import { startProgress } from '../progress.ts';
import { outOf, reportErrors, sourcesAt, sourcesOf } from '../project.ts';

/** Shows what machines are told anew: resources, parameters, and what restarts. */
export function diffCatalogs(options: DiffOptions, io: Io): ExitCode {
  const sides = options.environment === undefined ? platformSides(options, io) : repositorySides(options, io);
  if (!sides) return exitCodes.findings;
  const names = namesOf(options);
  for (const side of ['before', 'after'] as const)
    if (sides[side].unsettled) io.err(`warning: what machines export does not settle in ${names[side]}\n`);
  const report = compared(sides, io);
  write(report, names, options, io);
  const broken = report.problems.some(({ side }) => side === 'after');
  return broken || (options.exitCode && !isEmpty(report)) ? exitCodes.findings : exitCodes.fine;
}

function compared(revisions: Revisions, io: Io): CatalogReport {
  const progress = startProgress(io);
  const types = typeFactsOf(resourceTypesOf(revisions.after.environment));
  const served = servedFiles(revisions.before.environment, revisions.after.environment);
  const compare = machineComparer(revisions, { types, served });
  const machines = machinesIn(revisions);
  const outcomes = machines.map((certname, index) => {
    progress.at(`Comparing ${index + 1} of ${machines.length} catalogs`);
    return compare(certname);
  });
  progress.done();
  return reportOf(outcomes);
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
function platformSides({ from, to, facts }: DiffOptions, io: Io): Revisions | undefined {
  if (facts !== undefined)
    throw new UsageError('the facts of the machines here are known', '--facts goes with --environment');
  const old = from === undefined ? undefined : sourcesAt(io, from);
  const now = to === undefined ? sourcesOf(io) : sourcesAt(io, to);
  const before = old ? compiled(old, io) : builtSource(outOf(io));
  const after = compiled(now, io);
  return before && after && { before, after };
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
function repositorySides(options: DiffOptions, io: Io): Revisions {
  const directory = directoryAt(io, options.environment!);
  if (options.facts === undefined)
    throw new UsageError('which machines?', 'name a directory with a file of facts for each by --facts');
  const [disk, blobs]: [Files, Blobs] = [diskFiles(), new Map()];
  const repository = {
    directory,
    facts: directoryAt(io, options.facts),
    modulepath: options.modulepath?.split(':').map((path) => resolve(io.project, path)),
    settings: dataSettings(options, disk, io),
    collectExported: options.collectExported === true,
  };
  const filesOf = (revision: string) => revisionAt(directory, revision, disk, blobs);
  const before = filesOf(options.from ?? 'HEAD');
  const after = options.to === undefined ? disk : filesOf(options.to);
  return repositoryRevisions(repository, before, after, readFacts);
}

function directoryAt({ project }: Io, path: string): string {
  try {
    return realpathSync(resolve(project, path));
  } catch {
    throw new UsageError(`no such directory: ${path}`);
  }
}

function revisionAt(directory: string, revision: string, disk: Files, blobs: Blobs): Files {
  const files = revisionFiles(directory, revision, disk, blobs);
  if (files) return files;
  throw new UsageError(`there is no git revision '${revision}' in ${directory}`);
}
