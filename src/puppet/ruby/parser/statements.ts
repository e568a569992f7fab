import type { Node } from '../ast.ts';
import { postfix } from './calls.ts';
import { assignTarget, commaList, expressionStatement, maybeSplat } from './expression.ts';
import { outputEnd, outputStart, textMark } from './marks.ts';
import { primary } from './primary.ts';
import { anyError, type Parser, wordHere } from './state.ts';

/** Statements up to one of the words or characters that end them; these are left. */
export function statements(parser: Parser, ends: readonly string[]): Node {
  const { reader } = parser;
  const line = reader.line;
  const statements: Node[] = [];
  for (;;) {
    separators(parser);
    if (reader.done || isEnd(parser, ends)) break;
    statements.push(statement(parser));
    reader.space();
    if (!reader.done && !separates(parser) && !isEnd(parser, ends))
      reader.fail(`unexpected '${wordHere(parser)}'`);
  }
  return { kind: 'body', statements, line };
}

function separates(parser: Parser): boolean {
  return [';', '\n', textMark, outputStart].includes(parser.reader.next);
}

export function separators(parser: Parser): void {
  do parser.reader.space(true);
  while (parser.reader.take(';'));
}

function isEnd(parser: Parser, ends: readonly string[]): boolean {
  return ends.some((end) =>
    /\w/.test(end) ? parser.reader.isWord(end) : parser.reader.text.startsWith(end, parser.reader.at),
  );
}

function statement(parser: Parser): Node {
  const { reader } = parser;
  if (reader.next === textMark || reader.next === outputStart) return templatePart(parser);
  let node = multipleAssign(parser) ?? expressionStatement(parser);
  for (;;) {
    reader.space();
    const line = reader.line;
    if (reader.takeWord('if'))
      node = {
        kind: 'if',
        condition: expressionStatement(parser),
        consequent: node,
        alternate: null,
        line,
      };
    else if (reader.takeWord('unless'))
      node = {
        kind: 'if',
        condition: { kind: 'not', value: expressionStatement(parser), line },
        consequent: node,
        alternate: null,
        line,
      };
    else if (reader.takeWord('while'))
      node = { kind: 'while', condition: expressionStatement(parser), body: node, negated: false, line };
    else if (reader.takeWord('until'))
      node = { kind: 'while', condition: expressionStatement(parser), body: node, negated: true, line };
    else if (reader.takeWord('rescue'))
      node = {
        kind: 'begin',
        body: node,
        rescue: { ...anyError, body: expressionStatement(parser) },
        ensure: null,
        line,
      };
    else return node;
  }
}

function templatePart(parser: Parser): Node {
  const { reader } = parser;
  const { line } = reader;
  if (reader.take(textMark)) return { kind: 'text', index: Number(reader.match(/\d+/y)![0]), line };
  reader.at++;
  const body = statements(parser, [outputEnd]);
  if (!reader.take(outputEnd)) reader.fail('unexpected end of an output tag');
  return { kind: 'output', body, line };
}

function multipleAssign(parser: Parser): Node | null {
  const { reader } = parser;
  if (
    !reader.looksAt(
      /\*?[@$]*[a-z_]\w*(?:\[[\w'":@]+\])?\s*(?:,\s*\*?[@$]*[a-z_]\w*(?:\[[\w'":@]+\])?\s*)+=(?![=~>])/y,
    )
  )
    return null;
  const { line } = reader;
  const targets: Node[] = [];
  do {
    reader.space();
    const splat = reader.take('*');
    const target = assignTarget(parser, postfix(parser, primary(parser)));
    targets.push(splat ? { kind: 'splat', value: target, line } : target);
    reader.space();
  } while (reader.take(','));
  reader.expect('=');
  const values = commaList(parser, () => maybeSplat(parser));
  const value: Node =
    values.length === 1 && values[0]!.kind !== 'splat' ? values[0]! : { kind: 'array', items: values, line };
  return { kind: 'multipleAssign', targets, value, line };
}
