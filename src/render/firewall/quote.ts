/** A value that a line of an iptables-restore file cannot hold. */
const inexpressible = /[\0\r\n]/;

/** Whether a word can be written in an iptables-restore file at all: its lines cannot be continued. */
export function isExpressible(word: string): boolean {
  return word !== '' && !inexpressible.test(word);
}

/**
 * A word of a rule as iptables-restore reads it: between double quotes where white space or a quote would end it,
 * with a backslash before what would end the quoting. Throws for a word that has no spelling.
 */
export function quoteWord(word: string): string {
  if (!isExpressible(word)) throw new RangeError(`not a word of an iptables rule: ${JSON.stringify(word)}`);
  return /^[\w!./:,@%+=-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`;
}
