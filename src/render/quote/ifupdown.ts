import { Inexpressible, type Language } from './language.ts';

/** Stanzas of ifupdown: words between blanks, without any way to quote. Source: interfaces(5). */
export const ifupdown: Language = { name: 'interfaces(5)', quote };

function quote(word: string): string {
  if (!/^[A-Za-z0-9_./:-]+$/.test(word))
    throw new Inexpressible(ifupdown.name, word, 'ifupdown has no quotes: letters, digits and ./:_- only');
  return word;
}
