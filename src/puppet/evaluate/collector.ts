import { notAReference } from '../catalog/compiler-catalog.ts';
import { CompilerResource } from '../catalog/compiler-resource.ts';
import type { Param } from '../catalog/param.ts';
import { splitReference } from '../catalog/references.ts';
import { PuppetError, type PuppetPlace } from '../error.ts';
import { duplicateParameter } from './duplicates.ts';
import type { Host } from './frame.ts';

/** Whether a query takes a resource. */
export type Query = (resource: CompilerResource) => boolean;

/** What a collector does to the resources that it collects. */
export interface CollectorOverrides {
  params: ReadonlyMap<string, Param>;
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
    const all = this.host.compilation.resourcesOfType(this.type);
    return all.filter(
      (resource) => (!this.exported || resource.exported) && (this.query === null || this.query(resource)),
    );
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
