import { broken } from './error.ts';
import { showReference } from './show.ts';
import type { Source } from './source.ts';
import type { HoconReference, HoconValue } from './value.ts';

/** What was resolved, and the references that were followed for it. */
interface Remembered {
  readonly result: HoconValue | undefined;
  readonly followed: bigint;
}

/** A set of references is the bits of their numbers; those with higher numbers are not told apart, and nothing about them is remembered. */
const numbered = 20_000;
const mostSteps = 3_000_000;
const deepest = 1000;

/** Thrown where a reference is followed that is being followed already. */
export class Cycle {
  constructor(readonly trail: string) {}
}

/**
 * The state of a resolution. A result holds for the value, its source, and the part of it that was asked for, as long as
 * none of the references that were followed for it is being followed, and it did not itself depend on one being so.
 */
export class Memo {
  readonly #results = new WeakMap<HoconValue, WeakMap<Source, Map<string, Remembered>>>();
  readonly #numbers = new Map<HoconReference, number>();
  readonly #trail: HoconValue[] = [];
  #steps = 0;
  /** The references that are being followed. */
  readonly #active = new Set<HoconReference>();
  #activeBits = 0n;
  /** Those that were followed for what is resolved now, and those of them that were being followed already. */
  #followed = 0n;
  #cycles = 0n;

  /** Resolves a value, or remembers what it was. Throws a HoconError beyond the limits. */
  of(
    value: HoconValue,
    source: Source,
    part: string,
    resolve: () => HoconValue | undefined,
  ): HoconValue | undefined {
    if (++this.#steps > mostSteps) throw broken(`Substitutions take more than ${mostSteps} steps`);
    if (this.#trail.length >= deepest) throw broken('Substitutions are nested too deeply');
    this.#trail.push(value);
    try {
      if (value.type === 'reference') this.#check(value);
      const known = this.#results.get(value)?.get(source)?.get(part);
      if (known === undefined || (known.followed & this.#activeBits) !== 0n)
        return this.#remember(value, source, part, resolve);
      this.#followed |= known.followed;
      return known.result;
    } finally {
      this.#trail.pop();
    }
  }

  #remember(value: HoconValue, source: Source, part: string, resolve: () => HoconValue | undefined) {
    const [followed, cycles] = [this.#followed, this.#cycles];
    [this.#followed, this.#cycles] = [0n, 0n];
    try {
      const result = resolve();
      if (this.#cycles === 0n && this.#followed >= 0n)
        this.#resultsOf(value, source).set(part, { result, followed: this.#followed });
      return result;
    } finally {
      this.#followed |= followed;
      this.#cycles |= cycles;
    }
  }

  #resultsOf(value: HoconValue, source: Source): Map<string, Remembered> {
    const bySource = this.#results.get(value) ?? new WeakMap<Source, Map<string, Remembered>>();
    this.#results.set(value, bySource);
    const byPart = bySource.get(source) ?? new Map<string, Remembered>();
    bySource.set(source, byPart);
    return byPart;
  }

  /** Does something while a reference is being followed. */
  following<T>(reference: HoconReference, run: () => T): T {
    const before = this.#activeBits;
    const bit = this.#bit(reference);
    this.#active.add(reference);
    this.#activeBits |= bit;
    this.#followed |= bit;
    try {
      return run();
    } finally {
      this.#active.delete(reference);
      this.#activeBits = before;
      this.#cycles &= ~bit;
    }
  }

  #check(reference: HoconReference): void {
    if (!this.#active.has(reference)) return;
    this.#cycles |= this.#bit(reference);
    const references = this.#trail.filter((value) => value.type === 'reference');
    throw new Cycle(references.map(showReference).join(', '));
  }

  #bit(reference: HoconReference): bigint {
    const number = this.#numbers.get(reference) ?? this.#numbers.size;
    this.#numbers.set(reference, number);
    return number < numbered ? 1n << BigInt(number) : -1n;
  }
}
