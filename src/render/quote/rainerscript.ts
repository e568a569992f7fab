import { Inexpressible, type Language } from './language.ts';

/**
 * Parameters of objects in RainerScript, the configuration of rsyslog: strings between double quotes, a backslash before
 * a quote and a backslash. In expressions `$` would need one too, and in parameters it is refused with one. Source:
 * rsyslog manual, "String constants", and observed.
 */
export const rainerscript: Language = { name: 'rsyslog configuration', quote };

function quote(value: string): string {
  if (/\p{Cc}/u.test(value))
    throw new Inexpressible(rainerscript.name, value, 'a string cannot hold a control character');
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
