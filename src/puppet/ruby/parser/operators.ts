import type { Node } from '../ast.ts';
import type { Reader } from '../reader.ts';
import { postfix } from './calls.ts';
import { primary } from './primary.ts';
import { call, type Parser } from './state.ts';

/** Binary operators by precedence, the loosest first. */
const precedences: readonly (readonly string[])[] = [
  ['..', '...'],
  ['||'],
  ['&&'],
  ['<=>', '===', '==', '=~', '!~', '!='],
  ['<=', '>=', '<', '>'],
  ['|', '^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['**'],
];

const precedenceOf = new Map(
  precedences.flatMap((row, level) => row.map((operator) => [operator, level] as const)),
);

const operatorPattern = /\.\.\.|<=>|===|\*\*|\.\.|\|\||&&|==|=~|!~|!=|<=|>=|<<|>>|[<>|^&+\-*/%]/y;

export function binary(parser: Parser, level: number): Node {
  const { reader } = parser;
  let left = unary(parser);
  for (;;) {
    reader.space();
    const { at, line } = reader;
    const operator = reader.match(operatorPattern)?.[0];
    const found = operator === undefined ? undefined : precedenceOf.get(operator);
    if (found === undefined || found < level || isAssignment(reader, operator!)) {
      reader.at = at;
      return left;
    }
    reader.space(true);
    if (operator!.startsWith('..') && reader.looksAt(/[)\]]|then\b/y))
      return { kind: 'range', from: left, to: null, exclusive: operator === '...', line };
    left = join(left, operator!, binary(parser, operator === '**' ? found : found + 1), line);
  }
}

function unary(parser: Parser): Node {
  const { reader } = parser;
  const { line } = reader;
  if (reader.looksAt(/!(?![=~])/y)) {
    reader.at++;
    reader.space();
    return { kind: 'not', value: unary(parser), line };
  }
  if (reader.looksAt(/-(?=\d)/y)) {
    reader.at++;
    const number = postfix(parser, primary(parser));
    return number.kind === 'integer' || number.kind === 'float'
      ? ({ ...number, value: -number.value } as Node)
      : call(number, '-@', [], line);
  }
  if (reader.looksAt(/-(?=[\w@($])/y)) {
    reader.at++;
    return call(unary(parser), '-@', [], line);
  }
  if (reader.isWord('defined?')) {
    reader.at += 8;
    reader.space();
    return { kind: 'defined', value: unary(parser), line };
  }
  return postfix(parser, primary(parser));
}

function join(left: Node, operator: string, right: Node, line: number): Node {
  if (operator === '&&' || operator === '||')
    return { kind: operator === '&&' ? 'and' : 'or', left, right, line };
  if (operator.startsWith('..'))
    return { kind: 'range', from: left, to: right, exclusive: operator === '...', line };
  if (operator === '!=') return { kind: 'not', value: call(left, '==', [right], line), line };
  if (operator === '!~') return { kind: 'not', value: call(left, '=~', [right], line), line };
  return call(left, operator, [right], line);
}

/** `a += 1` and `a ||= 1` are no operators. */
function isAssignment(reader: Reader, operator: string): boolean {
  return (
    reader.next === '=' &&
    !/[=~>]/.test(reader.peek(1)) &&
    !/[=<>!]$/.test(operator.replace(/^(<<|>>)$/, '+'))
  );
}
