import type { Document, Field, Include, ValueNode } from './document.ts';
import { HoconError } from './error.ts';
import { concatenate, mergeOver } from './merge.ts';
import { atLine, describeOrigin, type Origin } from './origin.ts';
import { type Path, readPath } from './path.ts';
import type { Token } from './token.ts';
import { type HoconObject, type HoconValue, listOf, objectOf, underPath } from './value.ts';

/** Reads what an `include` names. Throws a HoconError. */
export type Includer = (include: Include, name: string) => HoconObject;

interface Builder {
  readonly name: string;
  readonly include: Includer;
  line: number;
  /** The keys that lead to the value that is read. */
  path: Path;
  lists: number;
}

/** The object that a document is, with its references. Throws a HoconError. */
export function buildDocument(document: Document, name: string, include: Includer): HoconObject {
  const builder: Builder = { name, include, line: 1 + document.linesBefore, path: [], lists: 0 };
  const root = build(builder, document.root);
  if (root.type === 'object') return root;
  throw new HoconError(
    `${describeOrigin(root.origin)}:  has type LIST rather than object at file root`,
    'meaning',
  );
}

const here = ({ name, line }: Builder): Origin => atLine(name, line);

function fail(builder: Builder, message: string): never {
  throw new HoconError(`${describeOrigin(here(builder))}: ${message}`, 'syntax');
}

function build(builder: Builder, node: ValueNode): HoconValue {
  switch (node.kind) {
    case 'simple':
      return simpleOf(builder, node.token);
    case 'concatenation':
      return concatenate(node.pieces.map((piece) => build(builder, piece)))!;
    case 'list':
      return buildList(builder, node);
    case 'object':
      return buildObject(builder, node);
  }
}

function simpleOf(builder: Builder, token: Token): HoconValue {
  const origin = atLine(builder.name, token.line);
  if (token.type === 'substitution')
    return {
      type: 'reference',
      path: readPath(token.tokens, origin),
      optional: token.optional,
      prefix: 0,
      origin,
    };
  const { text } = token as Token & { text: string };
  if (token.type === 'value') return { type: 'scalar', kind: token.kind, value: token.value, text, origin };
  return { type: 'scalar', kind: 'unquoted', value: text, text, origin };
}

function buildList(builder: Builder, node: Extract<ValueNode, { kind: 'list' }>): HoconValue {
  const origin = here(builder);
  const items: HoconValue[] = [];
  builder.lists++;
  for (const item of node.items)
    if (item.kind === 'newline') builder.line++;
    else items.push(build(builder, item));
  builder.lists--;
  return listOf(items, origin);
}

function buildObject(builder: Builder, node: Extract<ValueNode, { kind: 'object' }>): HoconObject {
  const origin = here(builder);
  const fields = new Map<string, HoconValue>();
  for (const entry of node.entries)
    if (entry.kind === 'newline') builder.line++;
    else if (entry.kind === 'include') addIncluded(builder, fields, entry);
    else addField(builder, fields, entry);
  return objectOf(fields, origin);
}

function addField(builder: Builder, fields: Map<string, HoconValue>, field: Field): void {
  const outer = builder.path;
  builder.path = [...outer, ...field.path];
  const value = field.adds ? addedValue(builder, field.value) : build(builder, field.value);
  builder.path = outer;
  const [key, ...rest] = field.path;
  put(fields, key!, underPath(rest, value));
}

function put(fields: Map<string, HoconValue>, key: string, value: HoconValue): void {
  const before = fields.get(key);
  fields.set(key, before === undefined ? value : mergeOver(value, before));
}

/** `+=` is a reference to what was there, and a list of one. */
function addedValue(builder: Builder, node: ValueNode): HoconValue {
  if (builder.lists > 0)
    fail(
      builder,
      'Due to current limitations of the config parser, += does not work nested inside a list. += expands to a ${} substitution and the path in ${} cannot currently refer to list elements. You might be able to move the += outside of the list and then refer to it from inside the list with ${}.',
    );
  builder.lists++;
  const value = build(builder, node);
  builder.lists--;
  const { origin } = value;
  const before: HoconValue = { type: 'reference', path: builder.path, optional: true, prefix: 0, origin };
  return concatenate([before, listOf([value], origin)])!;
}

function addIncluded(builder: Builder, fields: Map<string, HoconValue>, include: Include): void {
  const included = builder.include(include, describeOrigin(here(builder)));
  if (builder.lists > 0 && !included.resolved)
    fail(
      builder,
      'Due to current limitations of the config parser, when an include statement is nested inside a list value, ${} substitutions inside the included file cannot be resolved correctly. Either move the include outside of the list value or remove the ${} statements from the included file.',
    );
  for (const [key, value] of included.fields)
    put(fields, key, builder.path.length === 0 ? value : moved(value, builder.path));
}

/** A value whose references are those of a document that is now found at a path. */
function moved(value: HoconValue, prefix: Path): HoconValue {
  const each = (values: readonly HoconValue[]) => values.map((one) => moved(one, prefix));
  switch (value.type) {
    case 'scalar':
      return value;
    case 'list':
      return { ...value, items: each(value.items) };
    case 'object':
      return { ...value, fields: new Map([...value.fields].map(([key, one]) => [key, moved(one, prefix)])) };
    case 'reference':
      return { ...value, path: [...prefix, ...value.path], prefix: value.prefix + prefix.length };
    case 'concatenation':
      return { ...value, pieces: each(value.pieces) };
    case 'merge':
      return { ...value, stack: each(value.stack) };
  }
}
