import type { Environment } from '../environment.ts';
import { PuppetError } from '../error.ts';
import type { FunctionSource } from '../functions/api.ts';
import type { ResourceTypes } from '../resource-types/api.ts';
import type { RubyFallback } from '../ruby/runtime.ts';
import type { Expression, FunctionDefinition, Program, TypeAlias } from '../syntax/ast.ts';
import { assertFileIsUtf8, assertFileWithoutMark } from '../syntax/encoding.ts';
import { parseManifest, type SyntaxWarning } from '../syntax/index.ts';
import { placeOf } from '../syntax/source.ts';
import { builtinType, coreType } from '../types/builtin.ts';
import { defineType } from '../types/define-type.ts';
import type { PType, TypeLoader } from '../types/index.ts';
import type { CodeContext } from './code.ts';
import { classOrDefine, Definition, nodeDefinitions } from './definitions.ts';
import { compileEppTemplate, type EppTemplate } from './epp-template.ts';
import { type FunctionEntry, nativeEntry, puppetEntry } from './function-entry.ts';
import { compileClosure } from './lambda.ts';
import { onlyAlias, onlyFunction } from './only-definition.ts';

/** A manifest, parsed: its definitions, and the code outside of them. */
export interface FileUnit {
  path: string;
  definitions: readonly Definition[];
  body: Expression | null;
  context: CodeContext;
  warnings: readonly SyntaxWarning[];
}

/** What parsing a manifest gives; nobody changes it. */
export interface ParsedManifest {
  readonly program: Program;
  readonly warnings: readonly SyntaxWarning[];
}

/**
 * Gives what a manifest was parsed to before, or else parses it. It may remember only for environments with the same
 * modulepath, main manifest and release, and only what has the same path and text.
 */
export type ManifestStore = (path: string, text: string, parse: () => ParsedManifest) => ParsedManifest;

/** The code of errors for a second definition, which are no errors of parsing. */
const redefined = 'REDEFINED_ENTITY';

/** What all compilations in one environment share: parsed files, functions, types, templates. Nothing of one machine. */
export class Session {
  readonly typeLoader: TypeLoader;
  readonly #units = new Map<string, FileUnit | PuppetError>();
  readonly #functions = new Map<string, FunctionEntry | null>();
  readonly #aliases = new Map<string, PType | null>();
  readonly #templates = new Map<string | undefined, Map<string, EppTemplate>>();
  readonly #paths = new Map<string, string | undefined>();
  readonly #manifestFunctions = new Map<string, FunctionEntry>();
  /** Where functions and aliases of manifests are defined. */
  readonly #origins = new Map<string, string>();
  #initial: readonly FileUnit[] | null = null;
  #main: Definition | null = null;

  constructor(
    readonly environment: Environment,
    readonly functions: FunctionSource,
    readonly resourceTypes: ResourceTypes,
    readonly puppetVersion: 7 | 8 = 7,
    readonly ruby?: RubyFallback,
    readonly manifests: ManifestStore = (_path, _text, parse) => parse(),
  ) {
    this.typeLoader = {
      loadType: (name) => this.findType(name),
      isResourceType: (name) => this.isResourceType(name),
    };
  }

  /** The manifests read before all else. */
  initialUnits(): readonly FileUnit[] {
    this.#initial ??= this.environment.initialManifests().map((path) => this.#initialUnit(path));
    return this.#initial;
  }

  /** The main class: what stands outside of definitions in those manifests. */
  main(): Definition {
    this.#main ??= mainOf(this.initialUnits());
    return this.#main;
  }

  #initialUnit(path: string): FileUnit {
    try {
      return this.#unit(path, '');
    } catch (error) {
      if (!(error instanceof PuppetError) || error.code === redefined) throw error;
      const message = `Could not parse for environment ${this.environment.name}: ${error.message}`;
      const wrapped = new PuppetError(message, error, error.code);
      wrapped.others = error.others;
      throw wrapped;
    }
  }

  /** The manifest in which the autoloader expects a class or define of this name. */
  manifestUnit(name: string): FileUnit | undefined {
    const path = this.#autoload('manifest', name);
    return path === undefined ? undefined : this.#unit(path, name.split('::')[0]!);
  }

  #autoload(kind: 'manifest' | 'function' | 'type', name: string): string | undefined {
    const key = `${kind} ${name}`;
    if (!this.#paths.has(key)) this.#paths.set(key, this.environment.autoloadPath(kind, name));
    return this.#paths.get(key);
  }

  #unit(path: string, moduleName: string): FileUnit {
    let unit = this.#units.get(path);
    if (unit === undefined) {
      unit = this.#parse(path, moduleName);
      this.#units.set(path, unit);
    }
    if (unit instanceof PuppetError) throw unit;
    return unit;
  }

  #parse(path: string, moduleName: string): FileUnit | PuppetError {
    try {
      const { program, warnings } = this.#read(path);
      return this.addProgram(program, path, moduleName, warnings);
    } catch (error) {
      if (error instanceof PuppetError) return error;
      throw error;
    }
  }

  #read(path: string): ParsedManifest {
    const { files } = this.environment;
    const text = files.read(path) ?? '';
    if (files.isDirectory(path)) throw new PuppetError(`Is a directory @ io_fread - ${path}`);
    assertFileWithoutMark(text, path, files);
    assertFileIsUtf8(text, path, files);
    return this.manifests(path, text, () => this.#parseText(path, text));
  }

  #parseText(path: string, text: string): ParsedManifest {
    const { modulepath, manifest } = this.environment;
    const warnings: SyntaxWarning[] = [];
    const { program } = parseManifest(text, {
      file: path,
      release: this.puppetVersion,
      paths: { modulePath: modulepath, manifest },
      warn: (warning) => warnings.push(warning),
    });
    return { program, warnings };
  }

  /** Takes the definitions of a parsed text. */
  addProgram(
    program: Program,
    path: string,
    moduleName: string,
    warnings: readonly SyntaxWarning[],
  ): FileUnit {
    const context: CodeContext = { source: program.source, session: this };
    const definitions: Definition[] = [];
    const later = typesDefinedBy(program);
    for (const node of program.definitions) {
      if (node.kind === 'HostClassDefinition' || node.kind === 'ResourceTypeDefinition') {
        definitions.push(classOrDefine(node, moduleName, context, later));
        if (node.kind === 'ResourceTypeDefinition') later.delete(plainName(node));
      } else if (node.kind === 'NodeDefinition') {
        definitions.push(...nodeDefinitions(node, moduleName, context));
      } else if (node.kind === 'FunctionDefinition') {
        this.#claim('function', node, program);
        this.#manifestFunctions.set(node.name, this.#puppetFunction(node, context));
      } else if (node.kind === 'TypeAlias') {
        this.#claim('type', node, program);
        later.delete(plainName(node));
        this.#aliases.set(node.name.toLowerCase(), this.#alias(node, program));
      }
    }
    const body = program.body.kind === 'Nop' ? null : program.body;
    return { path, definitions, body, context, warnings };
  }

  #puppetFunction(node: FunctionDefinition, context: CodeContext): FunctionEntry {
    return puppetEntry(compileClosure(node, context), node.name);
  }

  #alias(node: TypeAlias, program: Program): PType {
    return defineType(node.name, node.typeExpr, this.typeLoader, program.source.text);
  }

  /** Notes where a function or an alias is defined; throws Puppet's error when it is for the second time. */
  #claim(kind: 'function' | 'type', node: FunctionDefinition | TypeAlias, program: Program): void {
    const entity = `http://puppet.com/2016.1/runtime/${kind}/${node.name.toLowerCase()}`;
    const known = this.#origins.get(entity);
    if (kind === 'type') refuseBuiltin(node.name.toLowerCase(), entity);
    if (known !== undefined) {
      throw new PuppetError(
        `Attempt to redefine entity '${entity}'. Originally set at ${known}.`,
        {},
        redefined,
      );
    }
    const { file, line, column } = placeOf(program.source, node.offset);
    this.#origins.set(entity, `file://${file ?? ''}?line=${line}&pos=${column}`);
  }

  /** A function of any kind by name; loads it. */
  findFunction(written: string): FunctionEntry | undefined {
    const name = written.startsWith('::') ? written.slice(2) : written;
    const known = this.#functions.get(name);
    if (known !== undefined) return known ?? undefined;
    const entry = this.#loadFunction(name);
    this.#functions.set(name, entry ?? null);
    return entry;
  }

  #loadFunction(name: string): FunctionEntry | undefined {
    const own = this.#manifestFunctions.get(name);
    if (own !== undefined) return own;
    const native = this.functions.find(name);
    if (native?.api === 4) return nativeEntry(native, name);
    return this.#autoloadFunction(name) ?? (native === undefined ? undefined : nativeEntry(native, name));
  }

  #autoloadFunction(name: string): FunctionEntry | undefined {
    const path = this.#autoload('function', name);
    if (path === undefined) return undefined;
    const { program } = this.#read(path);
    const context: CodeContext = { source: program.source, session: this };
    return this.#puppetFunction(onlyFunction(program, path, name), context);
  }

  /** A type alias by lower case name; loads it. */
  findType(name: string): PType | undefined {
    const known = this.#aliases.get(name);
    if (known !== undefined) return known ?? undefined;
    const alias = this.#loadAlias(name);
    this.#aliases.set(name, alias ?? null);
    return alias;
  }

  #loadAlias(name: string): PType | undefined {
    const path = this.#autoload('type', name);
    if (path === undefined) return undefined;
    const { program } = this.#read(path);
    return this.#alias(onlyAlias(program, path, name), program);
  }

  /** Whether a name is that of a native type or of a define. */
  isResourceType(name: string): boolean {
    if (!name.includes('::') && this.resourceTypes.find(name) !== undefined) return true;
    return this.#definesType(name);
  }

  #definesType(name: string): boolean {
    const isIt = (definition: Definition) => definition.kind === 'define' && definition.name === name;
    if (this.initialUnits().some((unit) => unit.definitions.some(isIt))) return true;
    const parts = name.split('::');
    for (let length = parts.length; length > 0; length--) {
      const unit = this.manifestUnit(parts.slice(0, length).join('::'));
      if (unit?.definitions.some(isIt)) return true;
    }
    return false;
  }

  /** A template by its text and file; compiled once. */
  template(text: string, file: string | undefined, name: string): EppTemplate {
    const texts = this.#templates.get(file) ?? new Map<string, EppTemplate>();
    this.#templates.set(file, texts);
    let template = texts.get(text);
    if (template === undefined) {
      template = compileEppTemplate(text, file, name, this);
      texts.set(text, template);
    }
    return template;
  }
}

/** The defines and aliases of a text: what stands before them does not know them yet. */
function typesDefinedBy({ definitions }: Program): Set<string> {
  const types = definitions.filter(({ kind }) => kind === 'ResourceTypeDefinition' || kind === 'TypeAlias');
  return new Set(types.map((node) => plainName(node as TypeAlias)));
}

function plainName({ name }: { name: string }): string {
  return name.toLowerCase().replace(/^::/, '');
}

function mainOf(units: readonly FileUnit[]): Definition {
  const bodies = units.flatMap((unit) => (unit.body === null ? [] : [[unit.body, unit.context] as const]));
  return new Definition('class', '', '', null, { parameters: [], bodies }, null, null);
}

/** Puppet's own types can't be defined again. */
function refuseBuiltin(name: string, entity: string): void {
  if (builtinType(name) === undefined) return;
  const where =
    coreType(name) === undefined
      ? 'Set at unknown location'
      : 'Originally set by Puppet-Type-System/Static-Loader.';
  throw new PuppetError(`Attempt to redefine entity '${entity}'. ${where}`, {}, redefined);
}
