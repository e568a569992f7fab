import type { Node } from '../ast.ts';
import { makeParser, wordHere } from './state.ts';
import { statements } from './statements.ts';

export { outputEnd, outputStart, textMark } from './marks.ts';

/** Parses a Ruby source, or the program of a template. Throws a RubyError with the line. */
export function parseRuby(text: string): Node {
  const parser = makeParser(text);
  const body = statements(parser, []);
  if (!parser.reader.done) parser.reader.fail(`unexpected '${wordHere(parser)}'`);
  return body;
}
