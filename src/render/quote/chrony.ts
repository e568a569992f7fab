import { Inexpressible, type Language } from './language.ts';

/** Configuration of chrony: words between blanks, without any way to quote. Source: chrony.conf(5). */
export const chrony: Language = { name: 'chrony configuration', quote };

function quote(word: string): string {
  if (!/^[\w./:@-]+$/.test(word))
    throw new Inexpressible(chrony.name, word, 'chrony has no quotes: letters, digits and ./:@_- only');
  return word;
}
