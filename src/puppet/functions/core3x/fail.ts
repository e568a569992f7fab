import { PuppetError } from '../../error.ts';
import { define3xStatement } from '../api.ts';
import { rubyToS } from '../support/ruby-text.ts';

/** Ends the compilation with a message. */
export const fail = define3xStatement('fail', -1, (_, values) => {
  throw new PuppetError(values.map(rubyToS).join(' '));
});
