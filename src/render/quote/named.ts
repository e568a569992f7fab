import { Inexpressible, type Language } from './language.ts';

/**
 * BIND's named.conf: strings between double quotes, a backslash before a quote. Any other backslash stands for itself,
 * so that none can stand before a quote or at the end. Source: observed with named-checkconf.
 */
export const named: Language = { name: 'named.conf', quote, helpers: { address } };

function quote(value: string): string {
  if (/[\0\r\n]/.test(value))
    throw new Inexpressible(named.name, value, 'a string cannot hold a line break or NUL');
  if (/\\(?:"|$)/.test(value))
    throw new Inexpressible(named.name, value, 'a backslash cannot stand before a quote or at the end');
  return `"${value.replaceAll('"', '\\"')}"`;
}

/** Addresses and prefixes stand bare: quoted they would be the name of an access list. */
function address(value: string): string {
  if (!/^[\da-fA-F.:]+(?:\/\d+)?$/.test(value))
    throw new Inexpressible(named.name, value, 'this is no address and no prefix');
  return value;
}
