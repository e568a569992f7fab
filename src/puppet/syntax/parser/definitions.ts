import type {
  Definition,
  Expression,
  FunctionDefinition,
  HostClassDefinition,
  NodeDefinition,
  ResourceTypeDefinition,
} from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { parseParameterList, parseReturnType } from './parameters.ts';
import { accept, expect, lastEnd, type Parser, parseError, syntaxError } from './state.ts';
import { parseBody } from './statements.ts';
import { literalString, parseHeredoc, parseInterpolated } from './strings.ts';

/** Records a definition, in the order in which they end. */
export function define<T extends Definition>(parser: Parser, definition: T): T {
  parser.definitions.push(definition);
  return definition;
}

/** `class name(parameters) inherits parent {}`. */
export function parseClass(parser: Parser): HostClassDefinition {
  const offset = expect(parser, Token.Class);
  const written = parseDefinitionName(parser);
  parser.namespace.push(written);
  const parameters = parseParameterList(parser);
  const parentClass = parseParentClass(parser);
  expect(parser, Token.LBrace);
  const body = parseBody(parser, offset);
  expect(parser, Token.RBrace);
  parser.namespace.pop();
  const name = qualified(parser, written);
  const length = lastEnd(parser) - offset;
  return define(parser, { kind: 'HostClassDefinition', offset, length, name, parameters, parentClass, body });
}

export function parseDefine(parser: Parser): ResourceTypeDefinition {
  const offset = expect(parser, Token.Define);
  const name = qualified(parser, parseDefinitionName(parser));
  const parameters = parseParameterList(parser);
  expect(parser, Token.LBrace);
  const body = parseBody(parser, offset);
  expect(parser, Token.RBrace);
  const length = lastEnd(parser) - offset;
  return define(parser, { kind: 'ResourceTypeDefinition', offset, length, name, parameters, body });
}

/** `function name(parameters) >> Type {}`; the classes around do not qualify the name. */
export function parseFunction(parser: Parser): FunctionDefinition {
  const offset = expect(parser, Token.Function);
  const name = parseDefinitionName(parser);
  const parameters = parseParameterList(parser);
  const returnType = parseReturnType(parser);
  expect(parser, Token.LBrace);
  const body = parseBody(parser, offset);
  expect(parser, Token.RBrace);
  const length = lastEnd(parser) - offset;
  return define(parser, { kind: 'FunctionDefinition', offset, length, name, parameters, returnType, body });
}

export function parseNode(parser: Parser): NodeDefinition {
  const offset = expect(parser, Token.Node);
  const hostMatches: Expression[] = [];
  do hostMatches.push(parseHostname(parser));
  while (accept(parser, Token.Comma) && startsHostname(parser.kinds[parser.at]!));
  const parent = accept(parser, Token.Inherits) ? parseHostname(parser) : null;
  expect(parser, Token.LBrace);
  const body = parseBody(parser, offset);
  expect(parser, Token.RBrace);
  const length = lastEnd(parser) - offset;
  return define(parser, { kind: 'NodeDefinition', offset, length, hostMatches, parent, body });
}

function qualified(parser: Parser, name: string): string {
  return [parser.namespace.join('::'), name].join('::').replace(/^::/, '');
}

function parseDefinitionName(parser: Parser): string {
  const { at } = parser;
  switch (parser.kinds[at]) {
    case Token.Name:
    case Token.Word:
    case Token.ClassRef:
      parser.at++;
      return parser.values[at]!;
    case Token.Class:
      throw parseError(parser, parser.starts[at]!, "'class' keyword not allowed at this location");
    case Token.String:
      throw parseError(parser, parser.starts[at]!, 'A quoted string is not valid as a name here');
    default:
      throw syntaxError(parser);
  }
}

function parseParentClass(parser: Parser): string | null {
  if (!accept(parser, Token.Inherits)) return null;
  if (parser.kinds[parser.at] === Token.Default) return parser.values[parser.at++]!;
  return parseDefinitionName(parser);
}

function startsHostname(kind: Token): boolean {
  switch (kind) {
    case Token.Name:
    case Token.Number:
    case Token.String:
    case Token.Word:
    case Token.DqPre:
    case Token.Heredoc:
    case Token.Default:
    case Token.Regex:
      return true;
    default:
      return false;
  }
}

function parseHostname(parser: Parser): Expression {
  const { at } = parser;
  const offset = parser.starts[at]!;
  const length = parser.ends[at]! - offset;
  switch (parser.kinds[at]) {
    case Token.Name:
    case Token.Number:
      return parseDottedName(parser);
    case Token.String:
    case Token.Word:
      return literalString(parser);
    case Token.DqPre:
      return parseInterpolated(parser);
    case Token.Heredoc:
      return parseHeredoc(parser);
    case Token.Default:
      parser.at++;
      return { kind: 'LiteralDefault', offset, length };
    case Token.Regex:
      parser.at++;
      return { kind: 'LiteralRegularExpression', offset, length, pattern: parser.values[at]! };
    default:
      throw syntaxError(parser);
  }
}

function parseDottedName(parser: Parser): Expression {
  const name = literalString(parser);
  while (accept(parser, Token.Dot)) {
    const kind = parser.kinds[parser.at];
    if (kind !== Token.Name && kind !== Token.Number) throw syntaxError(parser);
    name.value += `.${parser.values[parser.at++]}`;
  }
  name.length = lastEnd(parser) - name.offset;
  return name;
}
