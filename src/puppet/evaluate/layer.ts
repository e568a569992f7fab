/** A table over another one, which many share and nobody changes: what is set here stands before it. */
export class Layer<T> {
  readonly #below: Layer<T> | null;
  readonly #own = new Map<string, T>();

  constructor(below: Layer<T> | null = null) {
    this.#below = below;
  }

  get(name: string): T | undefined {
    return this.#own.get(name) ?? this.#below?.get(name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  set(name: string, value: T): void {
    this.#own.set(name, value);
  }

  get isEmpty(): boolean {
    return this.#own.size === 0 && (this.#below?.isEmpty ?? true);
  }

  /** What is visible, that of the table below first. */
  *values(): Generator<T> {
    if (this.#below !== null)
      for (const [name, value] of this.#below.#own) if (!this.#own.has(name)) yield value;
    yield* this.#own.values();
  }
}
