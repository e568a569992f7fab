import type { Node, Rescue } from '../ast.ts';
import { bareParameters, parameterList } from './blocks.ts';
import { expression } from './expression.ts';
import { declare, type Parser } from './state.ts';
import { statements } from './statements.ts';

export function beginExpression(parser: Parser, line: number): Node {
  const body = bodyWithRescue(parser, ['end']);
  if (!parser.reader.takeWord('end')) parser.reader.fail("expected 'end'");
  return { ...body, line } as Node;
}

export function bodyWithRescue(parser: Parser, ends: readonly string[]): Node {
  const { reader } = parser;
  const { line } = reader;
  const body = statements(parser, ['rescue', 'ensure', 'else', ...ends]);
  let rescue: Rescue | null = null;
  while (reader.takeWord('rescue')) {
    const clause = reader.match(/[^\n;]*?(?=\n|;|\bthen\b)/y)?.[0] ?? '';
    const name = /=>\s*([a-z_]\w*)/.exec(clause)?.[1] ?? null;
    if (name) declare(parser, name);
    reader.takeWord('then');
    const caught = statements(parser, ['rescue', 'ensure', 'else', ...ends]);
    if (rescue) rescue.several = true;
    else
      rescue = {
        name,
        classes: clause.match(/[A-Z]\w*(::[A-Z]\w*)*/g) ?? [],
        body: caught,
        several: false,
      };
  }
  if (reader.takeWord('else')) reader.fail("unsupported 'else' of a rescue");
  const ensure = reader.takeWord('ensure') ? statements(parser, ends) : null;
  return rescue || ensure ? { kind: 'begin', body, rescue, ensure, line } : body;
}

export function methodDefinition(parser: Parser, line: number): Node {
  const { reader } = parser;
  reader.space();
  const name =
    reader.match(/(?:self\.|[A-Z]\w*\.)?(?:[a-zA-Z_]\w*[?!=]?|\[\]=?|<=>|===?|[+\-*/%<>!]=?|<<)/y)?.[0] ??
    reader.fail('expected a name');
  parser.locals.push(new Set());
  const parameters = reader.take('(') ? parameterList(parser, ')') : bareParameters(parser);
  const body = bodyWithRescue(parser, ['end']);
  if (!reader.takeWord('end')) reader.fail("expected 'end'");
  parser.locals.pop();
  return { kind: 'method', name, block: { parameters, body, line }, line };
}

export function moduleDefinition(parser: Parser, line: number): Node {
  const { reader } = parser;
  reader.space();
  const name = reader.match(/<<\s*self|(?:::)?[A-Z][\w:]*/y)?.[0] ?? reader.fail('expected a name');
  reader.space();
  const superclass = reader.take('<') ? expression(parser) : null;
  const body = statements(parser, ['end']);
  if (!reader.takeWord('end')) reader.fail("expected 'end'");
  return { kind: 'module', name, superclass, body, line };
}
