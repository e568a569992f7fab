/** A language that generated files are written in, as far as a template needs it. */
export interface Language {
  readonly name: string;
  /** Writes a value so that the language's reader gets exactly that value. Throws `Inexpressible` where it cannot. */
  readonly quote: (value: string) => string;
  /** Other ways to write a value, such as `comment`; templates call them by name. */
  readonly helpers?: Readonly<Record<string, (value: string) => string>>;
}

/** A value has no form in a language. Renderers turn it into a diagnostic. */
export class Inexpressible extends Error {
  constructor(
    readonly language: string,
    readonly value: string,
    readonly reason: string,
  ) {
    super(`${JSON.stringify(value)} cannot be written in ${language}: ${reason}`);
  }
}
