import type { Node } from './ast.ts';
import { outputEnd, outputStart, parseRuby, textMark } from './parser/index.ts';

/** A template, parsed: its program, and the texts between its tags that the program refers to. */
export interface ErbTemplate {
  readonly program: Node;
  readonly texts: readonly string[];
}

const tag = /<%(%|#|=|-)?/g;

/**
 * Parses an ERB template in trim mode `-`, as Puppet does: `-%>` takes the line end with it, `<%-` the blanks before,
 * `<%%` stands for `<%`. Throws a RubyError with the template's line.
 */
export function parseErb(source: string): ErbTemplate {
  const texts: string[] = [];
  let program = '';
  let text = '';
  let textLines = 0;
  const flush = () => {
    if (text !== '') program += `${textMark}${texts.push(text) - 1};${'\n'.repeat(textLines)}`;
    else program += '\n'.repeat(textLines);
    text = '';
    textLines = 0;
  };
  let at = 0;
  const addText = (end: number) => {
    const piece = source.slice(at, end);
    text += piece;
    textLines += piece.split('\n').length - 1;
  };
  for (;;) {
    tag.lastIndex = at;
    const found = tag.exec(source);
    addText(found ? found.index : source.length);
    if (!found) break;
    at = found.index + found[0].length;
    if (found[1] === '%') {
      text += '<%';
      continue;
    }
    if (found[1] === '-') text = text.replace(/(^|\n)[ \t]*$/, '$1');
    const end = codeEnd(source, at);
    if (end === source.length) {
      // A tag that nothing ends is text, without its mark.
      addText(end);
      text = text.replaceAll('%%>', '%>');
      break;
    }
    const trims = source[end - 1] === '-' && end > at;
    const code = source.slice(at, trims ? end - 1 : end).replaceAll('%%>', '%>');
    flush();
    program += codeOf(found[1] ?? '', code);
    at = end + 2;
    if (trims && /^\r?\n/.test(source.slice(at, at + 2))) {
      at += source[at] === '\r' ? 2 : 1;
      program += '\n';
    }
  }
  flush();
  return { program: parseRuby(program), texts };
}

function codeEnd(source: string, from: number): number {
  for (let at = source.indexOf('%>', from); at !== -1; at = source.indexOf('%>', at + 2))
    if (source[at - 1] !== '%') return at;
  return source.length;
}

function codeOf(mark: string, code: string): string {
  if (mark === '#') return '\n'.repeat(code.split('\n').length - 1);
  if (mark !== '=') return `${code};`;
  // A comment in the tag must not hide the end of the output.
  return `${outputStart}${code}${code.includes('#') ? '\n' : ''}${outputEnd};`;
}
