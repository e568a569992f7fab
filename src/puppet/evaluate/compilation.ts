import { CompilerCatalog } from '../catalog/compiler-catalog.ts';
import type { AnyResourceType, CompilerResource } from '../catalog/compiler-resource.ts';
import { CompilerResource as ResourceClass } from '../catalog/compiler-resource.ts';
import { flatten } from '../catalog/flatten.ts';
import { addContainment } from '../catalog/graph.ts';
import type { Param } from '../catalog/param.ts';
import { referenceText } from '../catalog/references.ts';
import type { DataProvider } from '../data/api.ts';
import { wrongArguments } from '../data/errors.ts';
import type { Environment } from '../environment.ts';
import { PuppetError, type PuppetPlace, placeSuffix } from '../error.ts';
import type { ExportedStore } from '../exported/store.ts';
import type { Block } from '../functions/api.ts';
import type { ResourceTypes } from '../resource-types/api.ts';
import type { RubyFallback } from '../ruby/runtime.ts';
import { parseManifest } from '../syntax/index.ts';
import { capitalizeSegments } from '../types/catalog-types.ts';
import { type PType, parseType } from '../types/index.ts';
import type { Value } from '../values/value.ts';
import { classNames } from './class-names.ts';
import { type Collector, FixedCollector } from './collector.ts';
import { compile } from './compile.ts';
import type { Compiler, CompilerOptions, LogMessage, NodeInfo, ResourceRequest } from './compiler.ts';
import { declareResources } from './create-resources.ts';
import type { Definition } from './definitions.ts';
import { renderEpp } from './epp-template.ts';
import { type Frame, Host } from './frame.ts';
import { evaluateInstance } from './instances.ts';
import { failAt, type Site, sitePlace } from './issues.ts';
import { KnownTypes } from './known-types.ts';
import { type LimitOptions, Limits } from './limits.ts';
import { ownArray } from './operations.ts';
import type { Relationship } from './relationships.ts';
import type { Scope } from './scope.ts';
import type { Session } from './session.ts';

type AnyCollector = Collector | FixedCollector;

const NOWHERE = '(file & line not available)';

/** The state of the compilation of one machine. The phases are in phases.ts. */
export class Compilation implements Compiler {
  readonly types: KnownTypes;
  readonly catalog: CompilerCatalog;
  readonly relationships: Relationship[] = [];
  readonly typesWithDefaults = new Set<string>();
  /** Definitions whose collectors may override what others set. */
  readonly overriders = new Set<Definition>();
  readonly pendingOverrides = new Map<string, CompilerResource[]>();
  readonly messages: LogMessage[] = [];
  readonly unwrapped = new Set<string>();
  readonly limits: Limits;
  readonly data: DataProvider;
  /** Resources in order of declaration: all of the catalog but Stage[main] and Class[Settings]. */
  readonly declared: CompilerResource[] = [];
  readonly main: Definition;
  readonly topHost: Host;
  collectors: AnyCollector[] = [];
  /** What other machines export. */
  store?: ExportedStore;
  nodeHost: Host | null = null;
  /** Instances of defines, and classes of the node classifier, that have not been evaluated yet. */
  pending: CompilerResource[] = [];
  /** Scopes of the classes evaluated so far, by name. */
  readonly classScopes = new Map<string, Host>();
  readonly #byType = new Map<string, CompilerResource[]>();
  readonly #warned = new Set<string>();
  #forgiving = false;

  constructor(
    readonly session: Session,
    readonly node: NodeInfo,
    readonly options: CompilerOptions,
    data: (compiler: Compiler) => DataProvider,
    limits: Partial<LimitOptions> = {},
  ) {
    this.limits = new Limits(limits);
    this.data = data(this);
    this.types = new KnownTypes(session, ({ message, file, line, column }) =>
      this.log({ level: 'warning', message, place: { file, line, column } }),
    );
    this.catalog = new CompilerCatalog((name) => session.resourceTypes.find(name));
    this.main = this.types.loadInitial();
    this.topHost = new Host(this, 'top', null, this.main, undefined as unknown as CompilerResource);
    this.types.checkParameterTypes(this.topHost.base);
  }

  get environment(): Environment {
    return this.session.environment;
  }
  get ruby(): RubyFallback | undefined {
    return this.session.ruby;
  }
  get resourceTypes(): ResourceTypes {
    return this.session.resourceTypes;
  }
  get topScope(): Scope {
    return this.topHost.base;
  }

  // ---- messages

  log(message: LogMessage): void {
    this.messages.push(message);
  }

  /** A warning about an expression. */
  warnAt(message: string, site: Site): void {
    this.log({ level: 'warning', message, place: sitePlace(site) });
  }

  warnOnce(kind: string, key: string, message: string, place: PuppetPlace = {}): void {
    const id = `${kind}\0${key}`;
    if (this.#warned.has(id)) return;
    this.#warned.add(id);
    // As Puppet does: the place is part of the text.
    const text = `${message}\n  ${placeSuffix(place) || ` ${NOWHERE}`}`;
    this.log({ level: 'warning', message: text, place: {} });
  }

  /** What `strict` says: nothing, a warning, or an error. */
  strictly(message: string, site: Site, code: string): void {
    if (this.options.strict === 'error') failAt(site, message, code);
    if (this.options.strict === 'warning') this.warnAt(message, site);
  }

  /** The value of a variable that does not exist: undef, after what strictness asks for. */
  unknownVariable(name: string, site?: Site, reason = ''): Value {
    const { strict, strictVariables } = this.options;
    if (site !== undefined) {
      const message = `Unknown variable: '${name}'.`;
      if (strictVariables || strict === 'error') failAt(site, message, 'UNKNOWN_VARIABLE');
      if (strict === 'warning') this.warnAt(message, site);
      return null;
    }
    const message = `Undefined variable '${name}'; ${reason}`;
    if (strict === 'error' && !this.#forgiving) throw new PuppetError(message, {}, wrongArguments);
    const told = this.#forgiving
      ? `Interpolation failed with '${name}', but compilation continuing; ${reason}`
      : message;
    if (strict !== 'off') this.warnOnce('undefined_variables', `Variable: ${name}`, told);
    return null;
  }

  forgiving<T>(run: () => T): T {
    const saved = this.#forgiving;
    this.#forgiving = this.options.strict === 'error' && this.options.puppetVersion === 8;
    try {
      return run();
    } finally {
      this.#forgiving = saved;
    }
  }

  // ---- types and functions

  hasFunction(name: string): boolean {
    return this.session.findFunction(name) !== undefined;
  }

  returnTypeOf(name: string): PType | undefined {
    return this.session.findFunction(name)?.returns?.(this.topHost.base) as PType | undefined;
  }

  callFunction(name: string, args: Value[], scope: Scope, place: PuppetPlace = {}, block?: Block): Value {
    const entry = this.session.findFunction(name);
    if (entry === undefined) throw new PuppetError(`Unknown function '${name}'`);
    return entry.call(scope as Frame, args, block, place);
  }

  hasClass(name: string): boolean {
    return this.types.findClass(name) !== undefined;
  }

  hasDefine(name: string): boolean {
    return this.types.findDefine(name) !== undefined;
  }

  parseType(text: string): PType {
    return parseType(text, this.session.typeLoader);
  }

  findTypeAlias(name: string): PType | undefined {
    return this.session.findType(name.replace(/^::/, '').toLowerCase());
  }

  /** A native type or a define. */
  findResourceType(name: string): AnyResourceType | undefined {
    const plain = (name.startsWith('::') ? name.slice(2) : name).toLowerCase();
    if (!plain.includes(':')) {
      const native = this.session.resourceTypes.find(plain);
      if (native !== undefined) {
        this.types.refuseHidden(plain);
        return native;
      }
    }
    return this.types.findDefine(plain);
  }

  /** The type as titles and references write it. */
  typeTitle(type: AnyResourceType): string {
    return capitalizeSegments(type.name);
  }

  /** Whether a class inherits another, or has overridden by a collector. */
  isChildOf(definition: Definition, ancestor: Definition): boolean {
    if (this.overriders.has(definition)) return true;
    if (definition.parent === null) return false;
    const parent = this.types.parentOf(definition);
    return parent === ancestor || this.isChildOf(parent, ancestor);
  }

  /** The scope of the class that a class inherits. */
  inheritedScope(definition: Definition): Host {
    return this.topHost.classScope(this.types.parentOf(definition).name)!;
  }

  // ---- resources

  addResource(host: Host, resource: CompilerResource): void {
    this.declared.push(resource);
    this.limits.resources(this.declared.length);
    this.catalog.add(resource);
    if (!resource.isClass && resource.get('stage') !== null) {
      throw new PuppetError(
        `Only classes can set 'stage'; normal resources like ${resource.ref} cannot change run stage`,
      );
    }
    this.resourcesOfType(resource.type).push(resource);
    if (resource.native === null && resource.type !== 'Class' && resource.type !== 'Node')
      this.pending.push(resource);
    if (resource.type !== 'Stage' && !resource.isClass) addContainment(host.resource, resource);
  }

  /** Resources of a capitalised type, in order of declaration. */
  resourcesOfType(type: string): CompilerResource[] {
    let list = this.#byType.get(type);
    if (list === undefined) {
      list = [];
      this.#byType.set(type, list);
    }
    return list;
  }

  findResource(type: string, title: string): CompilerResource | undefined {
    return this.catalog.lookup(type, title);
  }

  addOverride(override: CompilerResource): void {
    const resource = this.catalog.lookup(override.type, override.title);
    if (resource !== undefined) {
      resource.merge(override);
      return;
    }
    const waiting = this.pendingOverrides.get(override.ref);
    if (waiting === undefined) this.pendingOverrides.set(override.ref, [override]);
    else waiting.push(override);
  }

  addCollector(collector: AnyCollector): void {
    this.collectors.push(collector);
  }

  removeCollector(collector: AnyCollector): void {
    this.collectors = this.collectors.filter((other) => other !== collector);
  }

  addRelationship(relationship: Relationship): void {
    this.relationships.push(relationship);
  }

  realize(references: readonly Value[], scope: Scope): void {
    const texts = flatten(references).map((reference) => referenceText(reference) ?? String(reference));
    this.addCollector(new FixedCollector((scope as Frame).host, texts));
  }

  createResources(request: ResourceRequest, scope: Scope): CompilerResource[] {
    const { host } = scope as Frame;
    const place = request.place ?? {};
    const { file, line } = place;
    const params: Param[] = [];
    for (const [name, value] of request.parameters) {
      params.push({ name, value: ownArray(name, value), source: host.source, add: false, file, line });
    }
    const form = request.form ?? 'regular';
    const flags = { virtual: form !== 'regular', exported: form === 'exported' };
    return declareResources(
      host,
      request.type,
      request.titles,
      params,
      { ...flags, byFunction: true },
      place,
    );
  }

  // ---- classes

  classNames(values: readonly Value[]): string[] {
    return classNames(values);
  }

  includeClasses(names: readonly string[], scope: Scope): CompilerResource[] {
    return this.evaluateClasses(names, (scope as Frame).host);
  }

  containResources(resources: readonly CompilerResource[], scope: Scope): void {
    const container = (scope as Frame).host.resource;
    for (const resource of resources) addContainment(container, resource);
  }

  /** Declares classes without parameters and evaluates them; those already evaluated come first in the result. */
  evaluateClasses(names: readonly string[], host: Host): CompilerResource[] {
    const definitions = names.map((name) => this.classOf(name));
    const old: CompilerResource[] = [];
    const fresh: CompilerResource[] = [];
    for (const definition of definitions) {
      const scope = host.classScope(definition.name);
      if (scope !== undefined) old.push(scope.resource);
      else fresh.push(this.ensureClass(definition, host));
    }
    for (const resource of fresh) evaluateInstance(this, resource);
    return [...old, ...fresh];
  }

  /** The class of a name; throws when there is none. */
  classOf(name: string): Definition {
    const definition = this.types.findClass(name);
    if (definition === undefined) {
      throw new PuppetError(`Could not find class ${name} for ${this.node.name}`);
    }
    return definition;
  }

  /** The resource of a class, made and added when there is none. */
  ensureClass(definition: Definition, host: Host, params?: readonly Param[]): CompilerResource {
    if (params === undefined) {
      const known = this.catalog.lookup('Class', definition.name);
      if (known !== undefined) return known;
    }
    const resource = new ResourceClass(definition, definition.name, host, { params });
    this.prepareClass(definition, host, resource);
    this.addResource(host, resource);
    return resource;
  }

  /** What precedes adding a class: its parent, and its tags in the catalog. */
  prepareClass(definition: Definition, host: Host, resource: CompilerResource): void {
    if (definition.parent !== null && this.catalog.lookup('Class', definition.parent) === undefined) {
      this.ensureClass(this.types.parentOf(definition), host);
    }
    this.catalog.mergeTags(resource);
  }

  // ---- templates and code

  evaluateEpp(
    text: string,
    file: string | undefined,
    parameters: ReadonlyMap<Value, Value> | undefined,
    scope: Scope,
    inline: boolean,
  ): Value {
    const name = inline ? 'inline_epp' : 'epp';
    const template = this.session.template(text, inline ? 'inlined-epp-text' : file, name);
    const frame = scope as Frame;
    const outer = inline ? frame : (this.nodeHostOf(frame.host) ?? this.topHost).base;
    return renderEpp(template, outer, parameters, 'lambda');
  }

  /** The node scope that a scope lies in. */
  nodeHostOf(host: Host): Host | null {
    for (let at: Host | null = host; at !== null; at = at.next) if (at.kind === 'node') return at;
    return null;
  }

  evaluateString(code: string, scope: Scope, file?: string): Value {
    const { program } = parseManifest(code, { file, release: this.options.puppetVersion });
    const unit = this.session.addProgram(program, file ?? '', '', []);
    return unit.body === null ? null : compile(unit.body, unit.context)(scope as Frame);
  }
}
