/**
 * The known words that a reader may have meant, the closest first, at most three; none when nothing is close.
 * Close is an edit distance (insertions, deletions, substitutions, swaps of neighbours) of at most 40 % of the word,
 * or a beginning.
 */
export function suggestions(word: string, known: Iterable<string>): readonly string[] {
  const limit = Math.max(1, Math.floor(word.length * 0.4));
  const close: { readonly name: string; readonly distance: number }[] = [];
  for (const name of known) {
    const begins = word.length > 1 && name.startsWith(word);
    if (!begins && Math.abs(name.length - word.length) > limit) continue;
    const distance = begins ? 1 : editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance <= limit) close.push({ name, distance });
  }
  close.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return close.slice(0, 3).map(({ name }) => name);
}

/** A hint such as `did you mean 'nfs1'?`, or `undefined` when nothing known is close. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const close = suggestions(word, known).map((name) => `'${name}'`);
  if (close.length === 0) return undefined;
  const last = close.pop()!;
  return `did you mean ${close.length > 0 ? `${close.join(', ')} or ` : ''}${last}?`;
}

/** Optimal string alignment distance, one row at a time. */
function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + cost);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = previous;
    previous = row;
  }
  return previous[other.length]!;
}
