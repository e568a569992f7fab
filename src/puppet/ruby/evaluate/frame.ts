import type { RubyProc, RubyValue } from '../values.ts';

/** Variables of a block or a method, and those around it. */
export class Frame {
  readonly #values = new Map<string, RubyValue>();
  readonly #outer: Frame | null;
  block: RubyProc | null;
  constructor(outer: Frame | null, block: RubyProc | null) {
    this.#outer = outer;
    this.block = block ?? outer?.block ?? null;
  }
  #holder(name: string): Frame | null {
    for (let at: Frame | null = this; at !== null; at = at.#outer) if (at.#values.has(name)) return at;
    return null;
  }
  get(name: string): RubyValue {
    for (let at: Frame | null = this; at !== null; at = at.#outer) {
      const value = at.#values.get(name);
      if (value !== undefined) return value;
    }
    return null;
  }
  set(name: string, value: RubyValue): void {
    (this.#holder(name) ?? this).#values.set(name, value);
  }
  declare(name: string, value: RubyValue): void {
    this.#values.set(name, value);
  }
}

/** A compiled node: its value, with the variables around it. */
export type Run = (frame: Frame) => RubyValue;
