import type { Node } from '../ast.ts';
import { callArguments } from './arguments.ts';
import { beginExpression, methodDefinition, moduleDefinition } from './definitions.ts';
import { commaList, expression, expressionStatement, maybeSplat } from './expression.ts';
import { outputEnd } from './marks.ts';
import { call, declare, type Parser } from './state.ts';
import { separators, statements } from './statements.ts';

export function keyword(parser: Parser, word: string, line: number): Node {
  switch (word) {
    case 'nil':
    case 'true':
    case 'false':
    case 'self':
      return { kind: word, line };
    case 'if':
      return ifExpression(parser, line, false);
    case 'unless':
      return ifExpression(parser, line, true);
    case 'while':
    case 'until':
      return whileLoop(parser, line, word === 'until');
    case 'case':
      return caseExpression(parser, line);
    case 'for':
      return forLoop(parser, line);
    case 'begin':
      return beginExpression(parser, line);
    case 'def':
      return methodDefinition(parser, line);
    case 'class':
    case 'module':
      return moduleDefinition(parser, line);
    case 'next':
    case 'break':
    case 'return':
      return jump(parser, word, line);
    case 'yield':
    case 'super':
      return call(null, word, callArguments(parser, true), line);
    case 'alias':
      parser.reader.match(/[^\n;]*/y);
      return { kind: 'nil', line };
    default:
      return parser.reader.fail(`unexpected '${word}'`);
  }
}

function loopCondition(parser: Parser): Node {
  const { noDo } = parser;
  parser.noDo = true;
  const condition = expressionStatement(parser);
  parser.noDo = noDo;
  parser.reader.space();
  return condition;
}

function ifExpression(parser: Parser, line: number, negated: boolean): Node {
  const { reader } = parser;
  const condition = expressionStatement(parser);
  reader.space(true);
  reader.takeWord('then');
  const consequent = statements(parser, ['elsif', 'else', 'end']);
  const inner = reader.line;
  const otherwise = reader.takeWord('elsif') ? ifExpression(parser, inner, false) : elseEnd(parser);
  return {
    kind: 'if',
    condition: negated ? { kind: 'not', value: condition, line } : condition,
    consequent,
    alternate: otherwise,
    line,
  };
}

function elseEnd(parser: Parser): Node | null {
  const body = parser.reader.takeWord('else') ? statements(parser, ['end']) : null;
  if (!parser.reader.takeWord('end')) parser.reader.fail("expected 'end'");
  return body;
}

function whileLoop(parser: Parser, line: number, negated: boolean): Node {
  const condition = loopCondition(parser);
  parser.reader.takeWord('do');
  const body = statements(parser, ['end']);
  parser.reader.takeWord('end');
  return { kind: 'while', condition, body, negated, line };
}

function forLoop(parser: Parser, line: number): Node {
  const { reader } = parser;
  reader.space();
  const names = commaList(parser, () => {
    reader.space();
    const name = reader.match(/[a-z_]\w*/y)?.[0] ?? reader.fail('expected a variable');
    declare(parser, name);
    return { kind: 'local', name, line };
  });
  reader.space();
  if (!reader.takeWord('in')) reader.fail("expected 'in'");
  const source = loopCondition(parser);
  reader.takeWord('do');
  const body = statements(parser, ['end']);
  reader.takeWord('end');
  return {
    kind: 'for',
    target: names.length === 1 ? names[0]! : { kind: 'array', items: names, line },
    source,
    body,
    line,
  };
}

function caseExpression(parser: Parser, line: number): Node {
  const { reader } = parser;
  reader.space();
  const subject = reader.next === '\n' || reader.isWord('when') ? null : expressionStatement(parser);
  const branches: { tests: Node[]; body: Node }[] = [];
  separators(parser);
  while (reader.takeWord('when')) {
    reader.space();
    const tests = commaList(parser, () => maybeSplat(parser));
    reader.space();
    reader.takeWord('then');
    branches.push({ tests, body: statements(parser, ['when', 'else', 'end']) });
  }
  return { kind: 'case', subject, branches, else: elseEnd(parser), line };
}

function jump(parser: Parser, jump: 'next' | 'break' | 'return', line: number): Node {
  const { reader } = parser;
  reader.space();
  const bare =
    reader.done ||
    /[\n;})]/.test(reader.next) ||
    ['if', 'unless', 'end'].some((word) => reader.isWord(word)) ||
    reader.next === outputEnd;
  return { kind: 'jump', jump, value: bare ? null : expression(parser), line };
}
