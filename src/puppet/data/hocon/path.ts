import { HoconError } from './error.ts';
import { describeOrigin, type Origin } from './origin.ts';
import { describeToken, isString, type Token } from './token.ts';

/** The keys from the root of a document to a value. */
export type Path = readonly string[];

interface Element {
  text: string;
  mayBeEmpty: boolean;
}

/** The keys of a path: dots part them, but for those in quotes. Throws a HoconError, which names the origin where there is one. */
export function readPath(tokens: readonly Token[], origin: Origin | undefined): Path {
  const fail = (message: string): never => {
    throw new HoconError(origin === undefined ? message : `${describeOrigin(origin)}: ${message}`, 'meaning');
  };
  if (tokens.length === 0) fail('Expecting a field name or path here, but got nothing');
  const elements: Element[] = [{ text: '', mayBeEmpty: false }];
  for (const token of tokens) {
    if (token.type === 'value' || token.type === 'unquoted')
      (isString(token) ? addQuoted : addText)(elements, token.text);
    else if (token.type !== 'space')
      fail(
        `Token not allowed in path expression: ${describeToken(token)} (you can double-quote this token if you really want it here)`,
      );
  }
  if (elements.some(({ text, mayBeEmpty }) => text === '' && !mayBeEmpty))
    fail(
      `path has a leading, trailing, or two adjacent period '.' (use quoted "" empty string if you want an empty element)`,
    );
  return elements.map(({ text }) => text);
}

function addQuoted(elements: Element[], text: string): void {
  const last = elements.at(-1)!;
  last.text += text;
  if (last.text === '') last.mayBeEmpty = true;
}

function addText(elements: Element[], text: string): void {
  const [first, ...rest] = text.split('.');
  elements.at(-1)!.text += first!;
  elements.push(...rest.map((part) => ({ text: part, mayBeEmpty: false })));
}

/** A path as messages name it. */
export function renderPath(path: Path): string {
  return path.map((key) => (/^[\p{L}\p{M}\p{N}_-]+$/u.test(key) ? key : jsonText(key))).join('.');
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\b': '\\b',
  '\f': '\\f',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text in quotes. */
export function jsonText(text: string): string {
  const marked = text.replace(
    /["\\\p{Cc}]/gu,
    (mark) => escapes[mark] ?? `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${marked}"`;
}
