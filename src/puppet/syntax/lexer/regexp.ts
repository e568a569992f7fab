import { PuppetError } from '../../error.ts';
import { translateRegexp } from '../../values/regexp/translate.ts';

/** What Ruby refuses in the structure of an expression. What only JavaScript lacks is not refused before it is used. */
const STRUCTURE =
  /^(?:unmatched close parenthesis|end pattern|premature end|undefined group|empty |too short escape|invalid character property)/;

/** Throws what Ruby says of an expression that is none; as in Puppet, the error has no place. */
export function assertRegexp(pattern: string): void {
  const problem = structuralProblem(pattern) ?? repeatProblem(pattern);
  if (problem !== null) throw new PuppetError(problem, {}, 'ILLEGAL_REGEXP');
}

function structuralProblem(pattern: string): string | null {
  try {
    translateRegexp(pattern, '');
    return null;
  } catch (error) {
    return error instanceof PuppetError && STRUCTURE.test(error.message) ? error.message : null;
  }
}

/** A `*`, `+` or `?` with nothing before it, escapes and character classes apart. */
function repeatProblem(pattern: string): string | null {
  const plain = pattern.replace(/\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]/gs, 'x');
  if (!/(?:^|[(|])[*+]|(?:^|\|)\?/.test(plain)) return null;
  return `target of repeat operator is not specified: /${pattern}/`;
}
