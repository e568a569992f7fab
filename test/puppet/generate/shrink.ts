/** The smallest text found that is still of interest, by leaving out lines and then words; `isInteresting` judges a batch. */
export function shrink(text: string, isInteresting: (candidates: string[]) => boolean[]): string {
  let smallest = text;
  for (const split of [/(?<=\n)/, /(?<=\s)/, /\b/]) smallest = shrinkBy(smallest, split, isInteresting);
  return smallest;
}

function shrinkBy(text: string, split: RegExp, isInteresting: (candidates: string[]) => boolean[]): string {
  let parts = text.split(split);
  for (let size = Math.ceil(parts.length / 2); size >= 1; ) {
    const candidates: string[][] = [];
    for (let at = 0; at < parts.length; at += size) candidates.push(parts.toSpliced(at, size));
    const verdicts = isInteresting(candidates.map((candidate) => candidate.join('')));
    const found = verdicts.indexOf(true);
    if (found !== -1) parts = candidates[found]!;
    else if (size === 1) break;
    else size = Math.floor(size / 2);
  }
  return parts.join('');
}
