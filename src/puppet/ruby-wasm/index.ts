import { join } from 'node:path';
import { packageRoot } from '../../package-root.ts';
import type { Environment } from '../environment.ts';
import type { LimitOptions } from '../evaluate/limits.ts';
import { RubyFallback } from '../ruby/runtime.ts';
import { installedRuby, type RubyPackages } from './installed.ts';
import { rubyRuntime } from './runtime.ts';
import { startThread } from './thread.ts';

/**
 * Ruby in WebAssembly for the functions and templates of an environment that the native evaluator does not do. Nothing
 * is loaded before one is met; the packages may be missing. It sees no file but those of modules, and no process.
 */
export function wasmRuby(environment: Environment, limits?: Partial<LimitOptions>): RubyFallback {
  const program = join(packageRoot, 'dist', 'ruby.js');
  let packages: RubyPackages | null | undefined = null;
  const find = () => {
    if (packages === null) packages = installedRuby([packageRoot, process.cwd()]);
    return packages;
  };
  return new RubyFallback(
    () => find() !== undefined,
    () => rubyRuntime(startThread(program, find()!, limits?.rubyMilliseconds), environment),
  );
}
