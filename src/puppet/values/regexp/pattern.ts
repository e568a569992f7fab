/** A JavaScript pattern (`u` mode), taken apart as far as matching step by step needs. */
export type Pattern =
  | { kind: 'sequence'; items: readonly Pattern[] }
  | { kind: 'choice'; options: readonly Pattern[] }
  /** One character: a class, an escape, or itself. */
  | { kind: 'character'; source: string }
  | { kind: 'start' | 'end' }
  | { kind: 'group'; index: number; body: Pattern }
  | { kind: 'backreference'; index: number }
  /** What stands ahead, or behind, without captures. `body` is its source. */
  | { kind: 'look'; ahead: boolean; negated: boolean; body: string }
  | {
      kind: 'repeat';
      min: number;
      max: number;
      lazy: boolean;
      body: Pattern;
      groups: readonly [number, number];
    };

/** A pattern with its groups. */
export interface ParsedPattern {
  pattern: Pattern;
  /** Captures, without the whole match. */
  groups: number;
  names: ReadonlyMap<string, number>;
  /** Quantifiers without an upper bound. */
  unbounded: number;
  /** In how many ways the choices and bounded quantifiers may go. */
  ways: number;
  /** Whether what may differ in length is repeated, so that matching may take exponential time. */
  nested: boolean;
}

interface Reader {
  source: string;
  at: number;
  groups: number;
  names: Map<string, number>;
  unbounded: number;
  ways: number;
  nested: boolean;
}

/** Parses a pattern that JavaScript accepts; undefined when it has something that is not matched step by step. */
export function parsePattern(source: string): ParsedPattern | undefined {
  const names = new Map<string, number>();
  const reader: Reader = { source, at: 0, groups: 0, names, unbounded: 0, ways: 1, nested: false };
  const pattern = readChoice(reader);
  if (pattern === undefined || reader.at < source.length) return undefined;
  const { groups, unbounded, ways, nested } = reader;
  return { pattern, groups, names, unbounded, ways, nested };
}

function readChoice(reader: Reader): Pattern | undefined {
  const options: Pattern[] = [];
  for (;;) {
    const option = readSequence(reader);
    if (option === undefined) return undefined;
    options.push(option);
    if (reader.source[reader.at] !== '|')
      return options.length === 1 ? options[0] : { kind: 'choice', options };
    reader.at++;
  }
}

function readSequence(reader: Reader): Pattern | undefined {
  const items: Pattern[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at]!)) {
    const item = readTerm(reader);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items.length === 1 ? items[0] : { kind: 'sequence', items };
}

const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\?)?/y;

function readTerm(reader: Reader): Pattern | undefined {
  const groupsBefore = reader.groups;
  const body = readAtom(reader);
  if (body === undefined) return undefined;
  quantifier.lastIndex = reader.at;
  const found = quantifier.exec(reader.source);
  if (found === null) return body;
  reader.at += found[0].length;
  const [min, max] = bounds(found);
  if (max > 1 && canDiffer(body)) reader.nested = true;
  if (max === Infinity) reader.unbounded++;
  else reader.ways *= max - min + 1;
  const groups = [groupsBefore + 1, reader.groups] as const;
  return { kind: 'repeat', min, max, lazy: found[5] !== undefined, body, groups };
}

function bounds([, simple, from, comma, to]: RegExpExecArray): [number, number] {
  if (simple === '?') return [0, 1];
  if (simple !== undefined) return [simple === '+' ? 1 : 0, Infinity];
  const min = Number(from);
  return [min, comma === undefined ? min : to === '' ? Infinity : Number(to)];
}

/** Whether one text may be matched in several ways or lengths. */
function canDiffer(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'sequence':
      return pattern.items.some(canDiffer);
    case 'group':
      return canDiffer(pattern.body);
    case 'choice':
      return true;
    case 'repeat':
      return pattern.min !== pattern.max || canDiffer(pattern.body);
    default:
      return false;
  }
}

const characterClass = /\[(?:\\[\s\S]|[^\]\\])*\]/y;
const escaped = /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|[\s\S])/uy;
const opening = /\((?:\?(?::|=|!|<=|<!|<(\w+)>))?/y;

function readAtom(reader: Reader): Pattern | undefined {
  const { source, at } = reader;
  switch (source[at]) {
    case '(':
      return readGroup(reader);
    case '[':
      return characterOf(reader, characterClass);
    case '\\':
      return readEscape(reader);
    case '^':
      reader.at++;
      return { kind: 'start' };
    case '$':
      reader.at++;
      return { kind: 'end' };
    default: {
      const char = String.fromCodePoint(source.codePointAt(at)!);
      reader.at += char.length;
      return { kind: 'character', source: char };
    }
  }
}

function characterOf(reader: Reader, form: RegExp): Pattern | undefined {
  form.lastIndex = reader.at;
  const found = form.exec(reader.source);
  if (found === null) return undefined;
  reader.at += found[0].length;
  return { kind: 'character', source: found[0] };
}

const reference = /\\(?:([1-9]\d*)|k<(\w+)>)/y;

function readEscape(reader: Reader): Pattern | undefined {
  if (/[bB]/.test(reader.source[reader.at + 1]!)) return undefined;
  reference.lastIndex = reader.at;
  const found = reference.exec(reader.source);
  if (found === null) return characterOf(reader, escaped);
  reader.at += found[0].length;
  const index = found[1] === undefined ? reader.names.get(found[2]!) : Number(found[1]);
  return index === undefined ? undefined : { kind: 'backreference', index };
}

function readGroup(reader: Reader): Pattern | undefined {
  opening.lastIndex = reader.at;
  const [open, name] = opening.exec(reader.source)!;
  reader.at += open.length;
  const index = open === '(' || name !== undefined ? ++reader.groups : 0;
  if (name !== undefined) reader.names.set(name, index);
  const start = reader.at;
  const before = { ...reader };
  const body = readChoice(reader);
  if (body === undefined || reader.source[reader.at] !== ')') return undefined;
  const text = reader.source.slice(start, reader.at++);
  if (index > 0) return { kind: 'group', index, body };
  if (open === '(?:') return body;
  const ahead = open === '(?=' || open === '(?!';
  if (reader.groups > before.groups || (!ahead && reader.unbounded > before.unbounded)) return undefined;
  return { kind: 'look', ahead, negated: open.endsWith('!'), body: text };
}
