import { PuppetError } from '../../error.ts';
import type { Source } from '../source.ts';
import { blankEnd } from './chars.ts';
import { lexEppText } from './epp.ts';
import { type Lexer, type LexerWarning, lexError, makeLexer, push } from './lexer.ts';
import { step } from './step.ts';
import { Token, type Tokens } from './tokens.ts';

/** The tokens of a text. A lexical error ends them with a Failure, so that a syntax error before it comes first. */
export interface Lexed {
  tokens: Tokens;
  failure: PuppetError | null;
  warnings: LexerWarning[];
}

/** Lexes a manifest, or with `epp` a template. Throws nothing but what is no lexical error. */
export function lex(source: Source, epp: boolean): Lexed {
  const tokens: Tokens = { kinds: [], starts: [], ends: [], values: [] };
  const lexer = makeLexer(source, source.text, tokens, []);
  const failure = run(lexer, epp);
  const end = source.text.length;
  push(lexer, failure === null ? Token.Eof : Token.Failure, end, end, '');
  return { tokens, failure, warnings: lexer.warnings };
}

function run(lexer: Lexer, epp: boolean): PuppetError | null {
  const { kinds, starts, ends, values } = lexer.tokens;
  try {
    if (epp) startEpp(lexer);
    else lexer.pos = blankEnd(lexer.text, 0);
    while (lexer.pos < lexer.text.length) {
      if (kinds.length > lexer.complete) lexer.after = kinds[kinds.length - 1]!;
      lexer.complete = kinds.length;
      step(lexer);
    }
    lexer.complete = kinds.length;
    if (lexer.eppOpen) {
      throw lexError(lexer, 'EPP_UNBALANCED_TAG', 'Unbalanced epp tag, reached <eof> without closing tag.');
    }
    return null;
  } catch (error) {
    if (!(error instanceof PuppetError)) throw error;
    kinds.length = starts.length = ends.length = values.length = lexer.complete;
    return error;
  }
}

function startEpp(lexer: Lexer): void {
  lexer.eppMode = 'text';
  push(lexer, Token.EppStart, 0, 0, '');
  lexEppText(lexer, false);
}
