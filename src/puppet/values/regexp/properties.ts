import { PuppetError } from '../../error.ts';

/** Ruby's names of character sets, in lower case without separators; the inside of a JavaScript class. */
const named: Record<string, string> = {
  alnum: '\\p{Alphabetic}\\p{M}\\p{Nd}',
  alpha: '\\p{Alphabetic}\\p{M}',
  ascii: '\\x00-\\x7f',
  blank: '\\p{Zs}\\t',
  cntrl: '\\p{Cc}',
  digit: '\\p{Nd}',
  graph: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Co}',
  lower: '\\p{Lowercase}',
  print: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Co}\\p{Zs}',
  punct: '\\p{P}$+<=>\\^`\\|~',
  space: '\\s\\u0085',
  upper: '\\p{Uppercase}',
  xdigit: '0-9A-Fa-f',
  word: '\\p{L}\\p{M}\\p{N}\\p{Pc}',
  any: '\\s\\S',
};

/** The inside of a class for `\p{name}`; throws a PuppetError for an unknown name. */
export function property(name: string, negated: boolean): string {
  const key = name.toLowerCase().replace(/[ _-]/g, '');
  const known = Object.hasOwn(named, key) ? named[key]! : null;
  if (known !== null) return negated ? `^${known}` : known;
  const shown = properName(name);
  const inner = `\\${negated ? 'P' : 'p'}{${shown}}`;
  try {
    new RegExp(`[${inner}]`, 'u');
    return inner;
  } catch {
    throw new PuppetError(`invalid character property name {${name}}`);
  }
}

function properName(name: string): string {
  const words = name.split(/[ _-]/).map((word) => word[0]?.toUpperCase() + word.slice(1).toLowerCase());
  const joined = words.join('_');
  if (joined.length <= 2) return joined;
  return isCategory(joined) ? joined : `Script=${joined}`;
}

function isCategory(name: string): boolean {
  try {
    new RegExp(`\\p{${name}}`, 'u');
    return true;
  } catch {
    return false;
  }
}
