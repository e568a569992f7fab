import { requireString } from '../../types/ruby-class.ts';
import { rubyFormat } from '../../values/sprintf.ts';
import { define3x } from '../api.ts';

/** Formats values as Ruby's sprintf does; a hash serves named references. */
export const sprintf = define3x('sprintf', -2, (_, [text, ...args]) =>
  rubyFormat(requireString(text!), args),
);
