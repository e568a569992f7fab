import { type Lexer, lexError, push } from './lexer.ts';
import { Token } from './tokens.ts';

/** Text of a template and what ended it: a tag, the end of the text, or nothing to render before the end. */
interface EppText {
  text: string | null;
  mode: 'text' | 'epp' | 'expr';
}

/** From the end of a tag: the text up to the next tag, which is entered. `trim` when the tag ended with a dash. */
export function lexEppText(lexer: Lexer, trim: boolean): void {
  const start = lexer.pos;
  const { text, mode } = scanText(lexer, trim);
  if (mode === 'text') {
    if (text !== null) push(lexer, Token.RenderString, start, lexer.pos, text);
    lexer.eppOpen = false;
    return;
  }
  if (text !== null && text !== '') push(lexer, Token.RenderString, start, lexer.pos, text);
  if (mode === 'expr') push(lexer, Token.RenderExpr, start, start, '');
  lexer.eppMode = mode;
  lexer.eppOpen = true;
}

/** `%>` or `-%>` in a template's code, at the current position. */
export function lexEppEnd(lexer: Lexer, trim: boolean): Token {
  const start = lexer.pos;
  lexer.pos = start + (trim ? 3 : 2);
  if (lexer.eppMode === 'expr') {
    push(lexer, trim ? Token.EppEndTrim : Token.EppEnd, start, lexer.pos, trim ? '-%>' : '%>');
  }
  if (!trim) lexer.eppMode = 'text';
  lexEppText(lexer, trim);
  return Token.None;
}

/** As in Puppet, the text before a comment or a `<%%` that ends the template is lost. */
function scanText(lexer: Lexer, trim: boolean): EppText {
  const { text } = lexer;
  let out = '';
  let skipLeading = trim;
  while (lexer.pos < text.length) {
    const tag = text.indexOf('<%', lexer.pos);
    const end = tag === -1 ? text.length : tag;
    out += partOf(text.slice(lexer.pos, tag === -1 ? end : end + 2), skipLeading);
    skipLeading = false;
    lexer.pos = tag === -1 ? end : end + 2;
    if (lexer.pos >= text.length) return endOfText(lexer, out);
    const next = text[lexer.pos];
    if (next === '%') lexer.pos++;
    else if (next === '#') {
      out = out.slice(0, -2);
      const comment = skipComment(lexer);
      if (comment.startsWith('-', 1)) out = out.replace(/[ \t]*$/, '');
      skipLeading = comment.endsWith('-%>');
    } else return openTag(lexer, out, next!);
  }
  return { text: null, mode: 'text' };
}

function partOf(part: string, skipLeading: boolean): string {
  const kept = skipLeading ? part.replace(/^[ \t]*\r?\n?/, '') : part;
  return kept.replaceAll('%%>', '%>');
}

function endOfText(lexer: Lexer, text: string): EppText {
  if (text.endsWith('<%')) {
    const message = 'Unbalanced embedded expression - opening <% and reaching end of input';
    throw lexError(lexer, 'EPP_UNBALANCED_EXPRESSION', message);
  }
  return { text, mode: 'text' };
}

function openTag(lexer: Lexer, text: string, next: string): EppText {
  if (next === '-') {
    lexer.pos++;
    return { text: text.slice(0, -2).replace(/[ \t]*$/, ''), mode: 'epp' };
  }
  if (next === '=') {
    lexer.pos++;
    return { text: text.slice(0, -2), mode: 'expr' };
  }
  return { text: text.slice(0, -2), mode: 'epp' };
}

function skipComment(lexer: Lexer): string {
  const { text, pos } = lexer;
  let end = text.indexOf('%>', pos + 1);
  while (end !== -1 && text[end - 1] === '%') end = text.indexOf('%>', end + 1);
  if (end === -1) {
    throw lexError(lexer, 'EPP_UNBALANCED_COMMENT', 'Reaching end after opening <%# without seeing %>');
  }
  lexer.pos = end + 2;
  return text.slice(pos, end + 2);
}
