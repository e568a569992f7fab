import { metaparams } from '../catalog/metaparams.ts';
import { classTitle } from '../catalog/references.ts';
import type { PuppetPlace } from '../error.ts';
import type {
  AnyNode,
  Expression,
  HostClassDefinition,
  NodeDefinition,
  Parameter,
  QualifiedReference,
  ResourceTypeDefinition,
} from '../syntax/ast.ts';
import type { Release } from '../syntax/index.ts';
import { placeOf } from '../syntax/source.ts';
import { children } from '../syntax/walk.ts';
import { anyType } from '../types/any.ts';
import { capitalizeSegments } from '../types/catalog-types.ts';
import type { PType } from '../types/index.ts';
import { PRegexp } from '../values/value.ts';
import type { Code, CodeContext } from './code.ts';
import { compileStatement } from './compile.ts';
import type { Frame } from './frame.ts';
import { compileParameter, type ParameterCode } from './lambda.ts';
import { typeNotFound } from './type-names.ts';

export type DefinitionKind = 'class' | 'define' | 'node';

/** A class, define or node of a manifest. Shared by all machines; parameters and body are compiled when first used. */
export class Definition {
  readonly isDefinition = true;
  readonly place: PuppetPlace;
  /** Names of the parameters, in order. */
  readonly names: readonly string[];
  readonly parameterNames: ReadonlySet<string>;
  #parameters: readonly ParameterCode[] | null = null;
  #types: readonly PType[] | null = null;
  #body: Code | null = null;

  constructor(
    readonly kind: DefinitionKind,
    /** Lower case; '' for the main class. */
    readonly name: string,
    readonly moduleName: string,
    /** The class inherited, lower case; null without. */
    readonly parent: string | null,
    readonly nodes: {
      parameters: readonly Parameter[];
      bodies: readonly (readonly [Expression, CodeContext])[];
    },
    readonly context: CodeContext | null,
    offset: number | null,
    /** For nodes that are matched by a regular expression. */
    readonly regexp: PRegexp | null = null,
    /** The first name in the types of the parameters that the same manifest defines only further down. */
    readonly forward: QualifiedReference | null = null,
  ) {
    this.place = context === null || offset === null ? {} : placeIn(context, offset);
    this.names = nodes.parameters.map((parameter) => parameter.name);
    this.parameterNames = new Set(this.names);
  }

  get parameters(): readonly ParameterCode[] {
    this.#parameters ??= this.nodes.parameters.map((parameter) => compileParameter(parameter, this.context!));
    return this.#parameters;
  }

  /** Types of the parameters, in order; evaluated once, at top scope. */
  parameterTypes(top: Frame): readonly PType[] {
    this.#types ??= this.parameters.map(({ type }) => (type === null ? anyType : (type(top) as PType)));
    return this.#types;
  }

  /** Throws when the type of a parameter is none, as soon as the definition is read. */
  checkTypes(top: Frame): void {
    if (this.forward !== null) typeNotFound({ source: this.context!.source, node: this.forward });
    if (this.#types === null && this.nodes.parameters.some(({ typeExpr }) => typeExpr !== null))
      this.parameterTypes(top);
  }

  get body(): Code {
    this.#body ??= sequence(this.nodes.bodies.map(([body, context]) => compileStatement(body, context)));
    return this.#body;
  }

  /** What errors about overrides call it. */
  get label(): string {
    if (this.kind === 'define') return capitalizeSegments(this.name);
    return this.kind === 'node' ? `Node[${this.name}]` : `Class[${classTitle(this.name)}]`;
  }
}

function placeIn(context: CodeContext, offset: number): PuppetPlace {
  return placeOf(context.source, offset);
}

function sequence(codes: readonly Code[]): Code {
  return (frame) => {
    for (const code of codes) code(frame);
    return null;
  };
}

/** The definition of a class or define. */
export function classOrDefine(
  node: HostClassDefinition | ResourceTypeDefinition,
  moduleName: string,
  context: CodeContext,
  later: ReadonlySet<string> = new Set(),
): Definition {
  const isClass = node.kind === 'HostClassDefinition';
  const parent = isClass && node.parentClass ? node.parentClass.toLowerCase().replace(/^::/, '') : null;
  return new Definition(
    isClass ? 'class' : 'define',
    node.name.toLowerCase().replace(/^::/, ''),
    moduleName,
    parent,
    { parameters: node.parameters, bodies: bodiesOf(node.body, context) },
    context,
    node.offset,
    null,
    later.size === 0 ? null : forwardReference(node.parameters, later),
  );
}

function bodiesOf(body: Expression | null, context: CodeContext): (readonly [Expression, CodeContext])[] {
  return body === null ? [] : [[body, context]];
}

/** One definition for each name of a node statement. */
export function nodeDefinitions(
  node: NodeDefinition,
  moduleName: string,
  context: CodeContext,
): Definition[] {
  return node.hostMatches.map((match) => {
    const regexp = match.kind === 'LiteralRegularExpression' ? new PRegexp(match.pattern) : null;
    const nodes = { parameters: [], bodies: bodiesOf(node.body, context) };
    return new Definition(
      'node',
      nodeName(match, context.session.puppetVersion),
      moduleName,
      null,
      nodes,
      context,
      node.offset,
      regexp,
    );
  });
}

/** Groups that begin with a question mark, as `(?=x)`, keep their punctuation as letters in Puppet 8. */
const PUNCTUATION: Readonly<Record<string, string>> = {
  '(': 'LP',
  '?': 'QU',
  '<': 'LT',
  '>': 'GT',
  '!': 'EX',
  '=': 'EQ',
  ')': 'RP',
};

function spelled(pattern: string): string {
  return pattern.replace(/\(\?[^)]*\)/g, (group) =>
    group.replace(/[(?<>!=)]/g, (char) => PUNCTUATION[char]!),
  );
}

function nodeName(match: Expression, release: Release): string {
  switch (match.kind) {
    case 'LiteralRegularExpression':
      return regexpName(match.pattern.toLowerCase(), release);
    case 'LiteralString':
    case 'QualifiedName':
      return match.value.toLowerCase();
    default:
      return 'default';
  }
}

function regexpName(pattern: string, release: Release): string {
  const name = release === 8 ? spelled(pattern) : pattern;
  return `__node_regexp__${name.replace(/[^-\w:.]/g, '').replace(/^\.+/, '')}`;
}

/** Names that every class and define takes besides its own parameters. */
export const commonParameters: ReadonlySet<string> = new Set(['name', ...metaparams]);

function forwardReference(
  parameters: readonly Parameter[],
  later: ReadonlySet<string>,
): QualifiedReference | null {
  const find = (node: AnyNode): QualifiedReference | null => {
    if (node.kind === 'QualifiedReference') return later.has(node.value.replace(/^::/, '')) ? node : null;
    for (const child of children(node)) {
      const found = find(child);
      if (found !== null) return found;
    }
    return null;
  };
  for (const { typeExpr } of parameters) {
    const found = typeExpr === null ? null : find(typeExpr);
    if (found !== null) return found;
  }
  return null;
}
