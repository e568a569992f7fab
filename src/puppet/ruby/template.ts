import { PuppetError } from '../error.ts';
import type { Scope } from '../evaluate/scope.ts';
import type { Function3x, FunctionContext } from '../functions/api.ts';
import { checkArity } from '../functions/convert-3x.ts';
import type { Value } from '../values/value.ts';
import { type ErbTemplate, parseErb } from './erb.ts';
import { RubyError, RubyLimitError } from './errors.ts';
import { compileProgram, type World } from './evaluate/index.ts';
import { RubyMachine } from './machine.ts';
import { installHint } from './runtime.ts';
import { toS } from './text.ts';
import { type RubyObject, type RubyValue, toPuppet } from './values.ts';

/** A template, ready to run. */
interface Compiled extends ErbTemplate {
  readonly run: (world: World) => RubyValue;
}

const compiled = new Map<string, Compiled>();

/** Templates are compiled once for each text, which many machines share. */
function compileTemplate(source: string): Compiled {
  const known = compiled.get(source);
  if (known) return known;
  const template = parseErb(source);
  const made = { ...template, run: compileProgram(template.program) };
  compiled.set(source, made);
  return made;
}

/** The text that an ERB template gives in a scope. Throws a RubyError with the template's line. */
export function evaluateErb(source: string, context: FunctionContext, file?: string): string {
  const { ruby } = context.compiler;
  const runtime = ruby?.runtimeFor(file ?? source);
  if (runtime !== undefined) return runtime.renderErb(source, context, file);
  try {
    return evaluateNatively(source, context, file);
  } catch (error) {
    if (!(error instanceof RubyError) || error.raised || error instanceof RubyLimitError) throw error;
    ruby?.demand(file ?? source);
    throw new RubyError(`${error.message}; ${installHint}`, error.line);
  }
}

function evaluateNatively(source: string, context: FunctionContext, file: string | undefined): string {
  const template = compileTemplate(source);
  const world = new TemplateWorld(template.texts, context, file);
  template.run(world);
  return world.result;
}

/** What surrounds one evaluation of a template. */
class TemplateWorld implements World {
  readonly machine: RubyMachine;
  /** The text so far. */
  result = '';
  readonly #texts: readonly string[];
  readonly #context: FunctionContext;
  readonly #file: string | undefined;
  readonly #own = new Map<string, RubyValue>();
  readonly #scope: TemplateScope;

  constructor(texts: readonly string[], context: FunctionContext, file: string | undefined) {
    this.#texts = texts;
    this.machine = new RubyMachine(context.compiler.options.puppetVersion);
    this.#context = context;
    this.#file = file;
    this.#scope = new TemplateScope(context);
    if (file !== undefined) this.#own.set('__file__', file);
  }

  text(index: number): void {
    this.result += this.#texts[index]!;
  }

  output(text: string): void {
    this.result += text;
  }

  instance(name: string): RubyValue {
    return this.#own.get(name) ?? this.#context.scope.find(name) ?? null;
  }

  setInstance(name: string, value: RubyValue): void {
    this.#own.set(name, value);
  }

  replace(original: RubyValue, copy: RubyValue): void {
    this.#scope.forget();
    this.#context.scope.replaceValue(original as Value, copy as Value);
  }

  call(name: string, args: readonly RubyValue[]): RubyValue | undefined {
    switch (name) {
      case 'scope':
        return this.#scope;
      case 'has_variable?':
        return this.#scope.send('include?', args);
      case 'file':
        return this.#file ?? null;
      case 'classes':
        return [...this.#context.compiler.catalog.classes];
      case 'all_tags':
        return [...this.#context.compiler.catalog.tagSet];
      case 'tags':
        throw new PuppetError("Call 'all_tags' instead.");
      case 'template':
        this.#scope.forget();
        return this.#context.call('template', args.map(toPuppet));
      default:
        return undefined;
    }
  }
}

const plain = (name: RubyValue): string => toS(name).replace(/^::/, '');

/** Functions of Puppet that say to callers of their 3.x kind, `scope.function_…`, that they are of the 4.x kind. */
const newerOnly = new Set(
  'assert_type binary_file break defined dig each epp filter find_file hiera hiera_array hiera_hash hiera_include inline_epp lest lookup map match new next reduce regsubst return reverse_each slice split step strftime then type with'.split(
    ' ',
  ),
);

/** What templates and functions call `scope`. */
export class ScopeProxy implements RubyObject {
  readonly rubyClass = 'Puppet::Parser::Scope';
  readonly #context: FunctionContext;
  readonly #scope: Scope;

  readonly #older: Function3x | undefined;

  /** `older` is the 3.x function that a 4.x one of the same name stands before, and calls. */
  constructor(context: FunctionContext, older?: Function3x) {
    this.#context = context;
    this.#scope = context.scope;
    this.#older = older;
  }

  send(name: string, args: readonly RubyValue[]): RubyValue | undefined {
    switch (name) {
      case 'send':
        return this.send(toS(args[0]), args.slice(1));
      case 'lookupvar':
      case '[]':
      case 'lookup_qualified_variable':
        return this.#lookup(toS(args[0]));
      case 'include?':
        return this.#scope.hasVariable(toS(args[0])) && this.#lookup(toS(args[0])) !== null;
      case 'has_variable?':
      case 'exist?':
        return this.#scope.hasVariable(toS(args[0]));
      case 'setvar':
      case '[]=':
        // As it is: templates change it afterwards.
        this.#scope.setVariable(plain(args[0]), args[1] as Value);
        return args[1];
      case 'to_hash':
        return this.#scope.toHash() as RubyValue;
      case 'call_function':
        return this.#call(toS(args[0]), args[1]);
      case 'function_template':
      case 'function_inline_template':
        return this.#call(name.slice('function_'.length), args[0]);
      case 'warning':
      case 'notice':
      case 'debug':
        this.#context.log(name, toS(args[0]));
        return null;
      case 'compiler':
      case 'environment':
      case 'catalog':
      case 'resource':
      case 'source':
      case 'parent':
        throw new RubyError(`scope.${name} is not supported`, 0);
      default:
        return name.startsWith('function_')
          ? this.#callOlder(name.slice('function_'.length), args[0])
          : undefined;
    }
  }

  #callOlder(name: string, args: RubyValue): Value {
    if (newerOnly.has(name))
      throw new PuppetError(
        `${name}() can only be called using the 4.x function API. See Scope#call_function`,
      );
    return this.#call(name, args);
  }

  #lookup(name: string): Value {
    return this.#scope.lookupVariable(name);
  }

  #call(name: string, args: RubyValue): Value {
    const list = Array.isArray(args) ? args.map(toPuppet) : args === undefined ? [] : [toPuppet(args)];
    if (name === this.#older?.name) {
      checkArity(name, this.#older.arity, list.length);
      const value = this.#older.run(this.#context, list);
      return this.#older.statement ? null : value;
    }
    return this.#context.call(name, list);
  }

  toString(): string {
    return `Scope(${this.#scope.resource.ref})`;
  }
}

/** What does not change a variable. */
const reading = new Set([
  'lookupvar',
  '[]',
  'lookup_qualified_variable',
  'include?',
  'has_variable?',
  'exist?',
  'to_hash',
  'warning',
  'notice',
  'debug',
]);

/** The `scope` of one template, which keeps all variables for templates that ask for them again and again. */
class TemplateScope extends ScopeProxy {
  #all: RubyValue | undefined;

  override send(name: string, args: readonly RubyValue[]): RubyValue | undefined {
    if (!reading.has(name)) this.forget();
    if (name !== 'to_hash') return super.send(name, args);
    this.#all ??= super.send(name, args);
    return this.#all;
  }

  /** Variables may have changed. */
  forget(): void {
    this.#all = undefined;
  }
}

/** An error of a template in Puppet's words. */
export function templateError(error: unknown, reference: string, path: string): unknown {
  const line = error instanceof RubyError ? error.line : undefined;
  if (line === undefined && !(error instanceof PuppetError)) return error;
  const lines = [
    `Failed to parse template ${reference}:`,
    `  Filepath: ${path}`,
    `  Line: ${line ?? ''}`,
    `  Detail: ${(error as Error).message}`,
  ];
  return new PuppetError(`${lines.join('\n')}\n`);
}
