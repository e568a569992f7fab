import type { Block, Node, Parameter } from '../ast.ts';
import { bodyWithRescue } from './definitions.ts';
import { ternary } from './expression.ts';
import { primary } from './primary.ts';
import { declare, type Parser } from './state.ts';
import { statements } from './statements.ts';

export function parseBlock(parser: Parser, close: string): Block {
  const { reader } = parser;
  const { line } = reader;
  const { noDo } = parser;
  parser.noDo = false;
  parser.locals.push(new Set());
  reader.space(true);
  const parameters = reader.take('|') ? parameterList(parser, '|') : [];
  const body = close === 'end' ? bodyWithRescue(parser, ['end']) : statements(parser, [close]);
  reader.space(true);
  if (close === 'end' ? !reader.takeWord('end') : !reader.take(close)) reader.fail(`expected '${close}'`);
  parser.locals.pop();
  parser.noDo = noDo;
  return { parameters, body, line };
}

export function arrowLambda(parser: Parser): Node {
  const { reader } = parser;
  const { line } = reader;
  reader.at += 2;
  reader.space();
  parser.locals.push(new Set());
  const parameters = reader.take('(') ? parameterList(parser, ')') : [];
  reader.space();
  const close = reader.take('{') ? '}' : 'end';
  if (close === 'end') reader.takeWord('do');
  const block = parseBlock(parser, close);
  parser.locals.pop();
  return { kind: 'lambda', block: { ...block, parameters }, line };
}

export function parameterList(parser: Parser, close: string): Parameter[] {
  const { reader } = parser;
  const parameters: Parameter[] = [];
  for (;;) {
    reader.space(true);
    if (reader.take(close)) return parameters;
    parameters.push(parameter(parser, close));
    reader.space(true);
    if (!reader.take(',') && !reader.take(';') && reader.next !== close) reader.fail('expected a parameter');
  }
}

function parameter(parser: Parser, close: string): Parameter {
  const { reader } = parser;
  if (reader.take('('))
    return { name: '', form: 'nested', fallback: null, nested: parameterList(parser, ')') };
  const form = reader.take('**') || reader.take('*') ? 'rest' : reader.take('&') ? 'block' : 'plain';
  const name = reader.match(/[a-z_]\w*/y)?.[0] ?? '';
  if (name === '' && form === 'plain') reader.fail('expected a parameter');
  declare(parser, name);
  if (form === 'plain' && reader.take(':')) {
    reader.space(true);
    const bare = reader.next === ',' || reader.next === close;
    return { name, form: 'keyword', fallback: bare ? null : ternary(parser), nested: [] };
  }
  reader.space();
  const fallback = reader.looksAt(/=(?!=)/y) && reader.take('=') ? parameterDefault(parser, close) : null;
  return { name, form, fallback, nested: [] };
}

function parameterDefault(parser: Parser, close: string): Node {
  parser.reader.space();
  return close === '|' ? primary(parser) : ternary(parser);
}

export function bareParameters(parser: Parser): Parameter[] {
  const { reader } = parser;
  reader.space();
  const parameters: Parameter[] = [];
  while (!reader.done && reader.next !== '\n' && reader.next !== ';') {
    parameters.push(parameter(parser, '\n'));
    reader.space();
    reader.take(',');
    reader.space();
  }
  return parameters;
}
