import { define3x } from '../api.ts';
import { rubyToS } from '../support/ruby-text.ts';
import { sprintf as format } from '../support/sprintf.ts';

/** Formats values as Ruby's sprintf does; a hash serves named references. */
export const sprintf = define3x('sprintf', -2, (_, [text, ...args]) => format(rubyToS(text!), args));
