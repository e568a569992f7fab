import { inspect } from '../text.ts';
import { type RubyObject, RubyRange, RubySymbol, type RubyValue, toNumber } from '../values.ts';
import { sliceOf } from './array.ts';

/** Ruby's MatchData. */
export class RubyMatch implements RubyObject {
  readonly rubyClass = 'MatchData';
  readonly #match: RegExpExecArray;

  private constructor(match: RegExpExecArray) {
    this.#match = match;
  }

  static of(pattern: RegExp, text: string): RubyMatch | null {
    const found = pattern.exec(text);
    return found && new RubyMatch(found);
  }

  group(index: number): string | null {
    return this.#match[index] ?? null;
  }

  send(name: string, args: readonly RubyValue[]): RubyValue | undefined {
    const match = this.#match;
    const groups = Array.from(match, (group) => group ?? null);
    switch (name) {
      case '[]':
        return this.#at(groups, args);
      case 'captures':
        return groups.slice(1);
      case 'to_a':
        return groups;
      case 'names':
        return Object.keys(match.groups ?? {});
      case 'named_captures':
        return new Map(Object.entries(match.groups ?? {}).map(([key, value]) => [key, value ?? null]));
      case 'pre_match':
        return match.input.slice(0, match.index);
      case 'post_match':
        return match.input.slice(match.index + match[0].length);
      case 'begin':
        return match.index;
      case 'size':
        return groups.length;
      default:
        return undefined;
    }
  }

  #at(groups: readonly (string | null)[], args: readonly RubyValue[]): RubyValue {
    const [first] = args;
    if (first instanceof RubySymbol || typeof first === 'string')
      return this.#match.groups?.[first instanceof RubySymbol ? first.name : first] ?? null;
    if (first instanceof RubyRange || args.length > 1) return sliceOf([...groups], args) ?? null;
    return groups.at(toNumber(first)) ?? null;
  }

  toString(): string {
    return this.#match[0] || inspect('').slice(1, -1);
  }
}
