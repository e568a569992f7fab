import { join } from 'node:path';
import { debianRoot, inDebian, type Release } from '../support/debian.ts';

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
  /**
   * Runs a Ruby script of the project with it and returns what it printed. It finds the files of the project and of the
   * directory of temporary files where the test has them.
   */
  ruby(script: string, args: readonly string[], input: string): string;
}

/** The Puppet of Debian 12, which everything is compared with. */
export const puppet7 = installation(7, 12);

/** Both releases of Puppet: that of Debian 12, and that of Debian 13. */
export const installations: readonly Installation[] = [puppet7, installation(8, 13)];

function installation(puppet: 7 | 8, release: Release): Installation {
  let version: string | undefined;
  const share = (directory: string) => join(debianRoot(release), 'usr/share', directory);
  return {
    puppet,
    version: () => {
      version ??= output(release, 'puppet', ['--version']).trim();
      return version;
    },
    modules: () => share('puppet/modules'),
    vendoredModules: () => share('puppet/vendor_modules'),
    documentation: () => share('doc'),
    ruby: (script, args, input) => output(release, 'ruby', [script, ...args], input),
  };
}

function output(release: Release, command: string, args: readonly string[], input?: string): string {
  const { status, stdout, stderr } = inDebian(release, command, args, { input });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  return stdout;
}
