import { isMetaparam } from '../catalog/metaparams.ts';
import { PuppetError, type PuppetPlace, placeSuffix } from '../error.ts';
import type { SyntaxWarning } from '../syntax/index.ts';
import type { Definition } from './definitions.ts';
import type { Frame } from './frame.ts';
import { Layer } from './layer.ts';
import type { FileUnit, Session } from './session.ts';

/** What the manifests that are read before all else define: the same for every machine, which may be thousands. */
interface Initial {
  readonly types: KnownTypes;
  readonly warnings: readonly SyntaxWarning[];
  /** The nodes with a regular expression, in order. */
  readonly patterns: readonly Definition[];
}

const initial = new WeakMap<Session, Initial>();

/** Throws Puppet's error where one name is defined twice; `warn` then has been told what was found before. */
function initialOf(session: Session, warn: (warning: SyntaxWarning) => void): Initial {
  const known = initial.get(session);
  if (known !== undefined) {
    for (const warning of known.warnings) warn(warning);
    return known;
  }
  const warnings: SyntaxWarning[] = [];
  const types = new KnownTypes(session, (warning) => {
    warnings.push(warning);
    warn(warning);
  });
  const made = { types, warnings, patterns: types.registerInitial() };
  initial.set(session, made);
  return made;
}

/** The node statement that a name has, and what its pattern matched. */
export interface NodeFound {
  definition: Definition;
  match: RegExpExecArray | null;
}

/** The classes, defines and nodes that one compilation has loaded so far. */
export class KnownTypes {
  readonly #session: Session;
  #classes = new Layer<Definition>();
  #defines = new Layer<Definition>();
  #nodes = new Layer<Definition>();
  #patterns: Definition[] = [];
  readonly #loaded = new Set<string>();
  readonly #missing = new Set<string>();
  #top: Frame | null = null;

  readonly #warn: (warning: SyntaxWarning) => void;

  /** `warn` gets the warnings of each manifest that is loaded. */
  constructor(session: Session, warn: (warning: SyntaxWarning) => void) {
    this.#session = session;
    this.#warn = warn;
  }

  get hasNodes(): boolean {
    return !this.#nodes.isEmpty;
  }

  /** Reads the manifests of the environment, and gives the main class. */
  loadInitial(): Definition {
    const { types, patterns } = initialOf(this.#session, this.#warn);
    this.#classes = new Layer(types.#classes);
    this.#defines = new Layer(types.#defines);
    this.#nodes = new Layer(types.#nodes);
    this.#patterns = [...patterns];
    return this.#session.main();
  }

  /** Reads the same for all compilations; gives the nodes with a regular expression. */
  registerInitial(): readonly Definition[] {
    const units = this.#session.initialUnits();
    this.#classes.set('', this.#session.main());
    for (const unit of units) this.#register(unit);
    return this.#patterns;
  }

  addClass(definition: Definition): void {
    this.#classes.set(definition.name, definition);
  }

  /** A class read so far, by its plain name in lower case. */
  knownClass(name: string): Definition | undefined {
    return this.#classes.get(name);
  }

  /** Evaluates the types of parameters at top scope: of what was read so far, and from now on of all that is read. */
  checkParameterTypes(top: Frame): void {
    this.#top = top;
    for (const table of [this.#classes, this.#defines])
      for (const definition of table.values()) definition.checkTypes(top);
  }

  findClass(name: string): Definition | undefined {
    return this.#findOrLoad(name, this.#classes);
  }

  findDefine(name: string): Definition | undefined {
    return this.#findOrLoad(name, this.#defines);
  }

  /** Throws when a define read so far has the name of a native type. */
  refuseHidden(name: string): void {
    const define = this.#defines.get(name);
    if (define !== undefined)
      throw new PuppetError(`Could not autoload puppet/type/${name}: ${redefined(define)}`);
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
  findNode(name: string): NodeFound | undefined {
    const wanted = name.toLowerCase();
    const exact = this.#nodes.get(wanted);
    if (exact !== undefined) return { definition: exact, match: null };
    for (const definition of this.#patterns) {
      const match = definition.regexp?.regexp.exec(wanted);
      if (match) return { definition, match };
    }
    return undefined;
  }

  #findOrLoad(written: string, table: Layer<Definition>): Definition | undefined {
    const name = normalize(written);
    const known = table.get(name);
    if (known !== undefined || name === '') return known;
    return this.#load(name, table);
  }

  #load(name: string, table: Layer<Definition>): Definition | undefined {
    if (this.#missing.has(name)) return undefined;
    const parts = name.split('::');
    for (let length = parts.length; length > 0; length--) {
      for (const unit of this.#newUnits(parts[0]!, parts.slice(0, length).join('::'))) {
        this.#loaded.add(unit.path);
        this.#register(unit);
      }
      const found = table.get(name);
      if (found !== undefined) return found;
    }
    if (!this.#classes.has(name) && !this.#defines.has(name)) this.#missing.add(name);
    return undefined;
  }

  /** What is not yet loaded of the main manifest of a module, which is read with any other of it, and the one of a name. */
  #newUnits(module: string, name: string): FileUnit[] {
    const main = this.#session.manifestUnit(module);
    const own = name === module ? undefined : this.#session.manifestUnit(name);
    return [main, own].filter((unit) => unit !== undefined && !this.#loaded.has(unit.path)) as FileUnit[];
  }

  #register(unit: FileUnit): void {
    for (const warning of unit.warnings) this.#warn(warning);
    for (const definition of unit.definitions) {
      this.#add(definition);
      for (const warning of metaparamWarnings(definition)) this.#warn(warning);
      if (this.#top !== null) definition.checkTypes(this.#top);
    }
  }

  #add(definition: Definition): void {
    const { name } = definition;
    if (definition.kind === 'node') {
      refuse(
        definition,
        this.#nodes,
        (where) => `Node '${name}' is already defined${where}; cannot redefine`,
      );
      refuse(
        definition,
        this.#classes,
        (where) => `Class '${name}' is already defined${where}; cannot be redefined as a node`,
      );
      this.#nodes.set(name, definition);
      if (definition.regexp !== null) this.#patterns.push(definition);
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

function refuse(definition: Definition, table: Layer<Definition>, message: (where: string) => string): void {
  const other = table.get(definition.name);
  if (other !== undefined) throw new PuppetError(message(placeSuffix(lineOnly(other))), lineOnly(definition));
}

function redefined({ name, place }: Definition): string {
  const uri = `file://${place.file}?line=${place.line}&pos=${place.column}`;
  return `Attempt to redefine entity 'http://puppet.com/2016.1/runtime/type/${name}'. Originally set at ${uri}.`;
}

/** A parameter of the name of a metaparameter is refused, or with a default handed down to what is contained. */
function metaparamWarnings({ name, nodes }: Definition): SyntaxWarning[] {
  return nodes.parameters
    .filter((parameter) => isMetaparam(parameter.name))
    .map((parameter) => {
      if (parameter.value === null) {
        throw new PuppetError(
          `${parameter.name} is a metaparameter; please choose another parameter name in the ${name} definition`,
        );
      }
      const message = `${parameter.name} is a metaparam; this value will inherit to all contained resources in the ${name} definition`;
      return { code: 'METAPARAM', message };
    });
}

function lineOnly({ place: { file, line } }: Definition): PuppetPlace {
  return { file, line };
}

/** A name without leading `::`, in lower case. */
function normalize(name: string): string {
  return (name.startsWith('::') ? name.slice(2) : name).toLowerCase();
}
