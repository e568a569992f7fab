/** A construct of Ruby that this evaluator does not have, or a mistake in the source; `line` counts from 1. */
export class RubyError extends Error {
  constructor(
    message: string,
    readonly line: number,
    /** What Ruby would raise: `rescue` in the source catches these only. */
    readonly raised = false,
  ) {
    super(message);
  }
}
