import { PuppetError } from '../error.ts';
import { parseSemVer } from '../values/semver.ts';
import { parseSemVerRange, rangeIncludes } from '../values/semver-range.ts';
import { type PHash, PSemVer, PSemVerRange, type Value } from '../values/value.ts';
import { assertInstance } from './assert.ts';
import { formatValue } from './format-value.ts';
import { resolveType, type TypeLoader } from './loader.ts';
import { typeSetInitType } from './object-schema.ts';
import { PType, type TypeFormat } from './type.ts';

/** Another TypeSet that members of this one name by an alias. */
interface Reference {
  name: string;
  range: PSemVerRange;
  loader: TypeLoader | undefined;
}

/** `TypeSet[{...}]`: named, versioned types, and references to other sets. Defined lazily, like an Object type. */
export class PTypeSetType extends PType {
  /** The name of the set. */
  readonly name: string;
  readonly #loader: TypeLoader | undefined;
  #define: (() => PHash) | null;
  #hash: PHash = new Map();
  #types: ReadonlyMap<string, PType> = new Map();
  #references: ReadonlyMap<string, Reference> = new Map();
  constructor(name: string, define: (() => PHash) | null, loader?: TypeLoader) {
    super();
    this.name = name;
    this.#define = define;
    this.#loader = loader;
  }

  /** Reads the definition, once; throws a PuppetError when it is wrong. */
  resolve(): this {
    const define = this.#define;
    if (define === null) return this;
    this.#define = null;
    const hash = define();
    assertInstance('TypeSet initializer', typeSetInitType(), hash);
    checkPcoreVersion(this.name, hash.get('pcore_version')!);
    this.#hash = hash;
    this.#types = new Map(
      [...((hash.get('types') ?? new Map()) as PHash)].map(([key, type]) => [key as string, type as PType]),
    );
    this.#references = this.#readReferences((hash.get('references') ?? new Map()) as PHash);
    for (const type of this.#types.values()) resolveType(type);
    return this;
  }

  #readReferences(references: PHash): Map<string, Reference> {
    return new Map(
      [...references].map(([key, given]) => {
        const alias = key as string;
        const spec = given as PHash;
        if (this.#types.has(alias)) {
          throw new PuppetError(
            `TypeSet '${this.name}' references a TypeSet using alias '${alias}'. The alias collides with the name of a declared type`,
          );
        }
        const name = spec.get('name') as string;
        return [alias, { name, range: toRange(spec.get('version_range')!), loader: this.#loader }];
      }),
    );
  }

  /** Whether its members can be found by their qualified names. */
  get isResolved(): boolean {
    return this.#define === null;
  }

  /** The version, null when none was given. */
  get version(): PSemVer | null {
    const version = this.#hash.get('version');
    return version === undefined || version === null ? null : toVersion(version);
  }

  /** A member by its name or by `Alias::Name`, in any case. */
  member(name: string): PType | undefined {
    const wanted = name.toLowerCase();
    for (const [key, type] of this.#types) if (key.toLowerCase() === wanted) return type;
    const [first, ...others] = wanted.split('::');
    for (const [alias, reference] of this.#references) {
      if (alias.toLowerCase() !== first) continue;
      const set = this.#resolveReference(reference);
      return others.length === 0 ? set : set.member(others.join('::'));
    }
    return undefined;
  }

  #resolveReference({ name, range, loader }: Reference): PTypeSetType {
    const subject = `TypeSet '${this.name}' reference to TypeSet named '${name}'`;
    const found = loader?.loadType(name.toLowerCase());
    if (found === undefined) throw new PuppetError(`${subject} cannot be resolved`);
    if (!(found instanceof PTypeSetType)) throw new PuppetError(`${subject} resolves to a ${found.name}`);
    const { version } = found.resolve();
    if (version !== null && rangeIncludes(range, version)) return found;
    throw new PuppetError(
      `${subject} resolves to an incompatible version. Expected ${range}, got ${version ?? ''}`,
    );
  }

  isInstance(value: Value): boolean {
    return value instanceof PTypeSetType;
  }
  accepts(other: PType): boolean {
    if (!(other instanceof PTypeSetType)) return false;
    return this === typeSetType || this.identityKey() === other.identityKey();
  }
  override identityKey(): string {
    return `TypeSet ${this.name} ${this.version ?? ''}`;
  }
  override parts(): readonly PType[] {
    return [...this.#types.values()];
  }
  format(_format: TypeFormat): string {
    const shown = this === typeSetType ? defaultSet : this.#hash;
    const entries = [...shown].map(([key, value]) => `${key} => ${this.#formatEntry(key as string, value)}`);
    return `TypeSet[{${entries.join(', ')}}]`;
  }
  #formatEntry(key: string, value: Value): string {
    if (key !== 'types') return formatValue(value);
    const format = { expanded: true, members: new Set((value as PHash).values() as Iterable<PType>) };
    const types = [...(value as PHash)].map(([name, type]) => `${name} => ${(type as PType).format(format)}`);
    return `{${types.join(', ')}}`;
  }
}

const defaultSet: PHash = new Map([
  ['pcore_uri', 'http://puppet.com/2016.1/pcore'],
  ['pcore_version', '1.0.0'],
  ['name_authority', 'http://puppet.com/2016.1/runtime'],
  ['name', 'DefaultTypeSet'],
  ['version', '0.0.0'],
]);

function toVersion(value: Value): PSemVer {
  return value instanceof PSemVer ? value : parseSemVer(String(value));
}

function toRange(value: Value): PSemVerRange {
  return value instanceof PSemVerRange ? value : parseSemVerRange(String(value));
}

function checkPcoreVersion(name: string, given: Value): void {
  const version = toVersion(given);
  if (version.major === 1) return;
  throw new PuppetError(
    `The pcore version for TypeSet '${name}' is not understood by this runtime. Expected range 1.x, got ${version}`,
  );
}

/** `TypeSet[{...}]` of a hash. */
export function makeTypeSet(parameter: Value): PTypeSetType {
  if (!(parameter instanceof Map) || parameter.size === 0) return typeSetType;
  return new PTypeSetType(String(parameter.get('name') ?? ''), () => parameter).resolve();
}

export const typeSetType = new PTypeSetType('DefaultTypeSet', null);
