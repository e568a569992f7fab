import { PuppetError, type PuppetPlace, placeSuffix } from '../error.ts';
import { isDefault, lookupDefaults } from '../evaluate/defaults.ts';
import type { Definition } from '../evaluate/definitions.ts';
import type { Host } from '../evaluate/frame.ts';
import type { ResourceTypeInfo } from '../resource-types/api.ts';
import { capitalizeSegments } from '../types/catalog-types.ts';
import { toText } from '../types/index.ts';
import { rubyToS } from '../values/inspect.ts';
import { PSensitive, type Value } from '../values/value.ts';
import { flatten } from './flatten.ts';
import { isMetaparam } from './metaparams.ts';
import type { Param } from './param.ts';
import { classTitle } from './references.ts';
import type { Resource } from './resource.ts';
import { addAll, addTag, addTagIfValid, mergeTags, type Tags, tagsOfType } from './tags.ts';
import { parseTitle, type TitleParts } from './titles.ts';

export type ResourceKind = 'compilable_type' | 'defined_type' | 'class' | 'unknown';

/** What a resource is made with. */
export interface ResourceOptions {
  /** Each name once. */
  params?: readonly Param[];
  place?: PuppetPlace;
  kind?: ResourceKind;
  virtual?: boolean;
  exported?: boolean;
  /** False for overrides, which take no defaults. */
  withDefaults?: boolean;
  /** Declared by create_resources and not by an expression. */
  byFunction?: boolean;
  /** By whom it is exported, and as what, where it was collected from another machine. */
  collectorId?: string;
}

/** A type of resource: native, or a class, define or node of the user. */
export type AnyResourceType = ResourceTypeInfo | Definition;

/** A resource while the catalog is compiled. */
export class CompilerResource implements Resource {
  readonly type: string;
  readonly title: string;
  readonly ref: string;
  readonly params = new Map<string, Param>();
  readonly tagList: Tags = [];
  readonly file?: string;
  readonly line?: number;
  readonly kind: ResourceKind;
  readonly source: Definition;
  readonly native: ResourceTypeInfo | null;
  /** Whether the title was given as a String; those of Class[main] and Stage[main] count as none. */
  readonly isTextTitle: boolean;
  readonly byFunction: boolean;
  readonly collectorId?: string;
  virtual: boolean;
  exported: boolean;
  evaluated = false;
  /** Whether the parameters, as they are now, have been found to match the definition. */
  validated = false;
  sensitive: string[] = [];
  /** What this resource contains and what contains it; null for nothing. See graph.ts. */
  contents: CompilerResource[] | null = null;
  containers: CompilerResource[] | null = null;
  #scopeTagged = false;
  #tagsFrom: CompilerResource | null = null;
  #tagsTaken = 0;
  #titleParts: TitleParts | null = null;

  constructor(
    readonly definition: AnyResourceType,
    title: Value,
    readonly scope: Host,
    options: ResourceOptions = {},
  ) {
    const own = isDefinition(definition) ? definition : null;
    this.native = own === null ? (definition as ResourceTypeInfo) : null;
    this.type =
      own === null || own.kind === 'define' ? capitalizeSegments(definition.name) : kindTitles[own.kind];
    const text = title instanceof Map ? rubyToS(title) : toText(title);
    this.title = own?.kind === 'class' ? classTitle(own.name === '' ? '' : text) : text;
    this.isTextTitle = typeof title === 'string' && !this.isMain;
    this.byFunction = options.byFunction ?? false;
    this.collectorId = options.collectorId;
    this.ref = `${this.type}[${this.title}]`;
    this.kind =
      options.kind ?? (own === null ? 'compilable_type' : own.kind === 'define' ? 'defined_type' : 'unknown');
    this.file = options.place?.file;
    this.line = options.place?.line;
    this.exported = options.exported ?? false;
    this.virtual = options.virtual ?? false;
    this.source = scope.source;
    if (options.params !== undefined) for (const param of options.params) this.setParam(param);
    addAll(this.tagList, tagsOfType(this.type));
    if (this.isTextTitle) addTagIfValid(this.tagList, this.title);
    if (options.withDefaults !== false) this.#addDefaults();
  }

  #addDefaults(): void {
    const defaults = lookupDefaults(this.scope, this.type);
    if (defaults === undefined) return;
    for (const [name, param] of defaults) if (!this.params.has(name)) this.setParam({ ...param });
  }

  get isClass(): boolean {
    return this.type === 'Class';
  }

  get isMain(): boolean {
    return this.title === 'main' && (this.isClass || this.type === 'Stage');
  }

  /** The class, define or node of the user; null for native types. */
  get own(): Definition | null {
    return isDefinition(this.definition) ? this.definition : null;
  }

  /** The name: that given as a parameter, else the title. */
  get name(): Value {
    return this.get('name') ?? this.title;
  }

  /** What the title says of the namevars; `name` for types of the user. */
  get titleParts(): TitleParts {
    this.#titleParts ??= this.native === null ? [['name', this.title]] : parseTitle(this.native, this.title);
    return this.#titleParts;
  }

  get(name: string): Value {
    if (name === 'title') return this.title;
    return this.params.get(name)?.value ?? null;
  }

  /** The value set, else that of a default in the scope of the resource. */
  getOrDefault(name: string): Value {
    return this.get(name) ?? lookupDefaults(this.scope, this.type)?.get(name)?.value ?? null;
  }

  has(name: string): boolean {
    return this.params.has(name);
  }

  *entries(): IterableIterator<[string, Value]> {
    for (const [name, param] of this.params) yield [name, param.value];
  }

  /** Sets a parameter, as the compiler or a function does. */
  set(name: string, value: Value): void {
    this.setParam({ name, value, source: this.source, add: false, file: undefined, line: undefined });
  }

  setParam(param: Param): void {
    if (param.name === 'tag') this.#tagFrom(param.value);
    this.validated = false;
    this.params.set(param.name, param);
  }

  #tagFrom(value: Value): void {
    if (Array.isArray(value)) for (const item of value) this.#tagFrom(item);
    else if (value !== null) addTag(this.tagList, toText(value), this.place);
  }

  tags(): readonly string[] {
    return [...this.tagList];
  }

  addTags(tags: readonly string[]): void {
    for (const tag of tags) addTag(this.tagList, tag, this.place);
  }

  hasTag(tag: string): boolean {
    return this.tagList.includes(tag.toLowerCase());
  }

  /** Whether the resource, or what contains it, has one of the tags (in lower case). */
  isTagged(tags: readonly string[]): boolean {
    if (tags.some((tag) => this.tagList.includes(tag))) return true;
    const container = this.scope.resource;
    return container !== undefined && container !== this && container.isTagged(tags);
  }

  /** Takes the tags of the resource in whose scope it was declared, once. */
  addScopeTags(): void {
    if (this.#scopeTagged) return;
    this.#scopeTagged = true;
    const container = this.scope.resource;
    if (container !== undefined && container !== this) this.takeTags(container);
  }

  /** Takes the tags of a container, unless it has no others than when they were taken last. */
  takeTags(container: CompilerResource): void {
    const { length } = container.tagList;
    if (container === this.#tagsFrom && length === this.#tagsTaken) return;
    mergeTags(this.tagList, container.tagList);
    this.#tagsFrom = container;
    this.#tagsTaken = length;
  }

  isValidParameter(name: string): boolean {
    if (name === 'name' || isMetaparam(name)) return true;
    if (this.native !== null) return this.native.parameters.has(name);
    return this.own!.parameterNames.has(name);
  }

  /** Takes the parameters of an override. */
  merge(override: CompilerResource): void {
    const { compilation } = this.scope;
    if (this.source !== override.source && !compilation.isChildOf(override.source, this.source)) {
      throw new PuppetError('Only subclasses can override parameters', override.place);
    }
    if (this.evaluated) this.#warnEvaluated(override);
    for (const param of override.params.values()) this.#overrideParam(param);
  }

  get place(): PuppetPlace {
    return { file: this.file, line: this.line };
  }

  #warnEvaluated(override: CompilerResource): void {
    const where = placeSuffix(this.place);
    const defined = where === '' ? '' : `, defined at${where},`;
    const message = `Attempt to override an already evaluated resource${defined} with new values`;
    const { compilation } = this.scope;
    const { strict } = compilation.options;
    if (strict === 'error') throw new PuppetError(message, override.place);
    if (strict === 'warning') {
      compilation.log({ level: 'warning', message: message + placeSuffix(override.place), place: {} });
    }
  }

  #overrideParam(param: Param): void {
    const current = this.params.get(param.name);
    if (current === undefined) {
      this.setParam(param);
      return;
    }
    if (isDefault(this.scope, this.type, param.name, param.value)) return;
    const { compilation } = this.scope;
    const allowed =
      compilation.isChildOf(param.source, current.source) ||
      (param.source === current.source && isDefault(this.scope, this.type, param.name, current.value));
    if (!allowed) this.#refuseOverride(param, current);
    const value = param.add ? flatten([current.value, param.value]) : param.value;
    this.setParam({ ...param, value });
  }

  #refuseOverride(param: Param, current: Param): never {
    const by = ` by ${current.source.label}`;
    const where = placeSuffix(current);
    const at = where === '' ? '' : ` at${where}`;
    const message = `Parameter '${param.name}' is already set on ${this.ref}${by}${at}; cannot redefine`;
    throw new PuppetError(message, { file: param.file, line: param.line });
  }

  /** Unwraps sensitive values, remembering which they were. */
  unwrapSensitive(): void {
    for (const param of this.params.values()) {
      if (!(param.value instanceof PSensitive)) continue;
      this.sensitive.push(param.name);
      this.params.set(param.name, { ...param, value: param.value.value });
    }
  }
}

const kindTitles = { class: 'Class', node: 'Node', define: '' };

/** Whether a type is a class, define or node of the user. */
export function isDefinition(type: AnyResourceType): type is Definition {
  return 'isDefinition' in type;
}
