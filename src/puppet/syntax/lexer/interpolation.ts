import { blankEnd } from './chars.ts';
import { followedBy, type Lexer, lexError, matched, push } from './lexer.ts';
import { step } from './step.ts';
import { type Slurp, type Slurped, slurpDoubleQuoted } from './strings.ts';
import { FIRST_KEYWORD, Token } from './tokens.ts';
import { variableEnd } from './words.ts';

/** Interpolations within interpolations beyond this are refused, so that the stack does not overflow. */
const MAX_DEPTH = 100;

/** A double quoted string at its quote: one String, or DqPre, the tokens of expressions, DqMid ..., DqPost. */
export function lexDoubleQuoted(lexer: Lexer): Token {
  const start = lexer.pos;
  lexer.pos = start + 1;
  matched(lexer, start, start + 1);
  return lexInterpolated(lexer, start, slurpDoubleQuoted) ? Token.DqPost : Token.String;
}

/**
 * The text from the current position on, with its interpolations. The first token starts at `start`.
 * Returns whether there was an interpolation (else a single String was pushed).
 */
export function lexInterpolated(lexer: Lexer, start: number, slurp: Slurp): boolean {
  let before = start;
  for (let kind = Token.DqPre; ; kind = Token.DqMid) {
    const { text, terminator } = slurpToInterpolation(lexer, slurp);
    if (terminator === '"' || terminator === '') {
      push(lexer, kind === Token.DqPre ? Token.String : Token.DqPost, before, lexer.pos, text);
      return kind !== Token.DqPre;
    }
    if (terminator === '${') {
      push(lexer, kind, before, lexer.pos, text);
      lexExpression(lexer);
    } else {
      push(lexer, kind, before, lexer.pos - 1, text);
      pushShortVariable(lexer);
    }
    before = lexer.pos;
  }
}

/** Slurps on over every `$` that starts no variable. */
function slurpToInterpolation(lexer: Lexer, slurp: Slurp): Slurped {
  let text = '';
  for (;;) {
    const part = slurp(lexer);
    if (part === null) throw unclosed(lexer);
    text += part.text;
    if (part.terminator !== '$' || variableEnd(lexer.text, lexer.pos) !== -1) return { ...part, text };
    matched(lexer, -1, -1);
    text += '$';
  }
}

function unclosed(lexer: Lexer): Error {
  const last = lexer.matchedStart === -1 ? '' : lexer.text.slice(lexer.matchedStart, lexer.matchedEnd);
  const quoted = last === "'" ? `"'"` : `'${last}'`;
  const message = `Unclosed quote after ${quoted} followed by '${followedBy(lexer)}'`;
  return lexError(lexer, 'UNCLOSED_QUOTE', message);
}

/** `$name` within a string; the token includes the `$` before the current position. */
function pushShortVariable(lexer: Lexer): void {
  const start = lexer.pos;
  const end = variableEnd(lexer.text, start);
  lexer.pos = end;
  matched(lexer, start, end);
  push(lexer, Token.Variable, start - 1, end, lexer.text.slice(start, end));
}

/** The tokens of `${...}` up to its closing brace, which is dropped. A leading word becomes a variable. */
function lexExpression(lexer: Lexer): void {
  const { kinds } = lexer.tokens;
  if (++lexer.depth > MAX_DEPTH) throw lexError(lexer, 'TOO_DEEP', 'stack level too deep');
  const braces = lexer.braceCount++;
  skipBlanks(lexer);
  const base = kinds.length;
  while (lexer.pos < lexer.text.length) {
    const kind = step(lexer);
    if (kind === Token.None) {
      skipBlanks(lexer);
      continue;
    }
    if (kind === Token.DqPost) continue;
    lexer.after = kind;
    if (kind === Token.RBrace && lexer.braceCount === braces) {
      dropLast(lexer);
      turnToVariable(lexer, base);
      lexer.depth--;
      return;
    }
  }
}

function skipBlanks(lexer: Lexer): void {
  const end = blankEnd(lexer.text, lexer.pos);
  if (end === lexer.pos) matched(lexer, -1, -1);
  else matched(lexer, lexer.pos, end);
  lexer.pos = end;
}

function dropLast({ tokens }: Lexer): void {
  tokens.kinds.pop();
  tokens.starts.pop();
  tokens.ends.pop();
  tokens.values.pop();
}

/** `${name}`, `${name[...]}` and `${name.call}` mean the variable, also for numbers and keywords. */
function turnToVariable(lexer: Lexer, at: number): void {
  const { kinds, values } = lexer.tokens;
  const count = kinds.length - at;
  if (count === 0) return;
  if (count > 1 && kinds[at + 1] !== Token.Dot && kinds[at + 1] !== Token.LBrack) return;
  const kind = kinds[at]!;
  // Puppet breaks down on `${true}`; the name made here is one that validation refuses.
  if (kind === Token.Boolean) values[at] = `{${values[at]}}`;
  const isWord =
    kind === Token.Number ||
    kind === Token.Name ||
    kind === Token.Word ||
    kind === Token.Boolean ||
    kind >= FIRST_KEYWORD;
  if (isWord) kinds[at] = Token.Variable;
}
