import { readNumber } from './numbers.ts';
import { isSign, isSimple, type Token, type TokenBody } from './token.ts';

interface Reader {
  readonly text: string;
  at: number;
  line: number;
}

const blank = /[^\P{White_Space}\n]+/uy;
const comment = /(?:#|\/\/)([^\n]*)/uy;
const sign = /\+=|[{}[\]:,=]/uy;
const digits = /[0-9-][0-9eE+.-]*/uy;
const word = /true|null|false/uy;
const unquoted = /(?:(?!\/\/)[^\p{White_Space}$"{}[\]:=,+#`^?!@*&\\])+/uy;
const plain = /[^"\\\p{Cc}]*/uy;
const long = /[\s\S]*?(?="""(?!"))/uy;

/** The tokens of a document of HOCON. The last one is its end, or what can't be read any further. */
export function tokensOf(text: string): Token[] {
  const reader: Reader = { text, at: 0, line: 1 };
  const tokens: Token[] = [];
  for (;;) {
    const space = take(reader, blank)?.[0];
    const token = next(reader);
    addSpace(tokens, space, token);
    tokens.push(token);
    if (token.type === 'end') return tokens;
    if (token.type === 'problem' || token.type === 'crash')
      return [...tokens, placed(reader, reader.at, end)];
  }
}

const end: TokenBody = { type: 'end' };

/** White space between simple values is text; elsewhere it is nothing. */
function addSpace(tokens: Token[], text: string | undefined, after: Token): void {
  if (text === undefined || after.type === 'problem' || after.type === 'crash') return;
  const before = tokens.at(-1);
  const joins = isSimple(after) && before !== undefined && isSimple(before);
  tokens.push({ type: joins ? 'unquoted' : 'space', text, line: after.line, source: text });
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text) ?? undefined;
  if (found !== undefined) reader.at = pattern.lastIndex;
  return found;
}

function placed(reader: Reader, start: number, body: TokenBody): Token {
  return { ...body, line: reader.line, source: reader.text.slice(start, reader.at) };
}

function next(reader: Reader): Token {
  const start = reader.at;
  if (start >= reader.text.length) return placed(reader, start, end);
  if (reader.text[start] !== '\n') return placed(reader, start, bodyAt(reader));
  reader.at++;
  return { type: 'newline', line: reader.line++, source: '\n' };
}

function bodyAt(reader: Reader): TokenBody {
  const hidden = take(reader, comment);
  if (hidden !== undefined) return { type: 'comment', text: hidden[1]! };
  const mark = take(reader, sign)?.[0];
  if (mark !== undefined) return { type: 'sign', sign: mark };
  const first = reader.text[reader.at];
  if (first === '"') return quotedAt(reader);
  if (first === '$') return substitutionAt(reader);
  if (first === '+') return afterMark(reader, '+', '=');
  return takeNumber(reader) ?? takeText(reader);
}

/** What is wrong where a mark is not followed by the other that it needs. */
function afterMark(reader: Reader, mark: string, other: string): TokenBody {
  const what = characterAt(reader, reader.at + 1);
  const not = mark === '+' ? `'+' not followed by =, '${what}'` : `'$' not followed by ${other}, '${what}'`;
  return { type: 'problem', what, message: `${not} not allowed after '${mark}'` };
}

const characterAt = ({ text }: Reader, at: number): string =>
  at >= text.length ? '-1' : String.fromCodePoint(text.codePointAt(at)!);

function takeNumber(reader: Reader): TokenBody | undefined {
  const text = take(reader, digits)?.[0];
  if (text === undefined) return undefined;
  const value = readNumber(text);
  if (value === 'infinite') return { type: 'crash', message: `${text} is greater than any number` };
  if (value !== undefined) return { type: 'value', kind: 'number', value, text };
  return text.includes('+') ? reserved('+', '') : { type: 'unquoted', text };
}

const reserved = (what: string, space: string): TokenBody => ({
  type: 'problem',
  what,
  message: `Reserved character '${what}'${space}is not allowed outside quotes`,
});

function takeText(reader: Reader): TokenBody {
  const known = take(reader, word)?.[0];
  if (known === 'null') return { type: 'value', kind: 'null', value: null, text: known };
  if (known !== undefined) return { type: 'value', kind: 'boolean', value: known === 'true', text: known };
  const text = take(reader, unquoted)?.[0];
  return text === undefined ? reserved(characterAt(reader, reader.at), ' ') : { type: 'unquoted', text };
}

function substitutionAt(reader: Reader): TokenBody {
  if (reader.text[reader.at + 1] !== '{') return afterMark(reader, '$', '{');
  reader.at += 2;
  const optional = reader.text[reader.at] === '?';
  if (optional) reader.at++;
  const tokens: Token[] = [];
  for (;;) {
    const space = take(reader, blank)?.[0];
    const token = next(reader);
    if (isSign(token, '}')) return { type: 'substitution', optional, tokens };
    if (token.type === 'problem' || token.type === 'crash') return token;
    if (token.type === 'end')
      return { type: 'problem', what: 'end of file', message: 'Substitution ${ was not closed with a }' };
    addSpace(tokens, space, token);
    tokens.push(token);
  }
}

function quotedAt(reader: Reader): TokenBody {
  reader.at++;
  let text = '';
  for (;;) {
    text += take(reader, plain)![0];
    const mark = characterAt(reader, reader.at);
    if (mark === '-1') return openString('End of input but string quote was still open');
    reader.at++;
    if (mark === '"') break;
    if (mark !== '\\') return unescaped(mark);
    const part = escapeAt(reader);
    if (typeof part !== 'string') return part;
    text += part;
  }
  if (text === '' && reader.text[reader.at] === '"') return longAt(reader);
  return { type: 'value', kind: 'string', value: text, text };
}

const openString = (message: string): TokenBody => ({ type: 'problem', what: '-1', message });

const unescaped = (what: string): TokenBody => ({
  type: 'problem',
  what,
  message: `JSON does not allow unescaped ${what} in quoted strings, use a backslash escape`,
});

/** The rest of a text in three quotes, in which quotes before the last three are text. */
function longAt(reader: Reader): TokenBody {
  reader.at++;
  const text = take(reader, long)?.[0];
  reader.line += (text ?? reader.text.slice(reader.at)).split('\n').length - 1;
  if (text === undefined) return openString('End of input but triple-quoted string was still open');
  reader.at += 3;
  return { type: 'value', kind: 'string', value: text, text };
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function escapeAt(reader: Reader): string | TokenBody {
  const mark = characterAt(reader, reader.at);
  if (mark === '-1')
    return {
      type: 'problem',
      what: '',
      message: 'End of input but backslash in string had nothing after it',
    };
  reader.at += mark.length;
  if (mark === 'u') return codeAt(reader);
  return escapes[mark] ?? { type: 'crash', message: `no escape in a text: \\${mark}` };
}

/** Four characters of which Ruby takes the hexadecimal digits that come first; `_` is refused in this way. */
function codeAt(reader: Reader): string | TokenBody {
  const code = [...reader.text.slice(reader.at, reader.at + 8)].slice(0, 4).join('');
  if ([...code].length < 4) return openString('End of input but expecting 4 hex digits for \\uXXXX escape');
  reader.at += code.length;
  const found = /^\s*\+?(?:0x)?([\da-f]+(?:_[\da-f]+)*)/i.exec(code);
  const point = Number.parseInt(found?.[1]?.replaceAll('_', '') ?? '0', 16);
  if (point !== 0x5f) return String.fromCharCode(point);
  const message = `Malformed hex digits after \\u escape in string: '${code}'`;
  return { type: 'problem', what: code, message };
}
