import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Classification, readClassification } from '../puppet/data/enc.ts';
import { PuppetError } from '../puppet/error.ts';
import { FindingError, type Io, UsageError } from './io.ts';

/** Where a classification comes from: a program that is called with the name of the machine, or its output in a file. */
export interface ClassifierOptions {
  enc?: string;
  nodeData?: string;
}

/** What a classifier says of a machine, undefined where none is named. Throws a FindingError where it fails. */
export function classificationOf(
  certname: string,
  { enc, nodeData }: ClassifierOptions,
  io: Io,
): Classification | undefined {
  if (enc !== undefined && nodeData !== undefined)
    throw new UsageError('--enc and --node-data both classify the machine', 'use one of them');
  if (enc === undefined && nodeData === undefined) return undefined;
  const head = `Failed when searching for node ${certname}: `;
  try {
    return readClassification(
      enc === undefined ? fileText(nodeData!, io) : output(enc, certname, io),
      certname,
    );
  } catch (error) {
    throw error instanceof PuppetError ? new FindingError(head + error.message) : error;
  }
}

function fileText(path: string, io: Io): string {
  try {
    return readFileSync(resolve(io.project, path), 'utf8');
  } catch {
    throw new UsageError(`cannot read ${path}`);
  }
}

/** The program's standard output; words behind its name are arguments before that of the machine. */
function output(enc: string, certname: string, io: Io): string {
  const [program = '', ...args] = enc.trim().split(/\s+/);
  const path = resolve(io.project, program);
  const run = spawnSync(path, [...args, certname], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const command = [path, ...args, certname].join(' ');
  if (run.error !== undefined)
    throw new PuppetError(
      `Failed to find ${certname} via exec: Could not execute posix command: ${run.error.message}`,
    );
  if (run.status === 0) return run.stdout;
  const code = run.status ?? run.signal;
  throw new PuppetError(
    `Failed to find ${certname} via exec: Execution of '${command}' returned ${code}: ${run.stdout.trim()}`,
  );
}
