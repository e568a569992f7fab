import type {
  CaseExpression,
  CaseOption,
  Expression,
  IfExpression,
  SelectorEntry,
  SelectorExpression,
  UnlessExpression,
} from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { parseExpression } from './expression.ts';
import { accept, enter, expect, lastEnd, type Parser } from './state.ts';
import { parseBlock, parseBody } from './statements.ts';

/** `if test {} elsif test {} else {}`, also at an `elsif`. */
export function parseIf(parser: Parser): IfExpression {
  enter(parser);
  const offset = parser.starts[parser.at++]!;
  const test = parseExpression(parser);
  const thenExpr = parseBlock(parser);
  const elseExpr = parser.kinds[parser.at] === Token.Elsif ? parseIf(parser) : parseElse(parser);
  parser.depth--;
  return { kind: 'IfExpression', offset, length: lastEnd(parser) - offset, test, thenExpr, elseExpr };
}

export function parseUnless(parser: Parser): UnlessExpression {
  const offset = parser.starts[parser.at++]!;
  const test = parseExpression(parser);
  const thenExpr = parseBlock(parser);
  const length = lastEnd(parser) - offset;
  return { kind: 'UnlessExpression', offset, length, test, thenExpr, elseExpr: parseElse(parser) };
}

export function parseCase(parser: Parser): CaseExpression {
  const offset = parser.starts[parser.at++]!;
  const test = parseExpression(parser);
  expect(parser, Token.LBrace);
  const options: CaseOption[] = [];
  do options.push(parseCaseOption(parser));
  while (!accept(parser, Token.RBrace));
  return { kind: 'CaseExpression', offset, length: lastEnd(parser) - offset, test, options };
}

/** `left ? { a => b }` or `left ? a => b`, at the question mark. */
export function parseSelector(parser: Parser, leftExpr: Expression): SelectorExpression {
  const { offset } = leftExpr;
  const length = leftExpr.length;
  parser.at++;
  const selectors: SelectorEntry[] = [];
  if (accept(parser, Token.SelBrace)) {
    do selectors.push(parseSelectorEntry(parser));
    while (accept(parser, Token.Comma) && parser.kinds[parser.at] !== Token.RBrace);
    expect(parser, Token.RBrace);
  } else selectors.push(parseSelectorEntry(parser));
  return { kind: 'SelectorExpression', offset, length, leftExpr, selectors };
}

function parseElse(parser: Parser): Expression | null {
  return accept(parser, Token.Else) ? parseBlock(parser) : null;
}

/** Placed at its colon. */
function parseCaseOption(parser: Parser): CaseOption {
  const values: Expression[] = [];
  do values.push(parseExpression(parser));
  while (accept(parser, Token.Comma));
  const offset = expect(parser, Token.Colon);
  expect(parser, Token.LBrace);
  const thenExpr = parseBody(parser, offset);
  expect(parser, Token.RBrace);
  return { kind: 'CaseOption', offset, length: lastEnd(parser) - offset, values, thenExpr };
}

/** Placed at its arrow. */
function parseSelectorEntry(parser: Parser): SelectorEntry {
  const matchingExpr = parseExpression(parser);
  const offset = expect(parser, Token.FArrow);
  return { kind: 'SelectorEntry', offset, length: 2, matchingExpr, valueExpr: parseExpression(parser) };
}
