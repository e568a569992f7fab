import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the packages of Ruby in WebAssembly lie: the program, and the library that runs it. */
export interface RubyPackages {
  ruby: string;
  library: string;
}

const name = '@ruby/3.2-wasm-wasi';

/** The packages, when they are installed beside placo or in the directory that it is run in; nothing is loaded. */
export function installedRuby(directories: readonly string[]): RubyPackages | undefined {
  for (const directory of directories) {
    try {
      const ruby = createRequire(join(directory, 'package.json')).resolve(`${name}/dist/ruby+stdlib.wasm`);
      const library = createRequire(join(dirname(ruby), 'index.js')).resolve('@ruby/wasm-wasi/dist/browser');
      return { ruby, library };
    } catch {
      // Not there: perhaps in the next.
    }
  }
  return undefined;
}
