/** A construct of Ruby that this evaluator does not have, or a mistake in the source; `line` counts from 1. */
export class RubyError extends Error {
  constructor(
    message: string,
    readonly line: number,
    /** What Ruby would raise: `rescue` in the source catches these only. A text is the class, where it is known. */
    readonly raised: boolean | string = false,
  ) {
    super(message);
  }

  /** The same at a line. */
  at(line: number): RubyError {
    return new (this.constructor as typeof RubyError)(this.message, line, this.raised);
  }
}

/** More than a source may do: neither caught by `rescue` nor tried again in another way. */
export class RubyLimitError extends RubyError {}
