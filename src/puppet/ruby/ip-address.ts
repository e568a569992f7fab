import { isIPv4, isIPv6 } from 'node:net';
import { RubyError } from './errors.ts';
import type { RubyObject, RubyValue } from './values.ts';

/** Ruby's `IPAddr.new`, as far as to tell the family of an address with or without a prefix length or mask. */
export function ipAddress(value: RubyValue): RubyObject {
  const text = typeof value === 'string' ? value : '';
  const [address = '', prefix, ...more] = text.split('/');
  const inner = address.replace(/^\[(.*)\]$/, '$1');
  const family = isIPv4(inner) ? 4 : isIPv6(inner) ? 6 : 0;
  if (family === 0 || more.length > 0 || !isPrefix(prefix, family)) {
    throw new RubyError(`invalid address: ${text}`, 0, true);
  }
  return {
    rubyClass: 'IPAddr',
    send: (name) => {
      if (name === 'ipv4?') return family === 4;
      return name === 'ipv6?' ? family === 6 : beyond(name);
    },
    toString: () => beyond('to_s'),
  };
}

/** Whatever else is asked of an address is for Ruby itself. */
function beyond(name: string): never {
  throw new RubyError(`IPAddr#${name} is not supported in templates`, 0);
}

function isPrefix(prefix: string | undefined, family: 4 | 6): boolean {
  if (prefix === undefined) return true;
  if (/^\d+$/.test(prefix)) return Number(prefix) <= (family === 4 ? 32 : 128);
  return family === 4 ? isIPv4(prefix) : isIPv6(prefix);
}
