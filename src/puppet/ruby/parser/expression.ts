import type { Node } from '../ast.ts';
import { binary } from './operators.ts';
import { anyError, declare, type Parser } from './state.ts';

const assignPattern = /(\|\||&&|\*\*|<<|>>|[+\-*/%|&^])?=(?![=~>])/y;

/** `not`, `and`, `or`: looser than assignment. */
export function expressionStatement(parser: Parser): Node {
  const { reader } = parser;
  let left = notExpression(parser);
  for (;;) {
    reader.space();
    const { line } = reader;
    const kind = reader.takeWord('and') ? 'and' : reader.takeWord('or') ? 'or' : null;
    if (!kind) return left;
    reader.space(true);
    left = { kind, left, right: notExpression(parser), line };
  }
}

function notExpression(parser: Parser): Node {
  parser.reader.space(true);
  const { line } = parser.reader;
  return parser.reader.takeWord('not')
    ? { kind: 'not', value: notExpression(parser), line }
    : expression(parser);
}

export function expression(parser: Parser): Node {
  const { reader } = parser;
  reader.space();
  const left = ternary(parser);
  reader.space();
  const { line } = reader;
  if (!isAssignable(left)) return left;
  const match = reader.match(assignPattern);
  if (!match) return left;
  const target = assignTarget(parser, left);
  reader.space(true);
  const value = assignedValue(parser);
  return match[1]
    ? { kind: 'operatorAssign', target, operator: match[1], value, line }
    : { kind: 'assign', target, value, line };
}

/** `a = b rescue c` belongs together, and so does `a = 1, 2`. */
function assignedValue(parser: Parser): Node {
  const { line } = parser.reader;
  const value = maybeSplat(parser);
  parser.reader.space();
  if (parser.reader.takeWord('rescue'))
    return {
      kind: 'begin',
      body: value,
      rescue: { ...anyError, body: expression(parser) },
      ensure: null,
      line,
    };
  return value.kind === 'splat' ? { kind: 'array', items: [value], line } : value;
}

/** A name that is assigned is a local variable from now on. */
export function assignTarget(parser: Parser, node: Node): Node {
  if (node.kind === 'call' && node.receiver === null && node.args.length === 0) {
    declare(parser, node.name);
    return { kind: 'local', name: node.name, line: node.line };
  }
  return node;
}

export function ternary(parser: Parser): Node {
  const { reader } = parser;
  const condition = binary(parser, 0);
  reader.space();
  const { line } = reader;
  if (!reader.looksAt(/\?(?=\s|["'@:\w([-])/y)) return condition;
  reader.at++;
  reader.space(true);
  const yes = ternary(parser);
  reader.space(true);
  reader.expect(':');
  reader.space(true);
  return { kind: 'if', condition, consequent: yes, alternate: ternary(parser), line };
}

export function commaList(parser: Parser, item: () => Node): Node[] {
  const items = [item()];
  for (;;) {
    parser.reader.space();
    if (!parser.reader.take(',')) return items;
    parser.reader.space(true);
    items.push(item());
  }
}

export function maybeSplat(parser: Parser): Node {
  const { reader } = parser;
  reader.space(true);
  const { line } = reader;
  return reader.looksAt(/\*(?=[\w@[(%])/y) && reader.take('*')
    ? { kind: 'splat', value: ternary(parser), line }
    : expression(parser);
}

function isAssignable(node: Node): boolean {
  if (node.kind === 'call')
    return (
      node.block === null &&
      (node.args.length === 0 || node.name === '[]') &&
      /^(?:\w+|\[\])$/.test(node.name)
    );
  return (
    node.kind === 'local' || node.kind === 'instance' || node.kind === 'global' || node.kind === 'constant'
  );
}
