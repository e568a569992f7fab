import { PuppetError } from '../../error.ts';
import { define3x } from '../api.ts';
import { rubyToS } from '../support/ruby-text.ts';

/** The content of the first file that exists, of a module's `files` or by absolute path. */
export const file = define3x('file', -2, ({ compiler }, references) => {
  for (const reference of references) {
    const path = compiler.environment.findFile('files', rubyToS(reference));
    const text = path === undefined ? undefined : compiler.environment.files.read(path);
    if (text !== undefined) return text;
  }
  throw new PuppetError(`Could not find any files from ${references.map(rubyToS).join(', ')}`);
});
