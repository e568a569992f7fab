import type { Node } from '../ast.ts';
import { closingOf, literalParts, type Quoting, rawText } from '../literals.ts';
import { makeParser, type Parser } from './state.ts';
import { statements } from './statements.ts';

export function numberLiteral(parser: Parser): Node {
  const { reader } = parser;
  const { line } = reader;
  const based = reader.match(/0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+(?![.\d])/y);
  if (based) {
    const digits = based[0].replaceAll('_', '');
    return integer(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits, line);
  }
  const text = reader.match(/\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?/y)![0].replaceAll('_', '');
  return /[.eE]/.test(text) ? { kind: 'float', value: Number(text), line } : integer(text, line);
}

function literalPartsHere(parser: Parser, quoting: Quoting): (string | Node)[] {
  return literalParts(parser.reader, quoting, () => {
    const body = statements(parser, ['}']);
    parser.reader.expect('}');
    return body;
  });
}

/** Strings side by side are one. */
export function stringLiteral(parser: Parser): Node {
  const { reader } = parser;
  const { line } = reader;
  const parts: (string | Node)[] = [];
  do {
    const quote = reader.next;
    reader.at++;
    parts.push(
      ...literalPartsHere(parser, { close: quote, open: '', interpolates: quote !== "'", regexp: false }),
    );
    if (reader.looksAt(/[ \t]*(?:\\\n\s*)?["']/y)) reader.space();
  } while (reader.next === "'" || reader.next === '"');
  return { kind: 'string', parts, line };
}

export function symbolLiteral(parser: Parser): Node {
  const { reader } = parser;
  const { line } = reader;
  reader.at++;
  if (reader.take('"'))
    return {
      kind: 'symbol',
      parts: literalPartsHere(parser, { close: '"', open: '', interpolates: true, regexp: false }),
      line,
    };
  if (reader.take("'"))
    return {
      kind: 'symbol',
      parts: literalPartsHere(parser, { close: "'", open: '', interpolates: false, regexp: false }),
      line,
    };
  const name = reader.match(
    /@{0,2}[A-Za-z_]\w*(?:[?!](?!=(?!>))|=(?![=>~]))?|\[\]=?|<=>|===?|=~|!~|<<|>>|\*\*|[+-]@|[<>!]=?|[+\-*/%|&^~]/y,
  );
  return name ? { kind: 'symbol', parts: [name[0]], line } : reader.fail("unexpected ':'");
}

export function regexpLiteral(parser: Parser, open: string, close: string, skip: number): Node {
  const { reader } = parser;
  const { line } = reader;
  reader.at += skip;
  const parts = literalPartsHere(parser, {
    close,
    open: open === close ? '' : open,
    interpolates: true,
    regexp: true,
  });
  return { kind: 'regexp', parts, flags: reader.match(/[imxounse]*/y)![0].replace(/[^imx]/g, ''), line };
}

export function percentLiteral(parser: Parser): Node {
  const { reader } = parser;
  const { line } = reader;
  const head = reader.match(/%([qQwWiIrsx]?)([^\w\s])/y);
  if (!head) return reader.fail("unexpected '%'");
  const [, letter = '', open = ''] = head;
  const close = closingOf(open);
  const nesting = open === close ? '' : open;
  if (letter === 'r') return regexpLiteral(parser, open, close, 0);
  if (/[wWiI]/.test(letter)) {
    const words = rawText(reader, close, nesting)
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '');
    const kind = letter.toLowerCase() === 'i' ? 'symbol' : 'string';
    return { kind: 'array', items: words.map((word) => ({ kind, parts: [word], line }) as Node), line };
  }
  return {
    kind: letter === 's' ? 'symbol' : 'string',
    parts: literalPartsHere(parser, {
      close,
      open: nesting,
      interpolates: letter !== 'q' && letter !== 's',
      regexp: false,
    }),
    line,
  };
}

export function hereDocument(parser: Parser): Node {
  const { reader } = parser;
  const { line } = reader;
  const [, dash, quote, tag] = reader.match(/<<([~-]?)(["'`]?)(\w+)\2/y)!;
  const { body } = reader.hereDocument(tag!, dash !== '');
  const text = dash === '~' ? unindent(body) : body;
  if (quote === "'") return { kind: 'string', parts: [text], line };
  const inner = makeParser(text, parser.locals);
  return {
    kind: 'string',
    parts: literalPartsHere(inner, { close: '', open: '', interpolates: true, regexp: false }),
    line,
  };
}

function integer(text: string, line: number): Node {
  const value = BigInt(text);
  return { kind: 'integer', value: Number.isSafeInteger(Number(value)) ? Number(value) : value, line };
}

function unindent(body: string): string {
  const lines = body.split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)![0].length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(Math.min(indent, /^[ \t]*/.exec(line)![0].length))).join('\n');
}
