import type { Block, Node } from '../ruby/ast.ts';
import { parseRuby } from '../ruby/parser/index.ts';
import { PRegexp } from '../values/value.ts';
import type { ParameterInfo, ResourceTypeInfo, TitlePattern } from './api.ts';

/** What is gathered while the body of a type is read. */
interface Draft {
  readonly parameters: ParameterInfo[];
  readonly namevars: string[];
  titlePatterns: TitlePattern[] | undefined;
  isomorphic: boolean;
  refreshes: boolean;
  complete: boolean;
}

/** What is read of a type; not complete where its source declares parameters or title patterns in ways of its own. */
export interface ReadType {
  info: ResourceTypeInfo;
  complete: boolean;
}

/** What the body of a type may call that declares no parameter. */
const harmless = new Set(
  'autorequire autobefore autosubscribe autonotify validate feature desc provide include require require_relative apply_to_device apply_to_host apply_to_all attr_accessor attr_reader attr_writer private public protected newmetaparam raise fail each puts warning debug define_method class_eval map_title_patterns new_autorequire newstate defaultvalues array_matching munge defaultto isrequired'.split(
    ' ',
  ),
);

const declaring = new Set(['newparam', 'newproperty', 'ensurable']);

/**
 * Reads a resource type from its Ruby source, in the shapes that modules use: `Puppet::Type.newtype` with `newparam`,
 * `newproperty`, `ensurable` and `self.title_patterns`, and `Puppet::ResourceApi.register_type`. Nothing is run.
 * Undefined where the source has neither; throws a RubyError where it cannot be parsed.
 */
export function readResourceType(source: string, name: string, file: string): ReadType | undefined {
  const program = parseRuby(source);
  const call = findCall(program, (node) => node.name === 'newtype' || node.name.endsWith('.newtype'));
  if (call) return fromNewtype(name, bodyOf(call), file);
  const registered = findCall(program, (node) => node.name === 'register_type');
  const info = registered && fromSchema(name, registered.args[0], program, file);
  return info && { info, complete: true };
}

type Call = Node & { kind: 'call' };

function* statementsOf(node: Node | null): Generator<Node> {
  if (node === null) return;
  if (node.kind === 'body') for (const each of node.statements) yield* statementsOf(each);
  else if (node.kind === 'module') yield* statementsOf(node.body);
  else if (node.kind === 'begin') yield* statementsOf(node.body);
  else if (node.kind === 'if') {
    yield* statementsOf(node.consequent);
    yield* statementsOf(node.alternate);
  } else yield node;
}

function findCall(program: Node, test: (node: Call) => boolean): Call | undefined {
  for (const node of statementsOf(program)) {
    const value = node.kind === 'assign' ? node.value : node;
    if (value.kind === 'call' && test(value)) return value;
  }
  return undefined;
}

/** The block of a call, its own or that of the call in its last argument. */
function blockOf(call: Call): Block | null {
  return call.block;
}

function bodyOf(call: Call): Node | null {
  return blockOf(call)?.body ?? null;
}

function fromNewtype(name: string, body: Node | null, file: string): ReadType {
  const draft: Draft = {
    parameters: [],
    namevars: [],
    titlePatterns: undefined,
    isomorphic: true,
    refreshes: false,
    complete: true,
  };
  for (const node of statementsOf(body)) readStatement(draft, node);
  return { info: toInfo(name, draft, file), complete: draft.complete };
}

function readStatement(draft: Draft, node: Node): void {
  if (node.kind === 'method' && node.name === 'self.title_patterns') {
    draft.titlePatterns = readPatterns(node.block.body);
    draft.complete &&= draft.titlePatterns !== undefined;
  }
  if (node.kind === 'method' && node.name === 'refresh') draft.refreshes = true;
  if (node.kind === 'assign' && node.target.kind === 'instance' && node.target.name === 'isomorphic')
    draft.isomorphic = node.value.kind !== 'false';
  if (node.kind !== 'call') return;
  if (node.receiver === null && !declaring.has(node.name) && !harmless.has(node.name)) draft.complete = false;
  if (node.name === 'ensurable') draft.parameters.push({ name: 'ensure', kind: 'property', namevar: false });
  if (node.name === 'newparam' || node.name === 'newproperty') readParameter(draft, node);
  if (node.name === 'each' && node.receiver?.kind === 'array' && node.block)
    readLoop(draft, node.receiver.items, node.block);
}

/** `[:a, :b].each do |x| newproperty(x) … end` */
function readLoop(draft: Draft, items: readonly Node[], block: Block): void {
  for (const inner of statementsOf(block.body)) {
    if (inner.kind !== 'call' || !/^new(?:param|property)$/.test(inner.name)) continue;
    for (const item of items) readParameter(draft, { ...inner, args: [item, ...inner.args.slice(1)] });
  }
}

function readParameter(draft: Draft, call: Call): void {
  const name = literal(call.args[0]);
  if (name === undefined) return;
  const options = call.args[1]?.kind === 'hash' ? call.args[1].entries : [];
  const byOption = options.some(([key, value]) => literal(key) === 'namevar' && value.kind !== 'false');
  const inBody = [...statementsOf(bodyOf(call))].some(
    (node) => node.kind === 'call' && node.name === 'isnamevar',
  );
  const namevar = byOption || inBody;
  if (namevar) draft.namevars.push(name);
  draft.parameters.push({ name, kind: call.name === 'newparam' ? 'parameter' : 'property', namevar });
}

function literal(node: Node | undefined): string | undefined {
  if (node?.kind !== 'symbol' && node?.kind !== 'string') return undefined;
  return node.parts.every((part) => typeof part === 'string') ? node.parts.join('') : undefined;
}

/** `[[/regex/, [[:name, lambda]]]]`, as a method gives it. */
function readPatterns(body: Node): TitlePattern[] | undefined {
  const last = [...statementsOf(body)].at(-1);
  const value = last?.kind === 'jump' ? last.value : last;
  if (value?.kind !== 'array') return undefined;
  const patterns = value.items.map(readPattern);
  return patterns.every((pattern) => pattern !== undefined) ? (patterns as TitlePattern[]) : undefined;
}

function readPattern(node: Node): TitlePattern | undefined {
  if (node.kind !== 'array') return undefined;
  const [regexp, captures] = node.items;
  if (regexp?.kind !== 'regexp' || captures?.kind !== 'array') return undefined;
  if (regexp.parts.some((part) => typeof part !== 'string')) return undefined;
  const groups = captures.items.map((item) => (item.kind === 'array' ? literal(item.items[0]) : undefined));
  if (groups.some((group) => group === undefined)) return undefined;
  const source = regexp.parts.join('');
  return {
    regex: new PRegexp(source, regexp.flags).regexp,
    captures: groups.map((group) => ({ name: group! })),
  };
}

/** What is known of a type, with what every type has. */
export function toInfo(name: string, draft: Omit<Draft, 'complete'>, file: string): ResourceTypeInfo {
  const hasName = draft.parameters.some((parameter) => parameter.name === 'name');
  const namevars = draft.namevars.length > 0 ? draft.namevars : ['name'];
  const parameters =
    draft.namevars.length > 0 || hasName
      ? draft.parameters
      : [{ name: 'name', kind: 'parameter', namevar: true } as const, ...draft.parameters];
  const whole: TitlePattern = { regex: /^([\s\S]*)$/, captures: [{ name: namevars[0]! }] };
  return {
    name,
    parameters: new Map(withProvider(parameters).map((parameter) => [parameter.name, parameter])),
    namevars,
    namevar: namevars[0]!,
    titlePatterns: draft.titlePatterns ?? (namevars.length > 1 ? [] : [whole]),
    isomorphic: draft.isomorphic,
    autorelations: [],
    refreshes: draft.refreshes,
    file,
  };
}

/** Types with providers have the parameter; Puppet knows from files that nothing reads here, so it is always allowed. */
function withProvider(parameters: readonly ParameterInfo[]): readonly ParameterInfo[] {
  const there = parameters.some((parameter) => parameter.name === 'provider');
  return there ? parameters : [...parameters, { name: 'provider', kind: 'parameter', namevar: false }];
}

/** `Puppet::ResourceApi.register_type(name: …, attributes: { a: { type: …, behaviour: :namevar } })` */
function fromSchema(
  name: string,
  schema: Node | undefined,
  program: Node,
  file: string,
): ResourceTypeInfo | undefined {
  const hash = resolveConstant(schema, program);
  const attributes = entry(hash, 'attributes');
  if (attributes?.kind !== 'hash') return undefined;
  const parameters = attributes.entries.map(([key, value]): ParameterInfo => {
    const behaviour = literal(entry(value, 'behaviour') ?? entry(value, 'behavior'));
    return {
      name: literal(key) ?? '',
      kind: behaviour === 'parameter' || behaviour === 'namevar' ? 'parameter' : 'property',
      namevar: behaviour === 'namevar',
    };
  });
  const namevars = parameters.filter((parameter) => parameter.namevar).map((parameter) => parameter.name);
  const patterns = entry(hash, 'title_patterns');
  return toInfo(
    name,
    {
      parameters,
      namevars,
      titlePatterns: patterns?.kind === 'array' ? schemaPatterns(patterns) : undefined,
      isomorphic: true,
      refreshes: false,
    },
    file,
  );
}

function schemaPatterns(list: Node & { kind: 'array' }): TitlePattern[] | undefined {
  const patterns = list.items.map((item): TitlePattern | undefined => {
    const pattern = entry(item, 'pattern');
    if (pattern?.kind !== 'regexp') return undefined;
    const { regexp } = new PRegexp(pattern.parts.join(''), pattern.flags);
    const names = [...pattern.parts.join('').matchAll(/\(\?<(\w+)>/g)].map((match) => match[1]!);
    return { regex: regexp, captures: names.map((each) => ({ name: each })) };
  });
  return patterns.every((pattern) => pattern !== undefined) ? (patterns as TitlePattern[]) : undefined;
}

function entry(node: Node | undefined, name: string): Node | undefined {
  return node?.kind === 'hash' ? node.entries.find(([key]) => literal(key) === name)?.[1] : undefined;
}

function resolveConstant(node: Node | undefined, program: Node): Node | undefined {
  if (node?.kind !== 'constant') return node;
  for (const each of statementsOf(program)) {
    if (each.kind === 'assign' && each.target.kind === 'constant' && each.target.path === node.path)
      return each.value;
  }
  return undefined;
}
