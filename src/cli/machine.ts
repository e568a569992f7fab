import { resolve } from 'node:path';
import type { Classification } from '../puppet/data/enc.ts';
import type { EyamlOptions } from '../puppet/data/eyaml.ts';
import { rubyToS } from '../puppet/functions/support/ruby-text.ts';
import type { Environment } from '../puppet/index.ts';
import { diskFiles, type Files, loadEnvironment, makeNode, type NodeInfo } from '../puppet/index.ts';
import type { Value } from '../puppet/values/value.ts';
import { type ClassifierOptions, classificationOf } from './classifier.ts';
import { dataFile, factsFile, puppetVersion, trustedOf } from './facts.ts';
import { type Io, UsageError } from './io.ts';

/** Options by which commands are told how the data of a Puppet repository are read, and as which Puppet. */
export interface DataOptions {
  readonly hieraConfig?: string;
  readonly eyamlPrivateKey?: string;
  readonly eyamlOpaque?: boolean;
  readonly puppet: string;
}

/** Options by which commands are told of a machine of a Puppet repository. */
export interface MachineOptions extends DataOptions, ClassifierOptions {
  environment: string;
  facts?: string;
  trusted?: string;
  extension?: string[];
  modulepath?: string;
}

/** How the data of a Puppet repository are read. */
export interface DataSettings {
  /** Path of the global hiera.yaml. */
  readonly globalData: string | undefined;
  readonly eyaml: EyamlOptions;
  readonly puppetVersion: 7 | 8;
}

/** A machine and the environment that it is compiled in. */
export interface Opened extends DataSettings {
  files: Files;
  environment: Environment;
  node: NodeInfo;
}

/** Opens the environment and gathers what is known of a machine. Throws a UsageError at what cannot be read. */
export function openMachine(certname: string, options: MachineOptions, io: Io): Opened {
  const files = diskFiles();
  const classified = classificationOf(certname, options, io);
  const directory = directoryOf(options.environment, classified?.environment, files, io);
  const modulepath = options.modulepath?.split(':').map((path) => resolve(io.project, path));
  const name = classified?.environment;
  const environment = loadEnvironment({
    directory,
    files,
    modulepath,
    puppetVersion: puppetVersion(options.puppet),
    ...(name === undefined ? {} : { name }),
  });
  return {
    files,
    environment,
    node: nodeOf(certname, options, classified, files, io),
    ...dataSettings(options, files, io),
  };
}

/** What the options say of data, with paths that are absolute. Throws a UsageError at what cannot be read. */
export function dataSettings(options: DataOptions, files: Files, io: Io): DataSettings {
  return {
    globalData: globalData(options, files, io),
    eyaml: {
      privateKey: options.eyamlPrivateKey && resolve(io.project, options.eyamlPrivateKey),
      opaque: options.eyamlOpaque,
    },
    puppetVersion: puppetVersion(options.puppet),
  };
}

/** The environment that a classifier names lies beside the one given; else that one stands for it. */
function directoryOf(path: string, classified: string | undefined, files: Files, io: Io): string {
  const given = resolve(io.project, path);
  if (!files.isDirectory(given)) throw new UsageError(`no such directory: ${path}`);
  const named = classified && resolve(given, '..', classified);
  return named && files.isDirectory(named) ? named : given;
}

function nodeOf(
  certname: string,
  options: MachineOptions,
  classified: Classification | undefined,
  files: Files,
  io: Io,
): NodeInfo {
  const own = options.facts === undefined ? undefined : factsFile(options.facts, certname, files, io.project);
  const given = options.trusted === undefined ? own?.trusted : dataFile(options.trusted, files, io.project);
  if (given !== undefined && !(given instanceof Map))
    throw new UsageError(`${options.trusted} holds no trusted facts`, 'they are a mapping, as $trusted is');
  const trusted = trustedOf(certname, given, options.extension ?? []);
  const facts = own?.facts ?? new Map();
  warnOfOverridden(certname, facts, classified, io);
  return makeNode({
    certname,
    facts,
    trusted,
    ...(classified ? { classes: classified.classes, parameters: classified.parameters } : {}),
  });
}

/** Parameters of a classifier win over facts of the same name, which stay in $facts. */
function warnOfOverridden(
  certname: string,
  facts: ReadonlyMap<string, Value>,
  classified: Classification | undefined,
  io: Io,
): void {
  for (const [name, value] of classified?.parameters ?? []) {
    if (!facts.has(name)) continue;
    const wanted = rubyToS(facts.get(name)!);
    io.err(
      `Warning: The node parameter '${name}' for node '${certname}' was already set to '${rubyToS(value)}'. It could not be set to '${wanted}'\n`,
    );
  }
}

function globalData({ hieraConfig }: DataOptions, files: Files, io: Io): string | undefined {
  if (hieraConfig === undefined) return undefined;
  const path = resolve(io.project, hieraConfig);
  if (!files.isFile(path)) throw new UsageError(`cannot read ${hieraConfig}`);
  return path;
}
