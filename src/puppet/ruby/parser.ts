import type { Block, Node, Parameter, Rescue } from './ast.ts';
import { closingOf, literalParts, type Quoting, rawText } from './literals.ts';
import { Reader } from './reader.ts';

/** Marks that stand in a template's program for its text and its output tags; no Ruby source has them. */
export const textMark = '\u{e000}';
export const outputStart = '\u{e001}';
export const outputEnd = '\u{e002}';

/** The `rescue` behind an expression. */
const anyError = { name: null, classes: [], several: false } as const;

const keywords = new Set(
  'if unless while until and or not then do end else elsif when case in begin rescue ensure def class module return next break true false nil self yield for defined? alias undef super redo retry'.split(
    ' ',
  ),
);

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
const assignPattern = /(\|\||&&|\*\*|<<|>>|[+\-*/%|&^])?=(?![=~>])/y;
const identifier = /[a-z_\u0080-\ud7ff][\w\u0080-\ud7ff]*[?!]?(?!=[^=~>])|[a-z_][\w]*/y;

/** Parses a Ruby source, or the program of a template. Throws a RubyError with the line. */
export function parseRuby(text: string): Node {
  const parser = new Parser(text);
  return parser.program();
}

class Parser {
  readonly reader: Reader;
  #locals: Set<string>[] = [new Set()];

  constructor(text: string) {
    this.reader = new Reader(text);
  }

  program(): Node {
    const body = this.statements([]);
    if (!this.reader.done) this.reader.fail(`unexpected '${this.#wordHere()}'`);
    return body;
  }

  #wordHere(): string {
    return /^\w+|^./s.exec(this.reader.text.slice(this.reader.at, this.reader.at + 40))?.[0] ?? 'the end';
  }

  /** Statements up to one of the words or characters that end them; these are left. */
  statements(ends: readonly string[]): Node {
    const { reader } = this;
    const line = reader.line;
    const statements: Node[] = [];
    for (;;) {
      this.#separators();
      if (reader.done || this.#isEnd(ends)) break;
      statements.push(this.#statement());
      reader.space();
      if (!reader.done && !this.#separates() && !this.#isEnd(ends))
        reader.fail(`unexpected '${this.#wordHere()}'`);
    }
    return { kind: 'body', statements, line };
  }

  #separates(): boolean {
    return [';', '\n', textMark, outputStart].includes(this.reader.next);
  }

  #separators(): void {
    do this.reader.space(true);
    while (this.reader.take(';'));
  }

  #isEnd(ends: readonly string[]): boolean {
    return ends.some((end) =>
      /\w/.test(end) ? this.reader.isWord(end) : this.reader.text.startsWith(end, this.reader.at),
    );
  }

  #statement(): Node {
    const { reader } = this;
    if (reader.next === textMark || reader.next === outputStart) return this.#template();
    let node = this.#multipleAssign() ?? this.#expressionStatement();
    for (;;) {
      reader.space();
      const line = reader.line;
      if (reader.takeWord('if'))
        node = {
          kind: 'if',
          condition: this.#expressionStatement(),
          consequent: node,
          alternate: null,
          line,
        };
      else if (reader.takeWord('unless'))
        node = {
          kind: 'if',
          condition: { kind: 'not', value: this.#expressionStatement(), line },
          consequent: node,
          alternate: null,
          line,
        };
      else if (reader.takeWord('while'))
        node = { kind: 'while', condition: this.#expressionStatement(), body: node, negated: false, line };
      else if (reader.takeWord('until'))
        node = { kind: 'while', condition: this.#expressionStatement(), body: node, negated: true, line };
      else if (reader.takeWord('rescue'))
        node = {
          kind: 'begin',
          body: node,
          rescue: { ...anyError, body: this.#expressionStatement() },
          ensure: null,
          line,
        };
      else return node;
    }
  }

  #template(): Node {
    const { reader } = this;
    const { line } = reader;
    if (reader.take(textMark)) return { kind: 'text', index: Number(reader.match(/\d+/y)![0]), line };
    reader.at++;
    const body = this.statements([outputEnd]);
    if (!reader.take(outputEnd)) reader.fail('unexpected end of an output tag');
    return { kind: 'output', body, line };
  }

  #multipleAssign(): Node | null {
    const { reader } = this;
    if (!reader.looksAt(/\*?[@$]*[a-z_]\w*\s*(?:,\s*\*?[@$]*[a-z_]\w*\s*)+=(?![=~>])/y)) return null;
    const { line } = reader;
    const targets: Node[] = [];
    do {
      reader.space();
      const splat = reader.take('*');
      const target = this.#target(this.#primary());
      targets.push(splat ? { kind: 'splat', value: target, line } : target);
      reader.space();
    } while (reader.take(','));
    reader.expect('=');
    const values = this.#list(() => this.#maybeSplat());
    const value: Node =
      values.length === 1 && values[0]!.kind !== 'splat'
        ? values[0]!
        : { kind: 'array', items: values, line };
    return { kind: 'multipleAssign', targets, value, line };
  }

  #list(item: () => Node): Node[] {
    const items = [item()];
    for (;;) {
      this.reader.space();
      if (!this.reader.take(',')) return items;
      this.reader.space(true);
      items.push(item());
    }
  }

  #maybeSplat(): Node {
    const { reader } = this;
    reader.space(true);
    const { line } = reader;
    return reader.looksAt(/\*(?=[\w@[(])/y) && reader.take('*')
      ? { kind: 'splat', value: this.#ternary(), line }
      : this.expression();
  }

  /** `not`, `and`, `or`: looser than assignment. */
  #expressionStatement(): Node {
    const { reader } = this;
    let left = this.#notExpression();
    for (;;) {
      reader.space();
      const { line } = reader;
      const kind = reader.takeWord('and') ? 'and' : reader.takeWord('or') ? 'or' : null;
      if (!kind) return left;
      reader.space(true);
      left = { kind, left, right: this.#notExpression(), line };
    }
  }

  #notExpression(): Node {
    this.reader.space(true);
    const { line } = this.reader;
    return this.reader.takeWord('not')
      ? { kind: 'not', value: this.#notExpression(), line }
      : this.expression();
  }

  expression(): Node {
    const { reader } = this;
    reader.space();
    const left = this.#ternary();
    reader.space();
    const { line } = reader;
    if (!isAssignable(left)) return left;
    const match = reader.match(assignPattern);
    if (!match) return left;
    const target = this.#target(left);
    reader.space(true);
    const value = this.#assignedValue();
    return match[1]
      ? { kind: 'operatorAssign', target, operator: match[1], value, line }
      : { kind: 'assign', target, value, line };
  }

  /** `a = b rescue c` belongs together, and so does `a = 1, 2`. */
  #assignedValue(): Node {
    const { line } = this.reader;
    const value = this.#maybeSplat();
    this.reader.space();
    if (this.reader.takeWord('rescue'))
      return {
        kind: 'begin',
        body: value,
        rescue: { ...anyError, body: this.expression() },
        ensure: null,
        line,
      };
    return value.kind === 'splat' ? { kind: 'array', items: [value], line } : value;
  }

  /** A name that is assigned is a local variable from now on. */
  #target(node: Node): Node {
    if (node.kind === 'call' && node.receiver === null && node.args.length === 0) {
      this.#declare(node.name);
      return { kind: 'local', name: node.name, line: node.line };
    }
    return node;
  }

  #declare(name: string): void {
    this.#locals.at(-1)!.add(name);
  }

  #isLocal(name: string): boolean {
    return this.#locals.some((scope) => scope.has(name));
  }

  #ternary(): Node {
    const { reader } = this;
    const condition = this.#binary(0);
    reader.space();
    const { line } = reader;
    if (!reader.looksAt(/\?(?=\s|["'@:\w([-])/y)) return condition;
    reader.at++;
    reader.space(true);
    const yes = this.#ternary();
    reader.space(true);
    reader.expect(':');
    reader.space(true);
    return { kind: 'if', condition, consequent: yes, alternate: this.#ternary(), line };
  }

  #binary(level: number): Node {
    const { reader } = this;
    let left = this.#unary();
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
      left = join(left, operator!, this.#binary(operator === '**' ? found : found + 1), line);
    }
  }

  #unary(): Node {
    const { reader } = this;
    const { line } = reader;
    if (reader.looksAt(/!(?![=~])/y)) {
      reader.at++;
      reader.space();
      return { kind: 'not', value: this.#unary(), line };
    }
    if (reader.looksAt(/-(?=\d)/y)) {
      reader.at++;
      const number = this.#postfix(this.#primary());
      return number.kind === 'integer' || number.kind === 'float'
        ? ({ ...number, value: -number.value } as Node)
        : call(number, '-@', [], line);
    }
    if (reader.looksAt(/-(?=[\w@($])/y)) {
      reader.at++;
      return call(this.#unary(), '-@', [], line);
    }
    if (reader.isWord('defined?')) {
      reader.at += 8;
      reader.space();
      return { kind: 'defined', value: this.#unary(), line };
    }
    return this.#postfix(this.#primary());
  }

  /** Method calls, indexes and `::` after a value. */
  #postfix(start: Node): Node {
    const { reader } = this;
    let node = start;
    for (;;) {
      const { at } = reader;
      const { line } = reader;
      if (reader.next === '[' && !/[\s\n]/.test(reader.text[reader.at - 1] ?? ' ')) {
        reader.at++;
        node = call(node, '[]', this.#arguments(']'), line);
        continue;
      }
      reader.space();
      if (reader.next === '\n' && reader.looksAt(/\n(?:\s|#[^\n]*\n)*(?:\.(?![.])|&\.)/y)) reader.space(true);
      if (reader.looksAt(/&\.|\.(?![.\d])|::(?=[A-Z_a-z])/y)) {
        const safe = reader.take('&.');
        if (!safe && !reader.take('::')) reader.take('.');
        reader.space(true);
        node = this.#methodCall(node, safe, line);
        continue;
      }
      reader.at = at;
      return node;
    }
  }

  #methodCall(receiver: Node, safe: boolean, line: number): Node {
    const { reader } = this;
    const constant = reader.looksAt(/[A-Z]/y) && reader.match(/[A-Z]\w*/y);
    if (constant) {
      if (receiver.kind === 'constant' && reader.next !== '(')
        return { kind: 'constant', path: `${receiver.path}::${constant[0]}`, line };
      return { ...call(receiver, constant[0], this.#callArguments(false), line), safe } as Node;
    }
    const name =
      reader.next === '('
        ? 'call'
        : (reader.match(identifier)?.[0] ?? reader.match(/[+\-*/%<>=!~[\]&|^]+/y)?.[0]);
    if (name === undefined) return reader.fail('expected a method name');
    const args = this.#callArguments(true);
    return this.#withBlock({ kind: 'call', receiver, name, args, block: null, safe, line });
  }

  /** Arguments in parentheses, or without where a value follows a blank. */
  #callArguments(commands: boolean): Node[] {
    const { reader } = this;
    if (reader.take('(')) return this.#arguments(')');
    if (!commands || !this.#startsArgument()) return [];
    reader.space();
    return this.#commandArguments();
  }

  #startsArgument(): boolean {
    const { reader } = this;
    if (!reader.looksAt(/[ \t]+(?:["'@$:\w%[]|->|!(?!=)|\/(?! )|[-*&](?=[\w@:("'[])|<<[~-]?["'A-Z])/y))
      return false;
    if (reader.looksAt(/[ \t]+(?:%[ =]|\[\s*\]?\s*[=]|:[ :])/y)) return false;
    const word = /^[ \t]+([a-z_]\w*[?!]?)/.exec(reader.text.slice(reader.at, reader.at + 60))?.[1];
    return (
      word === undefined ||
      !keywords.has(word) ||
      ['true', 'false', 'nil', 'self', 'not', 'defined?', 'case', 'if'].includes(word) === (word !== 'if')
    );
  }

  #commandArguments(): Node[] {
    const args: Node[] = [];
    const entries: [Node, Node][] = [];
    const { line } = this.reader;
    do {
      this.reader.space(true);
      this.#argument(args, entries);
      this.reader.space();
    } while (this.reader.take(','));
    return entries.length > 0 ? [...args, { kind: 'hash', entries, line }] : args;
  }

  #arguments(close: string): Node[] {
    const { reader } = this;
    const args: Node[] = [];
    const entries: [Node, Node][] = [];
    const { line } = reader;
    for (;;) {
      reader.space(true);
      if (reader.take(close)) break;
      this.#argument(args, entries);
      reader.space(true);
      if (!reader.take(',') && reader.next !== close)
        reader.fail(`expected '${close}' instead of '${this.#wordHere()}'`);
    }
    return entries.length > 0 ? [...args, { kind: 'hash', entries, line }] : args;
  }

  /** One argument: a value, a splat, a block, or an entry of the hash that ends the arguments. */
  #argument(args: Node[], entries: [Node, Node][]): void {
    const { reader } = this;
    const { line } = reader;
    if (reader.looksAt(/&(?=[:\w@(])/y)) {
      reader.at++;
      args.push({ kind: 'blockPass', value: this.#ternary(), line });
      return;
    }
    const label =
      reader.match(/([a-zA-Z_]\w*[?!]?):(?!:)(?=\s)/y) ?? reader.match(/"([^"#\\]*)":(?!:)(?=\s)/y);
    if (label) {
      reader.space(true);
      entries.push([{ kind: 'symbol', parts: [label[1]!], line }, this.expression()]);
      return;
    }
    if (reader.looksAt(/\*\*(?=[\w@{])/y)) {
      reader.at += 2;
      args.push(this.expression());
      return;
    }
    const value = this.#maybeSplat();
    const { at } = reader;
    reader.space(true);
    if (!reader.take('=>')) {
      args.push(value);
      reader.at = at;
    } else {
      reader.space(true);
      entries.push([value, this.expression()]);
    }
  }

  #withBlock(node: Node & { kind: 'call' }): Node {
    const { reader } = this;
    const { at } = reader;
    reader.space();
    if (reader.next === '{') {
      reader.at++;
      return { ...node, block: this.#block('}') };
    }
    if (reader.isWord('do') && !this.#noDo) {
      reader.at += 2;
      return { ...node, block: this.#block('end') };
    }
    reader.at = at;
    return node;
  }

  /** In the head of `while x do`, `do` belongs to the loop. */
  #noDo = false;

  #block(close: string): Block {
    const { reader } = this;
    const { line } = reader;
    const noDo = this.#noDo;
    this.#noDo = false;
    this.#locals.push(new Set());
    reader.space(true);
    const parameters = reader.take('|') ? this.#parameters('|') : [];
    const body = close === 'end' ? this.#bodyWithRescue(['end']) : this.statements([close]);
    reader.space(true);
    if (close === 'end' ? !reader.takeWord('end') : !reader.take(close)) reader.fail(`expected '${close}'`);
    this.#locals.pop();
    this.#noDo = noDo;
    return { parameters, body, line };
  }

  #parameters(close: string): Parameter[] {
    const { reader } = this;
    const parameters: Parameter[] = [];
    for (;;) {
      reader.space(true);
      if (reader.take(close)) return parameters;
      parameters.push(this.#parameter(close));
      reader.space(true);
      if (!reader.take(',') && !reader.take(';') && reader.next !== close)
        reader.fail('expected a parameter');
    }
  }

  #parameter(close: string): Parameter {
    const { reader } = this;
    if (reader.take('(')) return { name: '', form: 'nested', fallback: null, nested: this.#parameters(')') };
    const form = reader.take('**') || reader.take('*') ? 'rest' : reader.take('&') ? 'block' : 'plain';
    const name = reader.match(/[a-z_]\w*/y)?.[0] ?? '';
    if (name === '' && form === 'plain') reader.fail('expected a parameter');
    this.#declare(name);
    if (form === 'plain' && reader.take(':')) {
      reader.space(true);
      const bare = reader.next === ',' || reader.next === close;
      return { name, form: 'keyword', fallback: bare ? null : this.#ternary(), nested: [] };
    }
    reader.space();
    const fallback = reader.looksAt(/=(?!=)/y) && reader.take('=') ? this.#parameterDefault(close) : null;
    return { name, form, fallback, nested: [] };
  }

  #parameterDefault(close: string): Node {
    this.reader.space();
    return close === '|' ? this.#primary() : this.#ternary();
  }

  #primary(): Node {
    const { reader } = this;
    const { line, next } = reader;
    if (/\d/.test(next)) return this.#number();
    if (next === "'" || next === '"' || next === '`') return this.#string();
    if (next === '(') return this.#parenthesised();
    if (next === '[') {
      reader.at++;
      return { kind: 'array', items: this.#arguments(']'), line };
    }
    if (next === '{') return this.#hash();
    if (next === ':') return this.#symbol();
    if (next === '/') return this.#regexp('/', '/', 1);
    if (next === '%') return this.#percent();
    if (next === '@') return { kind: 'instance', name: reader.match(/@{1,2}(\w+)/y)![1]!, line };
    if (next === '$') return { kind: 'global', name: reader.match(/\$(?:\w+|.)/y)![0], line };
    if (reader.looksAt(/<<[~-]?["'`]?[A-Z_a-z]/y)) return this.#hereDocument();
    if (reader.looksAt(/->/y)) return this.#arrow();
    if (reader.looksAt(/\?[^\s](?!\w)/y)) {
      reader.at += 2;
      return { kind: 'string', parts: [reader.text[reader.at - 1]!], line };
    }
    return this.#word();
  }

  #number(): Node {
    const { reader } = this;
    const { line } = reader;
    const based = reader.match(/0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+(?![.\d])/y);
    if (based) {
      const digits = based[0].replaceAll('_', '');
      return integer(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits, line);
    }
    const text = reader.match(/\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?/y)![0].replaceAll('_', '');
    return /[.eE]/.test(text) ? { kind: 'float', value: Number(text), line } : integer(text, line);
  }

  #parts(quoting: Quoting): (string | Node)[] {
    return literalParts(this.reader, quoting, () => {
      const body = this.statements(['}']);
      this.reader.expect('}');
      return body;
    });
  }

  /** Strings side by side are one. */
  #string(): Node {
    const { reader } = this;
    const { line } = reader;
    const parts: (string | Node)[] = [];
    do {
      const quote = reader.next;
      reader.at++;
      parts.push(...this.#parts({ close: quote, open: '', interpolates: quote !== "'", regexp: false }));
      if (reader.looksAt(/[ \t]*(?:\\\n\s*)?["']/y)) reader.space();
    } while (reader.next === "'" || reader.next === '"');
    return { kind: 'string', parts, line };
  }

  #symbol(): Node {
    const { reader } = this;
    const { line } = reader;
    reader.at++;
    if (reader.take('"'))
      return {
        kind: 'symbol',
        parts: this.#parts({ close: '"', open: '', interpolates: true, regexp: false }),
        line,
      };
    if (reader.take("'"))
      return {
        kind: 'symbol',
        parts: this.#parts({ close: "'", open: '', interpolates: false, regexp: false }),
        line,
      };
    const name = reader.match(
      /@{0,2}[A-Za-z_]\w*[?!=]?(?![=>])|@{0,2}[A-Za-z_]\w*|\[\]=?|<=>|===?|[+\-*/%<>!]=?|<<|>>|=~/y,
    );
    return name ? { kind: 'symbol', parts: [name[0]], line } : reader.fail("unexpected ':'");
  }

  #regexp(open: string, close: string, skip: number): Node {
    const { reader } = this;
    const { line } = reader;
    reader.at += skip;
    const parts = this.#parts({ close, open: open === close ? '' : open, interpolates: true, regexp: true });
    return { kind: 'regexp', parts, flags: reader.match(/[imxounse]*/y)![0].replace(/[^imx]/g, ''), line };
  }

  #percent(): Node {
    const { reader } = this;
    const { line } = reader;
    const head = reader.match(/%([qQwWiIrsx]?)([^\w\s])/y);
    if (!head) return reader.fail("unexpected '%'");
    const [, letter = '', open = ''] = head;
    const close = closingOf(open);
    const nesting = open === close ? '' : open;
    if (letter === 'r') return this.#regexp(open, close, 0);
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
      parts: this.#parts({
        close,
        open: nesting,
        interpolates: letter !== 'q' && letter !== 's',
        regexp: false,
      }),
      line,
    };
  }

  #hereDocument(): Node {
    const { reader } = this;
    const { line } = reader;
    const [, dash, quote, tag] = reader.match(/<<([~-]?)(["'`]?)(\w+)\2/y)!;
    const { body } = reader.hereDocument(tag!, dash !== '');
    const text = dash === '~' ? unindent(body) : body;
    if (quote === "'") return { kind: 'string', parts: [text], line };
    const inner = new Parser(text);
    inner.#locals = this.#locals;
    return {
      kind: 'string',
      parts: inner.#parts({ close: '', open: '', interpolates: true, regexp: false }),
      line,
    };
  }

  #hash(): Node {
    const { reader } = this;
    const { line } = reader;
    reader.at++;
    const args = this.#arguments('}');
    const [only] = args;
    if (args.length === 0) return { kind: 'hash', entries: [], line };
    return only?.kind === 'hash' ? only : reader.fail('expected a hash');
  }

  #parenthesised(): Node {
    const { reader } = this;
    const noDo = this.#noDo;
    this.#noDo = false;
    reader.at++;
    const body = this.statements([')']);
    reader.expect(')');
    this.#noDo = noDo;
    return body;
  }

  #arrow(): Node {
    const { reader } = this;
    const { line } = reader;
    reader.at += 2;
    reader.space();
    this.#locals.push(new Set());
    const parameters = reader.take('(') ? this.#parameters(')') : [];
    reader.space();
    const close = reader.take('{') ? '}' : 'end';
    if (close === 'end') reader.takeWord('do');
    const block = this.#block(close);
    this.#locals.pop();
    return { kind: 'lambda', block: { ...block, parameters }, line };
  }

  #word(): Node {
    const { reader } = this;
    const { line } = reader;
    const constant = reader.match(/(?:::)?[A-Z]\w*/y);
    if (constant) {
      const path = constant[0].replace(/^::/, '');
      if (reader.next === '(') return this.#withBlock(call(null, path, this.#callArguments(false), line));
      if (this.#startsArgument() && reader.looksAt(/[ \t]+["'@\w]/y))
        return call(null, path, this.#callArguments(true), line);
      return { kind: 'constant', path, line };
    }
    const word = reader.match(identifier)?.[0];
    if (word === undefined) return reader.fail(`unexpected '${this.#wordHere()}'`);
    if (keywords.has(word)) return this.#keyword(word, line);
    if (this.#isLocal(word) && reader.next !== '(') return { kind: 'local', name: word, line };
    return this.#withBlock(call(null, word, this.#callArguments(true), line));
  }

  #keyword(word: string, line: number): Node {
    switch (word) {
      case 'nil':
      case 'true':
      case 'false':
      case 'self':
        return { kind: word, line };
      case 'if':
        return this.#if(line, false);
      case 'unless':
        return this.#if(line, true);
      case 'while':
      case 'until':
        return this.#while(line, word === 'until');
      case 'case':
        return this.#case(line);
      case 'for':
        return this.#for(line);
      case 'begin':
        return this.#begin(line);
      case 'def':
        return this.#method(line);
      case 'class':
      case 'module':
        return this.#module(line);
      case 'next':
      case 'break':
      case 'return':
        return this.#jump(word, line);
      case 'yield':
      case 'super':
        return call(null, word, this.#callArguments(true), line);
      case 'alias':
        this.reader.match(/[^\n;]*/y);
        return { kind: 'nil', line };
      default:
        return this.reader.fail(`unexpected '${word}'`);
    }
  }

  #condition(): Node {
    const noDo = this.#noDo;
    this.#noDo = true;
    const condition = this.#expressionStatement();
    this.#noDo = noDo;
    this.reader.space();
    return condition;
  }

  #if(line: number, negated: boolean): Node {
    const { reader } = this;
    const condition = this.#expressionStatement();
    reader.space(true);
    reader.takeWord('then');
    const consequent = this.statements(['elsif', 'else', 'end']);
    const inner = reader.line;
    const otherwise = reader.takeWord('elsif') ? this.#if(inner, false) : this.#elseEnd();
    return {
      kind: 'if',
      condition: negated ? { kind: 'not', value: condition, line } : condition,
      consequent,
      alternate: otherwise,
      line,
    };
  }

  #elseEnd(): Node | null {
    const body = this.reader.takeWord('else') ? this.statements(['end']) : null;
    if (!this.reader.takeWord('end')) this.reader.fail("expected 'end'");
    return body;
  }

  #while(line: number, negated: boolean): Node {
    const condition = this.#condition();
    this.reader.takeWord('do');
    const body = this.statements(['end']);
    this.reader.takeWord('end');
    return { kind: 'while', condition, body, negated, line };
  }

  #for(line: number): Node {
    const { reader } = this;
    reader.space();
    const names = this.#list(() => {
      reader.space();
      const name = reader.match(/[a-z_]\w*/y)?.[0] ?? reader.fail('expected a variable');
      this.#declare(name);
      return { kind: 'local', name, line };
    });
    reader.space();
    if (!reader.takeWord('in')) reader.fail("expected 'in'");
    const source = this.#condition();
    reader.takeWord('do');
    const body = this.statements(['end']);
    reader.takeWord('end');
    return {
      kind: 'for',
      target: names.length === 1 ? names[0]! : { kind: 'array', items: names, line },
      source,
      body,
      line,
    };
  }

  #case(line: number): Node {
    const { reader } = this;
    reader.space();
    const subject = reader.next === '\n' || reader.isWord('when') ? null : this.#expressionStatement();
    const branches: { tests: Node[]; body: Node }[] = [];
    this.#separators();
    while (reader.takeWord('when')) {
      reader.space();
      const tests = this.#list(() => this.#maybeSplat());
      reader.space();
      reader.takeWord('then');
      branches.push({ tests, body: this.statements(['when', 'else', 'end']) });
    }
    return { kind: 'case', subject, branches, else: this.#elseEnd(), line };
  }

  #begin(line: number): Node {
    const body = this.#bodyWithRescue(['end']);
    if (!this.reader.takeWord('end')) this.reader.fail("expected 'end'");
    return { ...body, line } as Node;
  }

  #bodyWithRescue(ends: readonly string[]): Node {
    const { reader } = this;
    const { line } = reader;
    const body = this.statements(['rescue', 'ensure', 'else', ...ends]);
    let rescue: Rescue | null = null;
    while (reader.takeWord('rescue')) {
      const clause = reader.match(/[^\n;]*?(?=\n|;|\bthen\b)/y)?.[0] ?? '';
      const name = /=>\s*([a-z_]\w*)/.exec(clause)?.[1] ?? null;
      if (name) this.#declare(name);
      reader.takeWord('then');
      const caught = this.statements(['rescue', 'ensure', 'else', ...ends]);
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
    const ensure = reader.takeWord('ensure') ? this.statements(ends) : null;
    return rescue || ensure ? { kind: 'begin', body, rescue, ensure, line } : body;
  }

  #method(line: number): Node {
    const { reader } = this;
    reader.space();
    const name =
      reader.match(/(?:self\.|[A-Z]\w*\.)?(?:[a-zA-Z_]\w*[?!=]?|\[\]=?|<=>|===?|[+\-*/%<>!]=?|<<)/y)?.[0] ??
      reader.fail('expected a name');
    this.#locals.push(new Set());
    const parameters = reader.take('(') ? this.#parameters(')') : this.#bareParameters();
    const body = this.#bodyWithRescue(['end']);
    if (!reader.takeWord('end')) reader.fail("expected 'end'");
    this.#locals.pop();
    return { kind: 'method', name, block: { parameters, body, line }, line };
  }

  #bareParameters(): Parameter[] {
    const { reader } = this;
    reader.space();
    const parameters: Parameter[] = [];
    while (!reader.done && reader.next !== '\n' && reader.next !== ';') {
      parameters.push(this.#parameter('\n'));
      reader.space();
      reader.take(',');
      reader.space();
    }
    return parameters;
  }

  #module(line: number): Node {
    const { reader } = this;
    reader.space();
    const name = reader.match(/<<\s*self|(?:::)?[A-Z][\w:]*/y)?.[0] ?? reader.fail('expected a name');
    reader.space();
    const superclass = reader.take('<') ? this.expression() : null;
    const body = this.statements(['end']);
    if (!reader.takeWord('end')) reader.fail("expected 'end'");
    return { kind: 'module', name, superclass, body, line };
  }

  #jump(jump: 'next' | 'break' | 'return', line: number): Node {
    const { reader } = this;
    reader.space();
    const bare =
      reader.done ||
      /[\n;})]/.test(reader.next) ||
      ['if', 'unless', 'end'].some((word) => reader.isWord(word)) ||
      reader.next === outputEnd;
    return { kind: 'jump', jump, value: bare ? null : this.expression(), line };
  }
}

function integer(text: string, line: number): Node {
  const value = BigInt(text);
  return { kind: 'integer', value: Number.isSafeInteger(Number(value)) ? Number(value) : value, line };
}

function call(receiver: Node | null, name: string, args: Node[], line: number): Node & { kind: 'call' } {
  return { kind: 'call', receiver, name, args, block: null, safe: false, line };
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

function unindent(body: string): string {
  const lines = body.split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)![0].length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(Math.min(indent, /^[ \t]*/.exec(line)![0].length))).join('\n');
}
