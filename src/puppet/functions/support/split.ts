import { withFlags } from '../../values/regexp/bounded.ts';

/** Ruby's `String#split(regexp)`: captures are kept, empty strings at the end dropped, an empty match never makes an empty piece. */
export function rubySplit(text: string, pattern: RegExp): string[] {
  const parts = pieces(text, withFlags(pattern, pattern.flags.replace(/[gy]/g, '').concat('g')));
  while (parts.length > 0 && parts.at(-1) === '') parts.pop();
  return parts;
}

function pieces(text: string, pattern: RegExp): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '' && (match.index === start || match.index === text.length)) continue;
    parts.push(text.slice(start, match.index), ...match.slice(1).filter((group) => group !== undefined));
    start = match.index + match[0].length;
  }
  return [...parts, text.slice(start)];
}
