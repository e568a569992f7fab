import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { debian13, inDebian13 } from '../support/debian13.ts';

/** A real Puppet that tests ask. */
export interface Installation {
  readonly puppet: 7 | 8;
  /** Its version, as manifests see it. */
  version(): string;
  /** The directory of its modules, at the same place for it and for the test. */
  modules(): string;
  /** The directory of the modules that come with Puppet itself, which it has in every environment. */
  vendoredModules(): string;
  /** The directory where Debian keeps documentation, with examples of modules. */
  documentation(): string;
  /** Runs a Ruby script of this folder with it and returns what it printed; it sees the directories. */
  ruby(script: string, args: readonly string[], input: string, directories: readonly string[]): string;
}

interface Root {
  path(): string;
  run(command: string, args: readonly string[], input?: string, directories?: readonly string[]): string;
}

/** Both releases of Puppet: that of Debian 12, which this machine has, and that of a throw-away Debian 13. */
export const installations: readonly Installation[] = [
  installation(7, { path: () => '/', run: runHere }),
  installation(8, { path: debian13, run: runInside }),
];

function installation(puppet: 7 | 8, { path, run }: Root): Installation {
  let version: string | undefined;
  return {
    puppet,
    version: () => {
      version ??= run('puppet', ['--version']).trim();
      return version;
    },
    modules: () => join(path(), 'usr/share/puppet/modules'),
    vendoredModules: () => join(path(), 'usr/share/puppet/vendor_modules'),
    documentation: () => join(path(), 'usr/share/doc'),
    ruby: (script, args, input, directories) => run('ruby', [script, ...args], input, directories),
  };
}

function runHere(command: string, args: readonly string[], input?: string): string {
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  return output(command, spawnSync(command, args, { encoding: 'utf8', input, maxBuffer: 1 << 30, env }));
}

function runInside(
  command: string,
  args: readonly string[],
  input?: string,
  directories?: readonly string[],
): string {
  return output(command, inDebian13(command, args, { input, directories }));
}

function output(command: string, run: { status: number | null; stdout: string; stderr: string }): string {
  if (run.status !== 0) throw new Error(`${command} failed: ${run.stderr}`);
  return run.stdout;
}
