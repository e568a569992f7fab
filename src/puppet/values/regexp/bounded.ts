import { PuppetError } from '../../error.ts';
import { type Captures, matchProgram } from './match.ts';
import { type ParsedPattern, parsePattern } from './pattern.ts';
import { type Program, programOf } from './program.ts';

/** Steps that JavaScript's own matching, which can't be interrupted, may at worst take. */
const mostWork = 1e8;

/** How many texts, and of what length, it is remembered of what was found in them. */
const mostFound = 500;
const longestFound = 500;

/**
 * A regular expression that can't take exponential time: where JavaScript's own matching might, at worst, take too long,
 * it is matched step by step, with the same result.
 */
class BoundedRegExp extends RegExp {
  readonly #parsed: ParsedPattern | undefined;
  /** What was found in short texts: the same paths and names are matched again and again. */
  readonly #found = new Map<string, Captures | null>();
  #program: Program | null | undefined;

  constructor(pattern: string | RegExp, flags?: string) {
    super(pattern, flags);
    this.#parsed = parsePattern(this.source);
  }

  override exec(text: string): RegExpExecArray | null {
    if (this.#isQuick(text.length)) return super.exec(text);
    const { global, sticky } = this;
    const from = global || sticky ? this.lastIndex : 0;
    const captures = from === 0 ? this.#match(text, sticky) : this.#search(text, from, sticky);
    if (global || sticky) this.lastIndex = captures === null ? 0 : captures[1]!;
    return captures === null ? null : resultOf(captures, text, this.#parsed!.names);
  }

  #match(text: string, sticky: boolean): Captures | null {
    const known = this.#found.get(text);
    if (known !== undefined) return known;
    const captures = this.#search(text, 0, sticky);
    if (this.#found.size >= mostFound) this.#found.clear();
    if (text.length <= longestFound) this.#found.set(text, captures);
    return captures;
  }

  #search(text: string, from: number, sticky: boolean): Captures | null {
    return from > text.length ? null : matchProgram(this.#steps(), text, from, sticky);
  }

  #isQuick(length: number): boolean {
    if (this.#parsed === undefined) return length <= 20;
    const { nested, unbounded, ways } = this.#parsed;
    return !nested && ways * (length + 1) ** (unbounded + 1) <= mostWork;
  }

  #steps(): Program {
    if (this.#program === undefined) {
      const { ignoreCase } = this;
      const flags = ignoreCase ? 'iuy' : 'uy';
      const makeLook = (source: string) => boundedRegExp(source, flags);
      this.#program = (this.#parsed && programOf(this.#parsed, ignoreCase, makeLook)) ?? null;
    }
    if (this.#program === null) {
      throw new PuppetError(
        `Regular expression may take too long on a text of this length: /${this.source}/`,
      );
    }
    return this.#program;
  }
}

function resultOf(captures: Captures, text: string, names: ReadonlyMap<string, number>): RegExpExecArray {
  const part = (index: number) => {
    const [start, end] = [captures[index * 2]!, captures[index * 2 + 1]!];
    return start === -1 || end === -1 ? undefined : text.slice(start, end);
  };
  const result = Array.from({ length: captures.length / 2 }, (_, index) => part(index));
  const groups: Record<string, string | undefined> = Object.create(null);
  for (const [name, index] of names) groups[name] = part(index);
  return Object.assign(result, {
    index: captures[0]!,
    input: text,
    groups: names.size === 0 ? undefined : groups,
  }) as unknown as RegExpExecArray;
}

/** A regular expression in JavaScript's `u` mode whose matching is bounded. Throws a SyntaxError when the source is none. */
export function boundedRegExp(source: string, flags: string): RegExp {
  return /[*+?{|]/.test(source) ? new BoundedRegExp(source, flags) : new RegExp(source, flags);
}

/** The same expression with other flags. */
export function withFlags(regexp: RegExp, flags: string): RegExp {
  return regexp instanceof BoundedRegExp
    ? new BoundedRegExp(regexp.source, flags)
    : new RegExp(regexp.source, flags);
}
