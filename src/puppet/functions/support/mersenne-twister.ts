/** Ruby's `Random.new(seed)`: MT19937, seeded by the 32-bit words of the seed. Source: Matsumoto and Nishimura, mt19937ar. */
export class MersenneTwister {
  readonly #state = new Uint32Array(624);
  #index = 624;

  constructor(seed: bigint) {
    const words = wordsOf(seed < 0n ? -seed : seed);
    if (words.length === 1) this.#seed(words[0]!);
    else this.#seedByArray(words);
  }

  /** An integer from 0 to `limit` - 1, as `rand(limit)`. */
  below(limit: bigint): bigint {
    const last = limit - 1n;
    return last === 0n ? 0n : this.#limited(last);
  }

  /** Ruby draws words from the top down, masks each, and draws all again when the number is beyond the limit. */
  #limited(last: bigint): bigint {
    const words = wordsOf(last);
    const mask = (1n << BigInt(last.toString(2).length)) - 1n;
    for (;;) {
      const drawn = this.#draw(words, mask, last);
      if (drawn !== undefined) return drawn;
    }
  }

  #draw(words: readonly number[], mask: bigint, last: bigint): bigint | undefined {
    let value = 0n;
    let bounded = true;
    for (let index = words.length - 1; index >= 0; index--) {
      const wordMask = (mask >> BigInt(32 * index)) & 0xffffffffn;
      const word = BigInt(this.#next()) & wordMask;
      value |= word << BigInt(32 * index);
      const lastWord = (last >> BigInt(32 * index)) & 0xffffffffn;
      if (bounded && word > lastWord) return undefined;
      if (word < lastWord) bounded = false;
    }
    return value;
  }

  #seed(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let index = 1; index < 624; index++) {
      const previous = state[index - 1]! ^ (state[index - 1]! >>> 30);
      state[index] = Math.imul(1812433253, previous) + index;
    }
  }

  #seedByArray(key: readonly number[]): void {
    this.#seed(19650218);
    const state = this.#state;
    let at = 1;
    let word = 0;
    for (let count = Math.max(624, key.length); count > 0; count--) {
      state[at] =
        (state[at]! ^ Math.imul(state[at - 1]! ^ (state[at - 1]! >>> 30), 1664525)) + key[word]! + word;
      at = this.#advance(at);
      word = (word + 1) % key.length;
    }
    for (let count = 623; count > 0; count--) {
      state[at] = (state[at]! ^ Math.imul(state[at - 1]! ^ (state[at - 1]! >>> 30), 1566083941)) - at;
      at = this.#advance(at);
    }
    state[0] = 0x80000000;
  }

  #advance(at: number): number {
    if (at + 1 < 624) return at + 1;
    this.#state[0] = this.#state[623]!;
    return 1;
  }

  #next(): number {
    if (this.#index >= 624) this.#twist();
    let word = this.#state[this.#index++]!;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  #twist(): void {
    const state = this.#state;
    for (let index = 0; index < 624; index++) {
      const mixed = (state[index]! & 0x80000000) | (state[(index + 1) % 624]! & 0x7fffffff);
      state[index] = state[(index + 397) % 624]! ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    this.#index = 0;
  }
}

/** Little-endian words of 32 bits; one at least. */
function wordsOf(value: bigint): number[] {
  const words = [Number(value & 0xffffffffn)];
  for (let rest = value >> 32n; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words;
}
