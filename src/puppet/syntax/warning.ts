import type { PuppetPlace } from '../error.ts';

/** A warning about a source text, worded and placed as Puppet does. */
export interface SyntaxWarning extends PuppetPlace {
  message: string;
  code: string;
  /** Puppet counts deprecations apart from other warnings. */
  deprecation?: boolean;
}
