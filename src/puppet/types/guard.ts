/** Recursion found in the type asked, in the type or value asked about, or in both. */
export const inThis = 1;
export const inThat = 2;
export const inBoth = 3;

/**
 * Notices when a question about recursive aliases comes back to where it was: `state` has `inThis` when a type
 * being asked is met again, `inThat` when that happens to the other side.
 */
export class Guard {
  state = 0;
  readonly #these = new Set<unknown>();
  readonly #those = new Set<unknown>();
  readonly #recursive = new Set<unknown>();

  /** Asks with the type entered on the asking side, and leaves it afterwards. */
  withThis<T>(subject: unknown, ask: (state: number) => T): T {
    return this.#within(this.#these, inThis, subject, ask);
  }

  /** Asks with the subject entered on the other side, and leaves it afterwards. */
  withThat<T>(subject: unknown, ask: (state: number) => T): T {
    return this.#within(this.#those, inThat, subject, ask);
  }

  /** Enters the subject on the other side for good; returns the state. */
  addThat(subject: unknown): number {
    if ((this.state & inThat) === 0) {
      if (this.#those.has(subject)) this.state |= inThat;
      else this.#those.add(subject);
    }
    return this.state;
  }

  /** Whether the type was met again while being asked. */
  isRecursive(subject: unknown): boolean {
    return this.#recursive.has(subject);
  }

  #within<T>(entered: Set<unknown>, flag: number, subject: unknown, ask: (state: number) => T): T {
    if ((this.state & flag) !== 0) return ask(this.state);
    if (entered.has(subject)) {
      this.state |= flag;
      if (flag === inThis) this.#recursive.add(subject);
      return ask(this.state);
    }
    entered.add(subject);
    const answer = ask(this.state);
    this.state &= ~flag;
    entered.delete(subject);
    return answer;
  }
}
