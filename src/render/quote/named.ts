import { Inexpressible, type Language } from './language.ts';

/** BIND's named.conf: strings between double quotes, a backslash before a quote and a backslash. Source: BIND 9 manual. */
export const named: Language = { name: 'named.conf', quote, helpers: { address } };

function quote(value: string): string {
  if (/[\0\r\n]/.test(value))
    throw new Inexpressible(named.name, value, 'a string cannot hold a line break or NUL');
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Addresses and prefixes stand bare: quoted they would be the name of an access list. */
function address(value: string): string {
  if (!/^[\da-fA-F.:]+(?:\/\d+)?$/.test(value))
    throw new Inexpressible(named.name, value, 'this is no address and no prefix');
  return value;
}
