import { withFlags } from '../../values/regexp/bounded.ts';
import type { PHash } from '../../values/value.ts';
import { rubyToS } from './ruby-text.ts';

/** Ruby's `sub` and `gsub` with a replacement text (`\1`, `\k<name>`, `\0`, `\&`) or a hash by match. */
export function substitute(text: string, pattern: RegExp, replacement: string | PHash, all: boolean): string {
  const replaced = all ? everywhere(pattern) : once(pattern);
  if (typeof replacement === 'string' && !replacement.includes('\\'))
    return text.replace(replaced, () => replacement);
  return text.replace(replaced, (...found) => {
    const match = readMatch(found);
    return typeof replacement === 'string'
      ? expand(replacement, match)
      : rubyToS(replacement.get(match.groups[0]!) ?? null);
  });
}

const global = new WeakMap<RegExp, RegExp>();

function everywhere(pattern: RegExp): RegExp {
  let made = global.get(pattern);
  if (made === undefined) {
    made = withFlags(pattern, `${once(pattern).flags}g`);
    global.set(pattern, made);
  }
  return made;
}

function once(pattern: RegExp): RegExp {
  if (!pattern.global && !pattern.sticky) return pattern;
  return withFlags(pattern, pattern.flags.replace(/[gy]/g, ''));
}

interface Match {
  readonly groups: readonly (string | undefined)[];
  readonly names: Readonly<Record<string, string | undefined>>;
  readonly offset: number;
  readonly text: string;
}

function readMatch(found: unknown[]): Match {
  const names = typeof found.at(-1) === 'object' ? (found.pop() as Match['names']) : {};
  const text = found.pop() as string;
  const offset = found.pop() as number;
  return { groups: found as string[], names, offset, text };
}

function expand(replacement: string, match: Match): string {
  return replacement.replace(
    /\\(?:k<(\w+)>|([0-9&`'\\]))/g,
    (whole, name: string | undefined, mark: string) => {
      if (name !== undefined) return match.names[name] ?? '';
      if (mark === '\\') return '\\';
      if (mark === '&') return match.groups[0]!;
      if (mark === '`') return match.text.slice(0, match.offset);
      if (mark === "'") return match.text.slice(match.offset + match.groups[0]!.length);
      return /\d/.test(mark) ? (match.groups[Number(mark)] ?? '') : whole;
    },
  );
}
