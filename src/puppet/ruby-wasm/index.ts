import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../package-root.ts';
import type { Environment } from '../environment.ts';
import type { LimitOptions } from '../evaluate/limits.ts';
import { RubyFallback } from '../ruby/runtime.ts';
import { installedRuby } from './installed.ts';
import { rubyRuntime } from './runtime.ts';
import { startThread } from './thread.ts';

/**
 * Ruby in WebAssembly for the functions and templates of an environment that the native evaluator does not do. Nothing
 * is loaded before one is met; the packages may be missing. It sees no file but those of modules, and no process.
 */
export function wasmRuby(
  environment: Environment,
  puppetVersion: 7 | 8,
  limits?: Partial<LimitOptions>,
): RubyFallback {
  return new RubyFallback(() => {
    const program = join(packageRoot, 'dist', 'ruby.js');
    const packages = installedRuby([packageRoot, process.cwd()]);
    if (packages === undefined || !existsSync(program)) return undefined;
    return rubyRuntime(startThread(program, packages, limits?.rubyMilliseconds), environment, puppetVersion);
  });
}
