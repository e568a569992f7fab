import { normalizeInteger } from '../values/integer.ts';
import { PFloat, type PHash, type Value } from '../values/value.ts';

/** Reads JSON as Ruby does: `1.0` stays a float, integers are exact, comments are skipped. Throws a SyntaxError. */
export function readJsonText(text: string): Value {
  return new JsonReader(text.replace(/^\uFEFF/, '')).document();
}

const blank = /(?:[ \t\r\n]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const numeral = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const quoted = /"(?:[^"\\]|\\[\s\S])*"/y;
const word = /true|false|null/y;

class JsonReader {
  #at = 0;
  constructor(readonly text: string) {}

  document(): Value {
    const value = this.#value();
    this.#take(blank);
    if (this.#at < this.text.length) this.#fail();
    return value;
  }

  #value(): Value {
    this.#take(blank);
    const next = this.text[this.#at];
    if (next === '{') return this.#object();
    if (next === '[') return this.#array();
    if (next === '"') return this.#string();
    const name = this.#take(word);
    if (name !== undefined) return name === 'null' ? null : name === 'true';
    return this.#number();
  }

  #object(): PHash {
    const hash: PHash = new Map();
    this.#at++;
    if (this.#follows('}')) return hash;
    do {
      this.#take(blank);
      const key = this.#string();
      if (!this.#follows(':')) this.#fail();
      hash.set(key, this.#value());
    } while (this.#follows(','));
    return this.#follows('}') ? hash : this.#fail();
  }

  #array(): Value[] {
    const items: Value[] = [];
    this.#at++;
    if (this.#follows(']')) return items;
    do items.push(this.#value());
    while (this.#follows(','));
    return this.#follows(']') ? items : this.#fail();
  }

  #string(): string {
    const raw = this.#take(quoted);
    if (raw === undefined) return this.#fail();
    try {
      return JSON.parse(raw.replace(/[\n\r\t]/g, (mark) => escapes[mark]!)) as string;
    } catch {
      return raw.slice(1, -1).replace(/\\(.)/gs, '$1');
    }
  }

  #number(): Value {
    const raw = this.#take(numeral);
    if (raw === undefined || raw === '') return this.#fail();
    return /[.eE]/.test(raw) ? new PFloat(Number(raw)) : normalizeInteger(BigInt(raw));
  }

  #follows(mark: string): boolean {
    this.#take(blank);
    if (this.text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #fail(): never {
    throw new SyntaxError(`unexpected token at '${this.text.slice(this.#at)}'`);
  }
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
