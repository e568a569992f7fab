import { PuppetError } from '../error.ts';

/** A JavaScript expression that matches what the Ruby (Onigmo) source matches; `flags` are Ruby's `mix`. */
export function compileRubyRegexp(source: string, flags = ''): RegExp {
  try {
    return new RegExp(source.replaceAll('\\A', '^').replaceAll('\\z', '$'), flags.includes('i') ? 'mi' : 'm');
  } catch (error) {
    throw new PuppetError(`Invalid regular expression: /${source}/: ${(error as Error).message}`);
  }
}
