import { formatFloat } from '../values/float.ts';
import type { AnyNode, Expression, Parameter, Program } from './ast.ts';

/** A program as `puppet parser dump --format pn` prints it (Puppet's extended S-expressions). */
export function toPn(program: Program): string {
  return pn(program.body);
}

function pn(node: AnyNode | null): string {
  if (node === null) return '(nop)';
  switch (node.kind) {
    case 'Nop':
      return '(nop)';
    case 'LiteralUndef':
      return 'nil';
    case 'LiteralDefault':
      return '(default)';
    case 'LiteralBoolean':
      return String(node.value);
    case 'LiteralInteger':
      return node.radix === 10 ? String(node.value) : `(int {:radix ${node.radix} :value ${node.value}})`;
    case 'LiteralFloat':
      return formatFloat(node.value);
    case 'LiteralString':
      return quote(node.value);
    case 'LiteralRegularExpression':
      return call('regexp', quote(regexpText(node.pattern)));
    case 'QualifiedName':
      return call('qn', quote(node.value));
    case 'QualifiedReference':
      return call('qr', quote(node.casedValue));
    case 'ReservedWord':
      return call('reserved', quote(node.word));
    case 'RenderStringExpression':
      return call('render-s', quote(node.value));
    case 'RenderExpression':
      return call('render', pn(node.expr));
    case 'EppExpression':
      return node.body === null ? '(epp)' : pn(node.body).replace('(block', '(epp');
    default:
      return composite(node);
  }
}

function composite(node: AnyNode): string {
  switch (node.kind) {
    case 'LiteralList':
      return call('array', ...node.values.map(pn));
    case 'LiteralHash':
      return call('hash', ...node.entries.map(pn));
    case 'KeyedEntry':
      return call('=>', pn(node.key), pn(node.value));
    case 'ConcatenatedString':
      return call('concat', ...node.segments.map(pn));
    case 'TextExpression':
      return call('str', pn(node.expr));
    case 'HeredocExpression':
      return call('heredoc', map(['syntax', node.syntax && quote(node.syntax)], ['text', pn(node.textExpr)]));
    case 'VariableExpression':
      return call('var', node.expr.kind === 'QualifiedName' ? quote(node.expr.value) : pn(node.expr));
    case 'AccessExpression':
      return call('access', pn(node.leftExpr), ...node.keys.map(pn));
    case 'CallNamedFunctionExpression':
      return callTo(node, node.rvalRequired ? 'call' : 'invoke');
    case 'CallMethodExpression':
      return callTo(node, 'call-method');
    case 'LambdaExpression':
      return call(
        'lambda',
        map(
          parametersOf(node),
          ['returns', node.returnType && pn(node.returnType)],
          bodyOf('body', node.body),
        ),
      );
    case 'BlockExpression':
      return call('block', ...node.statements.map(pn));
    default:
      return operation(node);
  }
}

function operation(node: AnyNode): string {
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return call('paren', pn(node.expr));
    case 'NotExpression':
      return call('!', pn(node.expr));
    case 'UnfoldExpression':
      return call('unfold', pn(node.expr));
    case 'UnaryMinusExpression':
      return minus(node.expr);
    case 'ArithmeticExpression':
    case 'ComparisonExpression':
    case 'MatchExpression':
    case 'AssignmentExpression':
    case 'RelationshipExpression':
      return call(node.operator, pn(node.leftExpr), pn(node.rightExpr));
    case 'NamedAccessExpression':
      return call('.', pn(node.leftExpr), pn(node.rightExpr));
    case 'InExpression':
      return call('in', pn(node.leftExpr), pn(node.rightExpr));
    case 'AndExpression':
      return call('and', pn(node.leftExpr), pn(node.rightExpr));
    case 'OrExpression':
      return call('or', pn(node.leftExpr), pn(node.rightExpr));
    case 'IfExpression':
      return call(
        'if',
        map(['test', pn(node.test)], branch('then', node.thenExpr), branch('else', node.elseExpr)),
      );
    case 'UnlessExpression':
      return call(
        'unless',
        map(['test', pn(node.test)], branch('then', node.thenExpr), branch('else', node.elseExpr)),
      );
    case 'CaseExpression':
      return call('case', pn(node.test), list(node.options));
    case 'CaseOption':
      return map(['when', list(node.values)], ['then', blockList(node.thenExpr)]);
    case 'SelectorExpression':
      return call('?', pn(node.leftExpr), list(node.selectors));
    case 'SelectorEntry':
      return call('=>', pn(node.matchingExpr), pn(node.valueExpr));
    default:
      return resource(node);
  }
}

function resource(node: AnyNode): string {
  switch (node.kind) {
    case 'AttributeOperation':
      return call(node.operator, quote(node.attributeName), pn(node.valueExpr));
    case 'AttributesOperation':
      return call('splat-hash', pn(node.expr));
    case 'ResourceBody':
      return map(['title', pn(node.title)], ['ops', list(node.operations)]);
    case 'ResourceExpression':
      return call(
        'resource',
        map(['type', pn(node.typeName)], ['bodies', list(node.bodies)], formOf(node.form)),
      );
    case 'ResourceDefaultsExpression':
      return call(
        'resource-defaults',
        map(['type', pn(node.typeRef)], ['ops', list(node.operations)], formOf(node.form)),
      );
    case 'ResourceOverrideExpression':
      return call(
        'resource-override',
        map(['resources', pn(node.resources)], ['ops', list(node.operations)], formOf(node.form)),
      );
    case 'CollectExpression': {
      const operations = node.operations.length > 0 && list(node.operations);
      return call(
        'collect',
        map(['type', pn(node.typeExpr)], ['query', pn(node.query)], ['ops', operations]),
      );
    }
    case 'VirtualQuery':
      return query('virtual-query', node.expr);
    case 'ExportedQuery':
      return query('exported-query', node.expr);
    default:
      return definition(node);
  }
}

function definition(node: AnyNode): string {
  switch (node.kind) {
    case 'HostClassDefinition':
      return named('class', node, node.parentClass);
    case 'ResourceTypeDefinition':
      return named('define', node, null);
    case 'FunctionDefinition':
      return named('function', node, null, node.returnType);
    case 'NodeDefinition':
      return call(
        'node',
        map(
          ['matches', list(node.hostMatches)],
          ['parent', node.parent && pn(node.parent)],
          bodyOf('body', node.body),
        ),
      );
    case 'TypeAlias':
      return call('type-alias', quote(node.name), pn(node.typeExpr));
    case 'TypeMapping':
      return call('type-mapping', pn(node.typeExpr), pn(node.mappingExpr));
    case 'TypeDefinition':
      return call(
        'type-definition',
        quote(node.name),
        node.parent === null ? 'nil' : quote(node.parent),
        pn(node.body),
      );
    case 'Parameter':
      return parameter(node);
    default:
      throw new Error(`no PN for ${node.kind}`);
  }
}

/** A key and its text, left out where there is none. */
type Entry = [key: string, text: string | null | false | undefined];

function map(...entries: Entry[]): string {
  const given = entries.filter(([, text]) => text);
  return `{${given.map(([key, text]) => `:${key} ${text}`).join(' ')}}`;
}

function call(name: string, ...elements: string[]): string {
  return elements.length === 0 ? `(${name})` : `(${name} ${elements.join(' ')})`;
}

function list(nodes: readonly AnyNode[]): string {
  return `[${nodes.map(pn).join(' ')}]`;
}

function blockList(body: Expression | null): string {
  return body?.kind === 'BlockExpression' ? list(body.statements) : `[${pn(body)}]`;
}

function bodyOf(key: string, body: Expression | null): Entry {
  return [key, body && blockList(body)];
}

function branch(key: string, body: Expression | null): Entry {
  return bodyOf(key, body?.kind === 'Nop' ? null : body);
}

function formOf(form: string): Entry {
  return ['form', form !== 'regular' && quote(form)];
}

function query(name: string, expr: Expression): string {
  return expr.kind === 'Nop' ? call(name) : call(name, pn(expr));
}

function callTo(
  node: Extract<Expression, { kind: 'CallNamedFunctionExpression' | 'CallMethodExpression' }>,
  name: string,
): string {
  const block = node.lambda && pn(node.lambda);
  return call(name, map(['functor', pn(node.functorExpr)], ['args', list(node.arguments)], ['block', block]));
}

function parametersOf({ parameters }: { parameters: Parameter[] }): Entry {
  if (parameters.length === 0) return ['params', null];
  return ['params', map(...parameters.map((each): Entry => [each.name, parameter(each)]))];
}

function parameter(node: Parameter): string {
  return map(
    ['type', node.typeExpr && pn(node.typeExpr)],
    ['splat', node.capturesRest && 'true'],
    ['value', node.value && pn(node.value)],
  );
}

function named(
  name: string,
  node: { name: string; parameters: Parameter[]; body: Expression | null },
  parent: string | null,
  returns: Expression | null = null,
): string {
  return call(
    name,
    map(
      ['name', quote(node.name)],
      ['parent', parent !== null && quote(parent)],
      parametersOf(node),
      bodyOf('body', node.body),
      ['returns', returns && pn(returns)],
    ),
  );
}

/** A minus before a number is printed as a negative number. */
function minus(expr: Expression): string {
  if (expr.kind === 'LiteralInteger') return String(-expr.value);
  return expr.kind === 'LiteralFloat' ? formatFloat(-expr.value) : call('-', pn(expr));
}

/** Ruby fixes the encoding of a pattern beyond ASCII, which makes Puppet write its options. */
function regexpText(pattern: string): string {
  return /[^\x00-\x7f]/.test(pattern) ? `(?-imx:${pattern})` : pattern;
}

function quote(text: string): string {
  return `"${text.replace(/["\\\x00-\x1f]/g, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '\t':
      return '\\t';
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '"':
    case '\\':
      return `\\${character}`;
    default:
      return `\\o${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
  }
}
