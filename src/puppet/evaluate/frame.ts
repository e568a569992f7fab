import type { CompilerResource } from '../catalog/compiler-resource.ts';
import { PuppetError } from '../error.ts';
import type { PSensitive, Value } from '../values/value.ts';
import type { Compilation } from './compilation.ts';
import type { DefaultsTable } from './defaults.ts';
import type { Definition } from './definitions.ts';
import type { Scope } from './scope.ts';
import { lookupMatch, lookupQualified, lookupSimple, type ParameterOrder } from './variables.ts';

/** What a parameter's variable holds while defaults before it are evaluated. */
export const UNASSIGNED = Symbol('unassigned') as unknown as Value;

export type HostKind = 'top' | 'node' | 'class' | 'define';

/**
 * A named scope of Puppet: top scope, or that of a node, a class or a define instance. Its own variables are in
 * `base`; `current` is the innermost frame now running in it, whose variables other scopes see too.
 */
export class Host {
  readonly base: Frame;
  current: Frame;
  /** The scope of the node, or the top scope, that this one lies in. */
  readonly enclosing: Host | null;
  /** `File { ... }` statements of this scope, null before the first. */
  defaults: DefaultsTable | null = null;

  constructor(
    readonly compilation: Compilation,
    readonly kind: HostKind,
    readonly parent: Host | null,
    public source: Definition,
    public resource: CompilerResource,
  ) {
    this.enclosing = parent === null || parent.isGlobal ? parent : parent.enclosing;
    this.base = new Frame(this, null);
    this.current = this.base;
  }

  /** Where variables that are not found here are looked up: the scope of the class inherited, else the node's or top scope. */
  get next(): Host | null {
    if (this.kind === 'class' && this.source.parent !== null) {
      return this.compilation.inheritedScope(this.source);
    }
    return this.enclosing;
  }

  get isGlobal(): boolean {
    return this.kind === 'top' || this.kind === 'node';
  }

  /** Remembers the scope of an evaluated class. */
  setClassScope(name: string, host: Host): void {
    this.compilation.classScopes.set(name, host);
  }

  classScope(name: string): Host | undefined {
    return this.compilation.classScopes.get(name);
  }
}

/**
 * Variables of one block: the body of a host, or a lambda in it. `match` is the last successful match of a regular
 * expression ($0, $1, ...), which blocks around restore when they end.
 */
export class Frame implements Scope {
  readonly vars = new Map<string, Value>();
  match: RegExpExecArray | null = null;
  /** Set while parameters are given their values: what they are and whose. */
  parameters: ParameterOrder | null = null;
  /** What a template has rendered so far. */
  output: (string | PSensitive)[] | null = null;

  constructor(
    readonly host: Host,
    readonly outer: Frame | null,
  ) {}

  get compiler(): Compilation {
    return this.host.compilation;
  }
  get resource(): CompilerResource {
    return this.host.resource;
  }
  get moduleName(): string {
    return this.host.source.moduleName;
  }

  lookupVariable(name: string): Value {
    const value = this.find(name);
    if (value !== undefined) return value;
    let reason = '';
    this.find(name, (text) => {
      reason = text;
    });
    return this.compiler.unknownVariable(name, undefined, reason);
  }

  hasVariable(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /** The value of a simple or qualified name, undefined when there is none. */
  find(name: string, reason?: (text: string) => void): Value | undefined {
    const own = this.vars.get(name);
    if (own !== undefined && own !== UNASSIGNED && isSimple(name)) return own;
    if (/^[0-9]+$/.test(name)) return lookupMatch(this, Number(name));
    if (!name.includes('::')) return lookupSimple(this, name);
    return lookupQualified(this, name.startsWith('::') ? name.slice(2) : name, reason);
  }

  setVariable(name: string, value: Value): void {
    if (/^[0-9]+$/.test(name))
      throw new PuppetError(`Cannot assign to a numeric match result variable '$${name}'`);
    if (isReserved(name)) throw new PuppetError(`Attempt to assign to a reserved variable name: '${name}'`);
    if (this.vars.has(name)) throw new PuppetError(`Cannot reassign variable '$${name}'`);
    this.vars.set(name, value);
  }

  replaceValue(original: Value, copy: Value): void {
    for (let at: Frame | null = this; at !== null; at = at.outer) {
      for (const [name, value] of at.vars) if (value === original) at.vars.set(name, copy);
    }
    const { params } = this.host.resource;
    for (const [name, param] of params)
      if (param.value === original) params.set(name, { ...param, value: copy });
  }

  toHash(): Map<string, Value> {
    const result = collect(this.host.enclosing);
    const inherited = this.host.next;
    if (inherited !== this.host.enclosing)
      for (const [name, value] of collect(inherited)) result.set(name, value);
    addFrames(this, result);
    return result;
  }

  tags(): readonly string[] {
    return this.host.resource.tags();
  }

  classScope(name: string): Scope | undefined {
    return this.host.classScope(name.replace(/^::/, '').toLowerCase())?.base;
  }
}

/** Neither qualified nor (perhaps) the number of a match. */
function isSimple(name: string): boolean {
  const first = name.charCodeAt(0);
  return (first < 48 || first > 57) && !name.includes('::');
}

/** Names that no manifest may assign. */
export function isReserved(name: string): boolean {
  return name === 'trusted' || name === 'facts' || name === 'server_facts';
}

/** The same as a list. */
export const reservedNames = ['trusted', 'facts', 'server_facts'] as const;

function collect(host: Host | null): Map<string, Value> {
  return host === null ? new Map() : host.current.toHash();
}

function addFrames(frame: Frame, target: Map<string, Value>): void {
  if (frame.outer !== null) addFrames(frame.outer, target);
  for (const [name, value] of frame.vars) {
    if (value === null || value === UNASSIGNED) target.delete(name);
    else target.set(name, value);
  }
}
