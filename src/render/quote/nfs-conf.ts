import { Inexpressible, type Language } from './language.ts';

/** Values of idmapd.conf(5), which has comments in its lines, and blanks and quotes that it takes away. */
export const nfsConf: Language = { name: 'idmapd.conf(5)', quote };

function quote(value: string): string {
  if (!/^[\w.:@+-]+$/.test(value))
    throw new Inexpressible(nfsConf.name, value, "a value is made of letters, digits and '_.:@+-'");
  return value;
}
