import { Inexpressible, type Language } from './language.ts';

/**
 * Files of iptables-restore: a word with a blank or a quote stands between double quotes, with a backslash before a
 * quote and a backslash. A rule is one line. Source: iptables-restore(8), and what iptables-save writes.
 */
export const iptables: Language = { name: 'rules of iptables', quote };

const bare = /^[\w!./:,@%+=-]+$/;

function quote(word: string): string {
  if (bare.test(word)) return word;
  if (/[\0\r\n]/.test(word))
    throw new Inexpressible(iptables.name, word, 'a rule cannot hold a line break or NUL');
  if (word === '') throw new Inexpressible(iptables.name, word, 'a word of a rule cannot be empty');
  return `"${word.replace(/["\\]/g, '\\$&')}"`;
}
