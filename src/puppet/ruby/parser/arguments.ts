import type { Node } from '../ast.ts';
import { expression, maybeSplat, ternary } from './expression.ts';
import { keywords, type Parser, wordHere } from './state.ts';

/** Arguments in parentheses, or without where a value follows a blank. */
export function callArguments(parser: Parser, commands: boolean): Node[] {
  const { reader } = parser;
  if (reader.take('(')) return argumentList(parser, ')');
  if (!commands || !startsArgument(parser)) return [];
  reader.space();
  return commandArguments(parser);
}

export function startsArgument(parser: Parser): boolean {
  const { reader } = parser;
  // The name of a question or a change ends by itself.
  if (/[?!]/.test(reader.text[reader.at - 1] ?? '') && reader.looksAt(/[A-Za-z_@'"]/y)) return true;
  if (
    !reader.looksAt(/[ \t]+(?:["'@$:\w%[]|->|!(?![=~])|\/(?! )|[-*&](?=[\w@:("'[])|<<["'A-Z]|<<[~-]["'\w])/y)
  )
    return false;
  if (reader.looksAt(/[ \t]+(?:%[ =]|\[\s*\]?\s*[=]|:[ :])/y)) return false;
  const word = /^[ \t]+([a-z_]\w*[?!]?)/.exec(reader.text.slice(reader.at, reader.at + 60))?.[1];
  return (
    word === undefined ||
    !keywords.has(word) ||
    ['true', 'false', 'nil', 'self', 'not', 'defined?', 'case', 'if'].includes(word) === (word !== 'if')
  );
}

function commandArguments(parser: Parser): Node[] {
  const args: Node[] = [];
  const entries: [Node, Node][] = [];
  const { line } = parser.reader;
  do {
    parser.reader.space(true);
    argument(parser, args, entries);
    parser.reader.space();
  } while (parser.reader.take(','));
  return entries.length > 0 ? [...args, { kind: 'hash', entries, line }] : args;
}

export function argumentList(parser: Parser, close: string): Node[] {
  const { reader } = parser;
  const args: Node[] = [];
  const entries: [Node, Node][] = [];
  const { line } = reader;
  for (;;) {
    reader.space(true);
    if (reader.take(close)) break;
    argument(parser, args, entries);
    reader.space(true);
    if (!reader.take(',') && reader.next !== close)
      reader.fail(`expected '${close}' instead of '${wordHere(parser)}'`);
  }
  return entries.length > 0 ? [...args, { kind: 'hash', entries, line }] : args;
}

/** One argument: a value, a splat, a block, or an entry of the hash that ends the arguments. */
function argument(parser: Parser, args: Node[], entries: [Node, Node][]): void {
  const { reader } = parser;
  const { line } = reader;
  if (reader.looksAt(/&(?=[:\w@(])/y)) {
    reader.at++;
    args.push({ kind: 'blockPass', value: ternary(parser), line });
    return;
  }
  const label = reader.match(/([a-zA-Z_]\w*[?!]?):(?!:)/y) ?? reader.match(/"([^"#\\]*)":(?!:)/y);
  if (label) {
    reader.space(true);
    entries.push([{ kind: 'symbol', parts: [label[1]!], line }, expression(parser)]);
    return;
  }
  if (reader.looksAt(/\*\*(?=[\w@{])/y)) {
    reader.at += 2;
    args.push(expression(parser));
    return;
  }
  const value = maybeSplat(parser);
  const { at } = reader;
  reader.space(true);
  if (!reader.take('=>')) {
    args.push(value);
    reader.at = at;
  } else {
    reader.space(true);
    entries.push([value, expression(parser)]);
  }
}
