import { PFloat, type Value } from '../../values/value.ts';
import { requestedStyle, writeScalar } from './psych-scalar.ts';
import { rubyToS } from './ruby-text.ts';

/** Where a node is written: its indent (-1 at the top), and whether it is the key of a mapping. */
export interface Place {
  indent: number;
  /** The column at which it begins. */
  column: number;
  key: boolean;
}

/** How YAML is written. */
export interface PsychOptions {
  indentation?: number;
  lineWidth?: number;
  /** Texts that stand for Ruby symbols: `:name` without quotes. */
  symbols?: ReadonlySet<string>;
}

/** A value as Ruby's `to_yaml` writes it (Psych 4 on libyaml), with its quotes, folds, anchors and document marks. */
export function toYaml(value: Value, options: PsychOptions = {}): string {
  return new Emitter(value, options).run(value);
}

class Emitter {
  readonly #anchors: ReadonlyMap<object, number>;
  readonly #written = new Set<object>();
  readonly #step: number;
  readonly #width: number;
  readonly #symbols: ReadonlySet<string>;
  #open = false;

  constructor(value: Value, { indentation = 2, lineWidth = 80, symbols = new Set() }: PsychOptions) {
    this.#anchors = sharedParts(value);
    this.#step = indentation;
    this.#width = lineWidth;
    this.#symbols = symbols;
  }

  run(value: Value): string {
    const text = this.#node(value, -1, 3, false);
    const body = text.startsWith('\n') ? text.slice(1) : text.replace(/^ /, '');
    const head = text.startsWith('\n') ? '---\n' : text === '' ? '---' : '--- ';
    return `${head}${body}\n${this.#open ? '...\n' : ''}`;
  }

  /** The text behind a mark: it begins with a blank, or with a line break where it is a block. */
  #node(value: Value, indent: number, column: number, inSequence: boolean): string {
    if (!Array.isArray(value) && !(value instanceof Map)) return this.#scalar(value, indent, column);
    const number = this.#anchors.get(value);
    if (number !== undefined && this.#written.has(value)) return ` *${number}`;
    this.#written.add(value);
    const anchor = number === undefined ? '' : ` &${number}`;
    const block = Array.isArray(value)
      ? this.#sequence(value, indent, inSequence)
      : this.#mapping(value, indent);
    if (block === undefined) return `${anchor} ${Array.isArray(value) ? '[]' : '{}'}`;
    return `${anchor}\n${block}`;
  }

  #scalar(value: Value, indent: number, column: number): string {
    if (value === null) return '';
    this.#open = false;
    const place = { indent: indent < 0 ? this.#step : indent + this.#step, column: column + 1, key: false };
    if (typeof value !== 'string' || this.#symbols.has(value)) return ` ${plainText(value)}`;
    const { text, open } = writeScalar(value, requestedStyle(value), place, this.#width);
    this.#open = open;
    return ` ${text}`;
  }

  #sequence(items: readonly Value[], indent: number, nested: boolean): string | undefined {
    if (items.length === 0) return undefined;
    const own = indent < 0 ? 0 : nested ? indent + this.#step : indent;
    const pad = ' '.repeat(own);
    return items.map((item) => `${pad}-${this.#item(item, own)}`).join('\n');
  }

  /** What follows `-`: a block in it begins on the same line. */
  #item(item: Value, indent: number): string {
    const text = this.#node(item, indent, indent + 1, true);
    if (!text.startsWith('\n')) return text;
    const inner = ' '.repeat(indent + this.#step);
    const gap = ' '.repeat(this.#step - 1);
    return text.slice(1).startsWith(inner) ? `${gap}${text.slice(1 + inner.length)}` : text;
  }

  #mapping(hash: ReadonlyMap<Value, Value>, indent: number): string | undefined {
    if (hash.size === 0) return undefined;
    const own = indent < 0 ? 0 : indent + this.#step;
    const pad = ' '.repeat(own);
    return [...hash].map(([key, value]) => `${pad}${this.#entry(key, value, own)}`).join('\n');
  }

  #entry(key: Value, value: Value, indent: number): string {
    const symbol = typeof key === 'string' && this.#symbols.has(key) ? key : undefined;
    const name = symbol ?? keyText(key, indent, this.#width);
    if (name !== undefined) return `${name}:${this.#node(value, indent, indent + name.length + 1, false)}`;
    const pad = ' '.repeat(indent);
    return `?${this.#item(key, indent)}\n${pad}:${this.#item(value, indent)}`;
  }
}

/** A key on one line, undefined when it needs `? `. */
function keyText(key: Value, indent: number, width: number): string | undefined {
  if (key === null) return "''";
  if (Array.isArray(key) || key instanceof Map) return undefined;
  if (typeof key !== 'string') return plainText(key);
  if (key.length > 128 || /[\n\r]/.test(key)) return undefined;
  return writeScalar(key, requestedStyle(key), { indent, column: indent, key: true }, width).text;
}

function plainText(value: Value): string {
  if (value instanceof PFloat) {
    if (Number.isNaN(value.value)) return '.nan';
    if (!Number.isFinite(value.value)) return value.value > 0 ? '.inf' : '-.inf';
    return String(value);
  }
  if (typeof value === 'object') return `'${rubyToS(value).replaceAll("'", "''")}'`;
  return String(value);
}

/** Arrays and hashes that stand in a value several times, numbered as Psych does: when the second is met. */
function sharedParts(root: Value): ReadonlyMap<object, number> {
  const seen = new Set<object>();
  const shared = new Map<object, number>();
  const visit = (value: Value): void => {
    if (!Array.isArray(value) && !(value instanceof Map)) return;
    if (seen.has(value)) {
      if (!shared.has(value)) shared.set(value, shared.size + 1);
      return;
    }
    seen.add(value);
    if (Array.isArray(value)) for (const item of value) visit(item);
    else for (const [key, item] of value) [key, item].forEach(visit);
  };
  visit(root);
  return shared;
}
