import { notAReference } from '../catalog/compiler-catalog.ts';
import { CompilerResource } from '../catalog/compiler-resource.ts';
import type { Param } from '../catalog/param.ts';
import { splitReference } from '../catalog/references.ts';
import { PuppetError, type PuppetPlace } from '../error.ts';
import { type StoredResource, storedMatches } from '../exported/store.ts';
import type { Value } from '../values/value.ts';
import { duplicateParameter } from './duplicates.ts';
import type { Host } from './frame.ts';

/** What a query looks at: a resource of the catalog, or what is known of a stored one. */
export interface Candidate {
  get(name: string): Value;
  isTagged(tags: readonly string[]): boolean;
  /** Of stored resources: whether a parameter, the title or a tag is this. */
  matches?(name: string, wanted: Value): boolean;
}

/** Whether a query takes a resource. */
export type Query = (resource: Candidate) => boolean;

/** What a collector does to the resources that it collects. */
export interface CollectorOverrides {
  params: readonly Param[];
  /** A parameter given twice: an error once something is collected. */
  duplicate: string | undefined;
  place: PuppetPlace;
}

/** `File <| query |> { ... }`: looked at again in every round until nothing new is found. */
export class Collector {
  readonly collected = new Map<string, CompilerResource>();
  /** What stands before this in a chain of relationships, for when nothing is collected. */
  alternative: unknown[] | null = null;

  constructor(
    readonly host: Host,
    /** Capitalised type. */
    readonly type: string,
    readonly query: Query | null,
    readonly exported: boolean,
    readonly overrides: CollectorOverrides | null,
  ) {}

  /** Collects; whether anything new was found. */
  evaluate(): boolean {
    if (this.exported && !this.host.compilation.options.storeconfigs) return false;
    const found = this.#find();
    for (const resource of found) resource.virtual = false;
    if (found.length === 0) return false;
    const fresh = found.filter((resource) => !this.collected.has(resource.ref));
    if (this.overrides !== null) this.#override(fresh, this.overrides);
    for (const resource of fresh) this.collected.set(resource.ref, resource);
    return fresh.length > 0;
  }

  #find(): CompilerResource[] {
    const { compilation } = this.host;
    const all = compilation.resourcesOfType(this.type);
    compilation.limits.look(all.length);
    const own = all.filter(
      (resource) => (!this.exported || resource.exported) && (this.query === null || this.query(resource)),
    );
    return this.exported ? [...own, ...this.#fetch()] : own;
  }

  /** Declares here what other machines export, and was not fetched before. */
  #fetch(): CompilerResource[] {
    const { compilation } = this.host;
    const stored = compilation.store?.search(this.type, compilation.node.name) ?? [];
    return stored
      .filter((one) => this.query === null || this.query(candidateOf(one)))
      .flatMap((one) => {
        const collectorId = `${one.certname}|${one.type}|${one.title}`;
        const existing = compilation.catalog.lookup(one.type, one.title);
        if (existing === undefined) return [this.#declare(one, collectorId)];
        if (existing.collectorId === collectorId) return [];
        throw new PuppetError(
          `A duplicate resource was found while collecting exported resources, with the type and title ${existing.ref}`,
        );
      });
  }

  #declare({ type, title, parameters }: StoredResource, collectorId: string): CompilerResource {
    const { host } = this;
    const { compilation, source } = host;
    const params: Param[] = [];
    // Relations are appended in place, which the store must not see.
    for (const [name, stored] of parameters) {
      const value = Array.isArray(stored) ? [...stored] : stored;
      params.push({ name, value, source, add: false, file: undefined, line: undefined });
    }
    const definition = compilation.findResourceType(type);
    if (definition === undefined) throw new PuppetError(`Unknown resource type: '${type.toLowerCase()}'`);
    const resource = new CompilerResource(definition, title, host, { params, collectorId });
    compilation.addResource(host, resource);
    return resource;
  }

  #override(fresh: readonly CompilerResource[], overrides: CollectorOverrides): void {
    const { compilation } = this.host;
    compilation.overriders.add(this.host.source);
    for (const resource of fresh) {
      if (overrides.duplicate !== undefined)
        throw duplicateParameter(overrides.duplicate, resource.ref, overrides.place);
      const options = { ...overrides, virtual: false, exported: false };
      compilation.addOverride(new CompilerResource(resource.definition!, resource.title, this.host, options));
    }
  }

  /** Resources named by realize() that do not exist. */
  get unresolved(): readonly string[] {
    return [];
  }

  /** As functions print it. */
  toString(): string {
    return `Catalog-Collector[${this.type}]`;
  }
}

function candidateOf(stored: StoredResource): Candidate {
  return {
    get: (name) => stored.parameters.get(name) ?? null,
    isTagged: (tags) => tags.some((tag) => stored.tags.has(tag)),
    matches: (name, wanted) => storedMatches(stored, name, wanted),
  };
}

/** The resources named by realize(). */
export class FixedCollector {
  readonly collected = new Map<string, CompilerResource>();
  #wanted: string[];

  constructor(
    readonly host: Host,
    references: readonly string[],
  ) {
    this.#wanted = [...references];
  }

  evaluate(): boolean {
    const { compilation } = this.host;
    const found: CompilerResource[] = [];
    this.#wanted = this.#wanted.filter((reference) => {
      if (splitReference(reference) === undefined) {
        const message = `Puppet::Parser::Compiler failed with error ArgumentError: ${notAReference(reference)}`;
        throw new PuppetError(message);
      }
      const resource = compilation.catalog.find(reference);
      if (resource !== undefined) found.push(resource);
      return resource === undefined;
    });
    for (const resource of found) resource.virtual = false;
    if (this.#wanted.length === 0) compilation.removeCollector(this);
    const fresh = found.filter((resource) => !this.collected.has(resource.ref));
    for (const resource of fresh) this.collected.set(resource.ref, resource);
    return fresh.length > 0;
  }

  get unresolved(): readonly string[] {
    return this.#wanted;
  }
}
