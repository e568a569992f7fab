import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { readYaml } from '../../puppet/data/yaml.ts';
import { PuppetError, placeSuffix } from '../../puppet/error.ts';
import {
  type CompiledCatalog,
  type CompileResult,
  createCompiler,
  diskFiles,
  type Files,
  loadEnvironment,
  makeNode,
} from '../../puppet/index.ts';
import type { Value } from '../../puppet/values/value.ts';
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
  const compiler = createCompiler({ environment, options: { puppetVersion: versionOf(options.puppet) } });
  const facts =
    options.facts === undefined ? new Map() : readFacts(resolve(io.project, options.facts), files);
  const result = compiler.compile(makeNode({ certname, facts }));
  report(result, io);
  if (result.catalog === undefined) return exitCodes.findings;
  io.out(`${render(result.catalog, options.exported === true)}\n`);
  return reportFindings(result.catalog, io);
}

function versionOf(text: string): 7 | 8 {
  if (text !== '7' && text !== '8') throw new UsageError(`unknown version of Puppet: ${text}`, 'use 7 or 8');
  return text === '8' ? 8 : 7;
}

/** Facts as `facter` or Puppet's fact cache writes them. JSON is YAML too. */
function readFacts(path: string, files: Files): Map<string, Value> {
  const text = files.read(path);
  if (text === undefined) throw new UsageError(`cannot read ${path}`);
  const data = parsed(text, path);
  const values = data instanceof Map && data.get('values') instanceof Map ? data.get('values')! : data;
  if (!(values instanceof Map))
    throw new UsageError(`${path} holds no facts`, 'facts are a mapping of names to values');
  return new Map([...values].map(([name, value]) => [String(name), value]));
}

function parsed(text: string, path: string): Value {
  try {
    return readYaml(text, path);
  } catch (error) {
    throw error instanceof PuppetError ? new UsageError(error.message) : error;
  }
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
  const version = createHash('sha256').update(compiled.json(0, exported)).digest('hex').slice(0, 12);
  return compiled.json(version, exported);
}

function reportFindings(compiled: CompiledCatalog, io: Io): ExitCode {
  const findings = compiled.check();
  for (const finding of findings) {
    io.err(`${io.errColors.red('Error:')} ${finding.message}${placeSuffix(finding)}\n`);
  }
  return findings.length === 0 ? exitCodes.fine : exitCodes.findings;
}
