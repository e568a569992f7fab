import { Inexpressible, type Language } from './language.ts';

/**
 * RainerScript, the configuration of rsyslog: strings between double quotes, a backslash before what means something
 * in them. Source: rsyslog manual, "String constants", and observed.
 */
export const rainerscript: Language = { name: 'rsyslog configuration', quote };

function quote(value: string): string {
  if (/\p{Cc}/u.test(value))
    throw new Inexpressible(rainerscript.name, value, 'a string cannot hold a control character');
  return `"${value.replace(/["\\$]/g, '\\$&')}"`;
}
