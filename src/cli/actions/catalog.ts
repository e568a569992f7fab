import { resolve } from 'node:path';
import { contentVersion } from '../../catalog/layout.ts';
import { factsFile, machinesWithFacts } from '../../diff/catalogs/sources/environment.ts';
import { placeSuffix } from '../../puppet/error.ts';
import {
  type CompiledCatalog,
  createCompiler,
  type ExportedStore,
  type Files,
  type NodeInfo,
  type PuppetCompiler,
  settleExports,
} from '../../puppet/index.ts';
import { readNode } from '../facts.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from '../io.ts';
import { type MachineOptions, openMachine } from '../machine.ts';
import { reportMessages } from '../messages.ts';

/** Options of `placo catalog`. */
export interface CatalogOptions extends MachineOptions {
  exported?: boolean;
  collectExported?: string;
}

/** Compiles one catalog and prints it. */
export function catalog(certname: string, options: CatalogOptions, io: Io): ExitCode {
  const { environment, files, node, globalData, eyaml, puppetVersion } = openMachine(certname, options, io);
  const compiler = createCompiler({ environment, globalData, eyaml, options: { puppetVersion } });
  const { collectExported: facts } = options;
  const store =
    facts === undefined ? undefined : exportsAround(node, compiler, resolve(io.project, facts), files);
  const result = compiler.compile(node, store);
  reportMessages(result.messages, io);
  for (const { text } of result.errors) io.err(`${io.errColors.red('Error:')} ${text}\n`);
  if (result.catalog === undefined) return exitCodes.findings;
  io.out(`${render(result.catalog, options.exported === true)}\n`);
  return reportFindings(result.catalog, io);
}

/** What this machine and all others that there are facts of export. */
function exportsAround(node: NodeInfo, compiler: PuppetCompiler, facts: string, files: Files): ExportedStore {
  if (!files.isDirectory(facts)) throw new UsageError(`no such directory: ${facts}`);
  const nodeOf = (certname: string) =>
    certname === node.name ? node : readNode(factsFile(facts, certname, files)!, files, certname);
  const certnames = new Set([...machinesWithFacts(facts, files), node.name]);
  return settleExports([...certnames], (certname, known) => compiler.compile(nodeOf(certname), known)).store;
}

/** The catalog; its version comes from its content, so that the same sources give the same bytes. */
function render(compiled: CompiledCatalog, exported: boolean): string {
  const body = compiled.json(0, exported);
  // The first is the catalog's own: quotes within strings are escaped.
  return body.replace('"version":0', `"version":"${contentVersion(body)}"`);
}

function reportFindings(compiled: CompiledCatalog, io: Io): ExitCode {
  const findings = compiled.check();
  for (const finding of findings) {
    io.err(`${io.errColors.red('Error:')} ${finding.message}${placeSuffix(finding)}\n`);
  }
  return findings.length === 0 ? exitCodes.fine : exitCodes.findings;
}
