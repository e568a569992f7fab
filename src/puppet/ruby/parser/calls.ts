import type { Node } from '../ast.ts';
import { argumentList, callArguments } from './arguments.ts';
import { parseBlock } from './blocks.ts';
import { call, identifier, type Parser } from './state.ts';

/** Method calls, indexes and `::` after a value. */
export function postfix(parser: Parser, start: Node): Node {
  const { reader } = parser;
  let node = start;
  for (;;) {
    const { at } = reader;
    const { line } = reader;
    if (reader.next === '[' && !/[\s\n]/.test(reader.text[reader.at - 1] ?? ' ')) {
      reader.at++;
      node = call(node, '[]', argumentList(parser, ']'), line);
      continue;
    }
    reader.space();
    if (reader.next === '\n' && reader.looksAt(/\n(?:\s|#[^\n]*\n)*(?:\.(?![.])|&\.)/y)) reader.space(true);
    if (reader.looksAt(/&\.|\.(?![.\d])|::(?=[A-Z_a-z])/y)) {
      const safe = reader.take('&.');
      if (!safe && !reader.take('::')) reader.take('.');
      reader.space(true);
      node = methodCall(parser, node, safe, line);
      continue;
    }
    reader.at = at;
    return node;
  }
}

function methodCall(parser: Parser, receiver: Node, safe: boolean, line: number): Node {
  const { reader } = parser;
  const constant = reader.looksAt(/[A-Z]/y) && reader.match(/[A-Z]\w*/y);
  if (constant) {
    if (receiver.kind === 'constant' && reader.next !== '(')
      return { kind: 'constant', path: `${receiver.path}::${constant[0]}`, line };
    return { ...call(receiver, constant[0], callArguments(parser, false), line), safe } as Node;
  }
  const name =
    reader.next === '('
      ? 'call'
      : (reader.match(identifier)?.[0] ?? reader.match(/[+\-*/%<>=!~[\]&|^]+/y)?.[0]);
  if (name === undefined) return reader.fail('expected a method name');
  const args = callArguments(parser, true);
  return withBlock(parser, { kind: 'call', receiver, name, args, block: null, safe, line });
}

export function withBlock(parser: Parser, node: Node & { kind: 'call' }): Node {
  const { reader } = parser;
  const { at } = reader;
  reader.space();
  if (reader.next === '{') {
    reader.at++;
    return { ...node, block: parseBlock(parser, '}') };
  }
  if (reader.isWord('do') && !parser.noDo) {
    reader.at += 2;
    return { ...node, block: parseBlock(parser, 'end') };
  }
  reader.at = at;
  return node;
}
