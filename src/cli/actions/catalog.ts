import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { placeSuffix } from '../../puppet/error.ts';
import {
  type CompiledCatalog,
  type CompileResult,
  createCompiler,
  diskFiles,
  loadEnvironment,
  makeNode,
} from '../../puppet/index.ts';
import { puppetVersion, readFacts } from '../facts.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from '../io.ts';

/** Options of `placo catalog`. */
export interface CatalogOptions {
  environment: string;
  facts?: string;
  modulepath?: string;
  puppet: string;
  exported?: boolean;
}

/** Compiles one catalog and prints it. */
export function catalog(certname: string, options: CatalogOptions, io: Io): ExitCode {
  const files = diskFiles();
  const directory = resolve(io.project, options.environment);
  if (!files.isDirectory(directory)) throw new UsageError(`no such directory: ${options.environment}`);
  const environment = loadEnvironment({
    directory,
    files,
    modulepath: options.modulepath?.split(':').map((path) => resolve(io.project, path)),
  });
  const compiler = createCompiler({ environment, options: { puppetVersion: puppetVersion(options.puppet) } });
  const facts =
    options.facts === undefined ? new Map() : readFacts(resolve(io.project, options.facts), files);
  const result = compiler.compile(makeNode({ certname, facts }));
  report(result, io);
  if (result.catalog === undefined) return exitCodes.findings;
  io.out(`${render(result.catalog, options.exported === true)}\n`);
  return reportFindings(result.catalog, io);
}

function report({ messages, errors }: CompileResult, io: Io): void {
  for (const { level, message, place, source } of messages) {
    const head = `${level.charAt(0).toUpperCase()}${level.slice(1)}: `;
    io.err(`${head}${source === undefined ? '' : `${source}: `}${message}${placeSuffix(place)}\n`);
  }
  for (const { text } of errors) io.err(`${io.errColors.red('Error:')} ${text}\n`);
}

/** The catalog; its version comes from its content, so that the same sources give the same bytes. */
function render(compiled: CompiledCatalog, exported: boolean): string {
  const body = compiled.json(0, exported);
  const version = createHash('sha256').update(body).digest('hex').slice(0, 12);
  // The first is the catalog's own: quotes within strings are escaped.
  return body.replace('"version":0', `"version":"${version}"`);
}

function reportFindings(compiled: CompiledCatalog, io: Io): ExitCode {
  const findings = compiled.check();
  for (const finding of findings) {
    io.err(`${io.errColors.red('Error:')} ${finding.message}${placeSuffix(finding)}\n`);
  }
  return findings.length === 0 ? exitCodes.fine : exitCodes.findings;
}
