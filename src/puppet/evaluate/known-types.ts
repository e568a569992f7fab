import { PuppetError, type PuppetPlace, placeSuffix } from '../error.ts';
import type { SyntaxWarning } from '../syntax/index.ts';
import type { Definition } from './definitions.ts';
import type { FileUnit, Session } from './session.ts';

/** The classes, defines and nodes that one compilation has loaded so far. */
export class KnownTypes {
  readonly #session: Session;
  readonly #classes = new Map<string, Definition>();
  readonly #defines = new Map<string, Definition>();
  readonly #nodes = new Map<string, Definition>();
  readonly #loaded = new Set<string>();
  readonly #missing = new Set<string>();

  readonly #warn: (warning: SyntaxWarning) => void;

  /** `warn` gets the warnings of each manifest that is loaded. */
  constructor(session: Session, warn: (warning: SyntaxWarning) => void) {
    this.#session = session;
    this.#warn = warn;
  }

  get hasNodes(): boolean {
    return this.#nodes.size > 0;
  }

  /** Reads the manifests of the environment, and gives the main class. */
  loadInitial(): Definition {
    const units = this.#session.initialUnits();
    for (const unit of units) this.#register(unit);
    const main = this.#session.main();
    this.#classes.set('', main);
    return main;
  }

  addClass(definition: Definition): void {
    this.#classes.set(definition.name, definition);
  }

  findClass(name: string): Definition | undefined {
    return this.#findOrLoad(name, this.#classes);
  }

  findDefine(name: string): Definition | undefined {
    return this.#findOrLoad(name, this.#defines);
  }

  parentOf(definition: Definition): Definition {
    const parent = this.findClass(definition.parent!);
    if (parent === undefined) {
      const { name } = this.#session.environment;
      throw new PuppetError(
        `Could not find parent resource type '::${definition.parent}' of type hostclass in ${name}`,
        lineOnly(definition),
      );
    }
    return parent;
  }

  /** The node of a certname: by name, else the first whose regular expression matches, with what it matched. */
  findNode(name: string): { definition: Definition; match: RegExpExecArray | null } | undefined {
    const wanted = name.toLowerCase();
    const exact = this.#nodes.get(wanted);
    if (exact !== undefined) return { definition: exact, match: null };
    for (const definition of this.#nodes.values()) {
      const match = definition.regexp?.regexp.exec(wanted);
      if (match) return { definition, match };
    }
    return undefined;
  }

  #findOrLoad(written: string, table: ReadonlyMap<string, Definition>): Definition | undefined {
    const name = normalize(written);
    const known = table.get(name);
    if (known !== undefined || name === '') return known;
    return this.#load(name, table);
  }

  #load(name: string, table: ReadonlyMap<string, Definition>): Definition | undefined {
    if (this.#missing.has(name)) return undefined;
    const parts = name.split('::');
    for (let length = parts.length; length > 0; length--) {
      const unit = this.#session.manifestUnit(parts.slice(0, length).join('::'));
      if (unit === undefined || this.#loaded.has(unit.path)) continue;
      this.#loaded.add(unit.path);
      this.#register(unit);
      const found = table.get(name);
      if (found !== undefined) return found;
    }
    if (!this.#classes.has(name) && !this.#defines.has(name)) this.#missing.add(name);
    return undefined;
  }

  #register(unit: FileUnit): void {
    for (const warning of unit.warnings) this.#warn(warning);
    for (const definition of unit.definitions) this.#add(definition);
  }

  #add(definition: Definition): void {
    const { name } = definition;
    if (definition.kind === 'node') {
      refuse(
        definition,
        this.#nodes,
        (where) => `Node '${name}' is already defined${where}; cannot redefine`,
      );
      this.#nodes.set(name, definition);
    } else if (definition.kind === 'class') {
      refuse(
        definition,
        this.#classes,
        (where) => `Class '${name}' is already defined${where}; cannot redefine`,
      );
      refuse(
        definition,
        this.#defines,
        (where) => `Definition '${name}' is already defined${where}; cannot be redefined as a class`,
      );
      this.#classes.set(name, definition);
    } else {
      refuse(
        definition,
        this.#classes,
        (where) => `'${name}' is already defined${where} as a class; cannot redefine as a definition`,
      );
      const other = this.#defines.get(name);
      if (other !== undefined) throw new PuppetError(redefined(other));
      this.#defines.set(name, definition);
    }
  }
}

function refuse(
  definition: Definition,
  table: ReadonlyMap<string, Definition>,
  message: (where: string) => string,
): void {
  const other = table.get(definition.name);
  if (other !== undefined) throw new PuppetError(message(placeSuffix(lineOnly(other))), lineOnly(definition));
}

function redefined({ name, place }: Definition): string {
  const uri = `file://${place.file}?line=${place.line}&pos=${place.column}`;
  return `Attempt to redefine entity 'http://puppet.com/2016.1/runtime/type/${name}'. Originally set at ${uri}.`;
}

function lineOnly({ place: { file, line } }: Definition): PuppetPlace {
  return { file, line };
}

/** A name without leading `::`, in lower case. */
function normalize(name: string): string {
  return (name.startsWith('::') ? name.slice(2) : name).toLowerCase();
}
