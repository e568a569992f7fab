import { formatFloat } from '../../values/float.ts';
import { PFloat, type Value } from '../../values/value.ts';

/** The kinds of a scalar that was written in a document. */
export type ScalarKind = 'string' | 'number' | 'boolean' | 'null';

/** A scalar; `text` is what it is in a concatenation or in a path. */
export interface ScalarToken {
  readonly type: 'value';
  readonly kind: ScalarKind;
  readonly value: Value;
  readonly text: string;
}

/** What a document consists of, besides the end of it. `problem` is something that can't stand there; `crash` what Ruby fails on. */
export type TokenBody =
  | ScalarToken
  | { readonly type: 'unquoted'; readonly text: string }
  | { readonly type: 'substitution'; readonly optional: boolean; readonly tokens: readonly Token[] }
  | { readonly type: 'space'; readonly text: string }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'sign'; readonly sign: string }
  | { readonly type: 'problem'; readonly what: string; readonly message: string }
  | { readonly type: 'crash'; readonly message: string }
  | { readonly type: 'newline' }
  | { readonly type: 'end' };

/** A token, the line it ends on, and its source text. */
export type Token = TokenBody & { readonly line: number; readonly source: string };

/** Whether a token is one of these signs. */
export const isSign = (token: Token, ...signs: readonly string[]): boolean =>
  token.type === 'sign' && signs.includes(token.sign);

/** What can be a value by itself, but for objects and lists. */
export const isSimple = (token: Token): boolean =>
  token.type === 'value' || token.type === 'unquoted' || token.type === 'substitution';

/** A text in quotes. */
export const isString = (token: Token): token is Token & ScalarToken =>
  token.type === 'value' && token.kind === 'string';

/** White space that joins what is around it, where something is. */
export const isBlank = (token: Token): boolean =>
  token.type === 'unquoted' && /^\p{White_Space}*$/u.test(token.text);

/** A scalar as Ruby prints it. */
export function scalarText(value: Value): string {
  if (value === null) return '';
  return value instanceof PFloat ? formatFloat(value.value) : String(value);
}

/** A token as messages name it. */
export function describeToken(token: Token): string {
  switch (token.type) {
    case 'value':
      return `'${scalarText(token.value)}' (${token.kind.toUpperCase()})`;
    case 'unquoted':
      return `'${token.text}'`;
    case 'space':
      return `'${token.text}' (WHITESPACE)`;
    case 'comment':
      return `'#${token.text}' (COMMENT)`;
    case 'sign':
      return `'${token.sign}'`;
    case 'problem':
      return `'${token.what}' (${token.message})`;
    case 'end':
      return 'end of file';
    case 'substitution':
      return `'${token.source}'`;
    default:
      return token.type.toUpperCase();
  }
}
