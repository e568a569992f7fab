import { RubyError } from './errors.ts';

const RECEIVER =
  /^(undefined (?:local variable or )?method [`'].*?' for )(?:.*:([A-Z][\w:]*)|#<([A-Z][\w:]*).*>)$/s;
const ITSELF: Readonly<Record<string, string>> = { NilClass: 'nil', TrueClass: 'true', FalseClass: 'false' };

/** Ruby's error of a method that a receiver, shown as `1:Integer` or `#<Thing>`, has not got. */
export function undefinedMethod(name: string, receiver: string, release: 7 | 8): RubyError {
  return new RubyError(inWordsOf(release, `undefined method \`${name}' for ${receiver}`), 0, true);
}

/** The message as the Ruby has it that a release of Puppet comes with: from 3.3 on, with 8, it shows no values. */
export function inWordsOf(release: 7 | 8, message: string): string {
  if (release === 7) return message;
  return message.replace(RECEIVER, (_, start: string, type?: string, object?: string) => {
    const name = (type ?? object)!;
    return start + (ITSELF[name] ?? `an instance of ${name}`);
  });
}
