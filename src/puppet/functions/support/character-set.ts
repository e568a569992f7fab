/** `tr`'s sets: ranges, and `^` for all others. */
export function expandSet(set: string): { has: (character: string) => boolean; list: string[] } {
  const negated = set.length > 1 && set.startsWith('^');
  const body = negated ? set.slice(1) : set;
  const list: string[] = [];
  for (let at = 0; at < body.length; at++) {
    if (body[at] === '\\' && at + 1 < body.length) list.push(body[++at]!);
    else if (body[at + 1] === '-' && at + 2 < body.length) {
      for (let code = body.charCodeAt(at); code <= body.charCodeAt(at + 2); code++)
        list.push(String.fromCharCode(code));
      at += 2;
    } else list.push(body[at]!);
  }
  return { has: (character) => list.includes(character) !== negated, list };
}
