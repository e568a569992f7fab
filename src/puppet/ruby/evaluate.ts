import { PuppetError } from '../error.ts';
import { internKey } from '../values/keys.ts';
import { PFloat, PRegexp, type Value } from '../values/value.ts';
import type { Block, Node, Parameter } from './ast.ts';
import { conversion } from './constants.ts';
import { RubyError } from './errors.ts';
import { rubyHasMethod } from './known-methods.ts';
import type { RubyMachine } from './machine.ts';
import { RubyMatch } from './methods/match.ts';
import { caseEquals } from './methods/object.ts';
import { toS } from './text.ts';
import {
  isArray,
  isHash,
  RubyConstant,
  RubyProc,
  RubyRange,
  RubySymbol,
  type RubyValue,
  truthy,
} from './values.ts';

/** What surrounds a program: its instance variables, and the functions that it may call without a receiver. */
export interface World {
  readonly machine: RubyMachine;
  instance(name: string): RubyValue;
  setInstance(name: string, value: RubyValue): void;
  /** A method changed an array or hash that came from Puppet: `copy` takes its place. */
  replace?(original: RubyValue, copy: RubyValue): void;
  /** The value of a call without receiver; undefined where there is no such function. */
  call(name: string, args: readonly RubyValue[], block: RubyProc | null): RubyValue | undefined;
  /** Takes a text of the template by number, or the value of an output tag. */
  text(index: number): void;
  output(text: string): void;
}

/** Variables of a block or a method, and those around it. */
class Frame {
  readonly #values = new Map<string, RubyValue>();
  readonly #outer: Frame | null;
  block: RubyProc | null;
  constructor(outer: Frame | null, block: RubyProc | null) {
    this.#outer = outer;
    this.block = block ?? outer?.block ?? null;
  }
  #holder(name: string): Frame | null {
    for (let at: Frame | null = this; at !== null; at = at.#outer) if (at.#values.has(name)) return at;
    return null;
  }
  get(name: string): RubyValue {
    for (let at: Frame | null = this; at !== null; at = at.#outer) {
      const value = at.#values.get(name);
      if (value !== undefined) return value;
    }
    return null;
  }
  set(name: string, value: RubyValue): void {
    (this.#holder(name) ?? this).#values.set(name, value);
  }
  declare(name: string, value: RubyValue): void {
    this.#values.set(name, value);
  }
}

class Jump {
  constructor(
    readonly kind: 'next' | 'break' | 'return',
    readonly value: RubyValue,
    readonly target: object | null,
  ) {}
}

type Run = (frame: Frame) => RubyValue;

const noValues: readonly RubyValue[] = [];

/** Kinds of nodes that raise no error of their own: their parts have given it its line. */
const harmless: ReadonlySet<Node['kind']> = new Set([
  'nil',
  'self',
  'true',
  'false',
  'integer',
  'float',
  'local',
  'instance',
  'global',
  'constant',
  'not',
  'and',
  'or',
  'if',
  'body',
  'text',
]);

/** Names of methods that change their receiver. */
const mutators = new Set(
  '<< push unshift append prepend insert concat pop shift clear replace []= delete delete_at delete_if keep_if store update merge! map! collect! select! reject! sort! uniq! compact! flatten! reverse! gsub! sub! strip! chomp! upcase! downcase! capitalize! tr! squeeze! lstrip! rstrip! chop! slice! swapcase!'.split(
    ' ',
  ),
);

/** Compiles a program once; what it gives runs it in a world. Throws a RubyError for what it does not know. */
export function compileProgram(program: Node): (world: World, block?: RubyProc | null) => RubyValue {
  const compiler = new Compiler();
  const run = compiler.compile(program);
  return (world, block = null) => compiler.within(world, () => run(new Frame(null, block)));
}

class Compiler {
  #world!: World;
  #machine!: RubyMachine;
  #methods = new Map<string, RubyProc>();
  #lastMatch: RubyMatch | null = null;

  /** Runs in a world, and goes back to the one before: a template may evaluate itself. */
  within(world: World, run: () => RubyValue): RubyValue {
    const before = [this.#world, this.#machine, this.#methods, this.#lastMatch] as const;
    [this.#world, this.#machine, this.#methods, this.#lastMatch] = [world, world.machine, new Map(), null];
    try {
      return run();
    } finally {
      [this.#world, this.#machine, this.#methods, this.#lastMatch] = before;
    }
  }

  compile(node: Node): Run {
    const run = this.#node(node);
    if (harmless.has(node.kind)) return run;
    return (frame) => {
      try {
        return run(frame);
      } catch (error) {
        if (!(error instanceof RubyError) || error.line !== 0) throw error;
        throw error.at(node.line);
      }
    };
  }

  #node(node: Node): Run {
    switch (node.kind) {
      case 'nil':
        return () => null;
      case 'self':
        return () => {
          throw new RubyError("'self' as a value is not supported", node.line);
        };
      case 'true':
      case 'false': {
        const value = node.kind === 'true';
        return () => value;
      }
      case 'integer':
        return () => node.value;
      case 'float': {
        const value = new PFloat(node.value);
        return () => value;
      }
      case 'string':
        return this.#string(node.parts);
      case 'symbol': {
        const text = this.#string(node.parts);
        return (frame) => RubySymbol.of(text(frame) as string);
      }
      case 'regexp':
        return this.#regexp(node);
      case 'array': {
        const items = this.#list(node.items);
        return (frame) => this.#machine.owned.add(items(frame));
      }
      case 'hash':
        return this.#hash(node.entries);
      case 'splat':
      case 'blockPass':
        throw new RubyError('unexpected splat', node.line);
      case 'range': {
        const from = node.from ? this.compile(node.from) : () => null;
        const to = node.to ? this.compile(node.to) : () => null;
        return (frame) => new RubyRange(from(frame), to(frame), node.exclusive);
      }
      case 'local':
        return (frame) => frame.get(node.name);
      case 'instance':
        return () => this.#world.instance(node.name);
      case 'global':
        return this.#global(node.name);
      case 'constant':
        return this.#constant(node.path);
      case 'call':
        return this.#call(node);
      case 'not': {
        const value = this.compile(node.value);
        return (frame) => !truthy(value(frame));
      }
      case 'and':
      case 'or': {
        const left = this.compile(node.left);
        const right = this.compile(node.right);
        const stop = node.kind === 'or';
        return (frame) => {
          const value = left(frame);
          return truthy(value) === stop ? value : right(frame);
        };
      }
      case 'defined':
        return this.#defined(node.value);
      case 'assign':
        return this.#assign(node.target, this.compile(node.value));
      case 'operatorAssign':
        return this.#operatorAssign(node);
      case 'multipleAssign':
        return this.#multipleAssign(node.targets, this.compile(node.value));
      case 'if':
        return this.#if(node);
      case 'while':
        return this.#while(node);
      case 'for':
        return this.#for(node);
      case 'case':
        return this.#case(node);
      case 'begin':
        return this.#begin(node);
      case 'jump': {
        const value = node.value ? this.compile(node.value) : () => null;
        return (frame) => {
          throw new Jump(node.jump, value(frame), null);
        };
      }
      case 'lambda':
        return (frame) => this.#block(node.block, true)(frame);
      case 'method': {
        const make = this.#block(node.block, true);
        return (frame) => {
          this.#methods.set(node.name, make(frame));
          return RubySymbol.of(node.name);
        };
      }
      case 'module':
        throw new RubyError('classes and modules are not supported in templates', node.line);
      case 'body':
        return this.#body(node.statements);
      case 'text':
        return () => {
          this.#world.text(node.index);
          return null;
        };
      case 'output': {
        const value = this.compile(node.body);
        return (frame) => {
          this.#world.output(toS(value(frame)));
          return null;
        };
      }
    }
  }

  #body(statements: readonly Node[]): Run {
    const runs = statements.map((statement) => this.compile(statement));
    if (runs.length === 1) return runs[0]!;
    return (frame) => {
      let value: RubyValue = null;
      for (const run of runs) value = run(frame);
      return value;
    };
  }

  #string(parts: readonly (string | Node)[]): Run {
    if (parts.every((part) => typeof part === 'string')) {
      const text = parts.join('');
      return () => text;
    }
    const runs = parts.map((part): Run => (typeof part === 'string' ? () => part : this.compile(part)));
    return (frame) => {
      let text = '';
      for (const run of runs) text += toS(run(frame));
      return text;
    };
  }

  #regexp(node: Node & { kind: 'regexp' }): Run {
    if (node.parts.every((part) => typeof part === 'string')) {
      const value = new PRegexp(node.parts.join(''), node.flags);
      return () => value;
    }
    const runs = node.parts.map((part): Run => (typeof part === 'string' ? () => part : this.compile(part)));
    return (frame) => {
      const pieces = runs
        .map((run) => run(frame))
        .map((piece) => (piece instanceof PRegexp ? piece.source : toS(piece)));
      return new PRegexp(pieces.join(''), node.flags);
    };
  }

  /** The values of arguments; nobody changes them. */
  #args(nodes: readonly Node[]): (frame: Frame) => readonly RubyValue[] {
    if (nodes.length === 0) return () => noValues;
    return this.#list(nodes);
  }

  #list(nodes: readonly Node[]): (frame: Frame) => RubyValue[] {
    if (nodes.length === 1 && nodes[0]!.kind !== 'splat') {
      const run = this.compile(nodes[0]!);
      return (frame) => [run(frame)];
    }
    const runs = nodes.map((node) => ({
      splat: node.kind === 'splat',
      run: this.compile(node.kind === 'splat' ? node.value : node),
    }));
    return (frame) => {
      const values: RubyValue[] = [];
      for (const { splat, run } of runs) {
        const value = run(frame);
        if (splat) values.push(...(conversion('Array', [value], this.#machine) as RubyValue[]));
        else values.push(value);
      }
      return values;
    };
  }

  #hash(entries: readonly [Node, Node][]): Run {
    const runs = entries.map(([key, value]) => [this.compile(key), this.compile(value)] as const);
    return (frame) => {
      const hash = this.#machine.owned.add(new Map<Value, Value>());
      for (const [key, value] of runs) hash.set(keyValue(key(frame)), value(frame) as Value);
      return hash;
    };
  }

  #global(name: string): Run {
    if (/^\$\d$/.test(name)) return () => this.#lastMatch?.group(Number(name.slice(1))) ?? null;
    if (name === '$~') return () => this.#lastMatch;
    return () => null;
  }

  #constant(path: string): Run {
    const constant = new RubyConstant(path);
    return () => constant;
  }

  #defined(node: Node): Run {
    if (node.kind === 'instance')
      return () => (this.#world.instance(node.name) === null ? null : 'instance-variable');
    if (node.kind === 'call' && node.receiver === null && node.args.length === 0) return () => null;
    const value = this.compile(node);
    return (frame) => {
      try {
        return value(frame) === null && node.kind === 'body' ? null : 'expression';
      } catch {
        return null;
      }
    };
  }

  #call(node: Node & { kind: 'call' }): Run {
    const { name } = node;
    const pass = node.args.find((arg) => arg.kind === 'blockPass');
    const args = this.#args(node.args.filter((arg) => arg !== pass));
    const block = this.#blockOf(node, pass);
    if (node.receiver === null || node.receiver.kind === 'self') {
      if (name === 'scope' && node.args.length === 0 && node.block === null)
        return (frame) =>
          (this.#methods.size === 0 ? this.#world.call(name, noValues, null) : undefined) ??
          this.#ownCall(name, noValues, null, frame);
      return (frame) => this.#ownCall(name, args(frame), block(frame), frame);
    }
    const receiver = this.compile(node.receiver);
    if (name === '[]' && node.args.length === 1 && node.block === null && pass === undefined)
      return this.#element(receiver, args, node.safe);
    const change = mutators.has(name) ? this.#changing(node.receiver) : undefined;
    const matches = name === '=~' || name === 'match';
    const call = (value: RubyValue, frame: Frame): RubyValue => {
      if (change)
        return this.#mutate(value, name, args(frame), block(frame), (changed) => change(frame, changed));
      const result = this.#machine.send(value, name, args(frame), block(frame));
      if (matches) this.#remember(value, node, frame, result);
      return result;
    };
    const breaks = node.block !== null || pass !== undefined;
    return (frame) => {
      const value = receiver(frame);
      if (value === null && node.safe) return null;
      return breaks ? this.#catchBreak(() => call(value, frame)) : call(value, frame);
    };
  }

  /** `hash['key']`, which templates are full of, without looking for a method. */
  #element(receiver: Run, args: (frame: Frame) => readonly RubyValue[], safe: boolean): Run {
    return (frame) => {
      const value = receiver(frame);
      if (value === null && safe) return null;
      const given = args(frame);
      if (given.length === 1 && isHash(value)) {
        const [key] = given;
        if (typeof key === 'string') return value.get(key) ?? null;
      }
      return this.#machine.send(value, '[]', given, null);
    };
  }

  /** How a change of a receiver reaches the variable that holds it. */
  #changing(receiver: Node): (frame: Frame, value: RubyValue) => void {
    if (receiver.kind === 'local') return (frame, value) => frame.set(receiver.name, value);
    if (receiver.kind === 'instance') return (_, value) => this.#world.setInstance(receiver.name, value);
    if (receiver.kind === 'call' && receiver.name === '[]' && receiver.receiver) {
      const assign = this.#assign(receiver, (frame) => frame.get('\0value'));
      return (frame, value) => {
        frame.declare('\0value', value);
        assign(frame);
      };
    }
    return () => {};
  }

  /** Changes a value: a copy where it came from Puppet, and strings by assignment. */
  #mutate(
    value: RubyValue,
    name: string,
    args: readonly RubyValue[],
    block: RubyProc | null,
    assign: (value: RubyValue) => void,
  ): RubyValue {
    if (typeof value === 'string') {
      const changed = this.#machine.send(value, name, args, block);
      if (name !== 'delete') assign(changed);
      return changed;
    }
    if (!isArray(value) && !isHash(value)) return this.#machine.send(value, name, args, block);
    if (this.#machine.owned.has(value)) return this.#machine.send(value, name, args, block);
    const copy = this.#machine.owned.add(isArray(value) ? [...value] : new Map(value));
    assign(copy);
    this.#world.replace?.(value, copy);
    return this.#machine.send(copy, name, args, block);
  }

  /** `$1` and its kin are of the last match. */
  #remember(value: RubyValue, node: Node & { kind: 'call' }, frame: Frame, result: RubyValue): void {
    if (result instanceof RubyMatch) this.#lastMatch = result;
    if (node.name !== '=~' || node.args.length !== 1) return;
    const other = this.compile(node.args[0]!)(frame);
    const [pattern, text] = value instanceof PRegexp ? [value, other] : [other, value];
    this.#lastMatch =
      pattern instanceof PRegexp && typeof text === 'string' ? RubyMatch.of(pattern.regexp, text) : null;
  }

  #ownCall(name: string, args: readonly RubyValue[], block: RubyProc | null, frame: Frame): RubyValue {
    const method = this.#methods.get(name);
    if (method) return method.call(args);
    if (name === 'lambda' || name === 'proc') return block;
    if (name === 'block_given?') return frame.block !== null;
    if (name === 'yield') return frame.block?.call(args) ?? null;
    if (name === 'loop') return this.#catchBreak(() => this.#loop(block!));
    if (name === 'raise') throw new RubyError(toS(args.at(-1) ?? 'unhandled exception'), 0, true);
    if (name === 'require' || name === 'require_relative') return true;
    if (name === 'binding') return null;
    const converted = conversion(name, args, this.#machine);
    if (converted !== undefined) return converted;
    const value = this.#world.call(name, args, block);
    if (value !== undefined) return value;
    const what =
      args.length === 0 ? `undefined local variable or method \`${name}'` : `undefined method \`${name}'`;
    if (rubyHasMethod('Kernel', name)) throw new RubyError(`${name} is not supported`, 0);
    throw new RubyError(`${what} for a template`, 0, true);
  }

  #loop(block: RubyProc): RubyValue {
    for (;;) {
      this.#machine.tick();
      block.call([]);
    }
  }

  #catchBreak(run: () => RubyValue): RubyValue {
    try {
      return run();
    } catch (jump) {
      if (jump instanceof Jump && jump.kind === 'break') return jump.value;
      throw jump;
    }
  }

  #blockOf(node: Node & { kind: 'call' }, pass: Node | undefined): (frame: Frame) => RubyProc | null {
    if (node.block) return this.#block(node.block, false);
    if (pass?.kind !== 'blockPass') return () => null;
    const value = this.compile(pass.value);
    return (frame) => {
      const given = value(frame);
      return given === null ? null : (this.#machine.send(given, 'to_proc', [], null) as RubyProc);
    };
  }

  /** A block, or a method: one that takes `return`. */
  #block(block: Block, method: boolean): (frame: Frame) => RubyProc {
    const bind = this.#parameters(block.parameters, method);
    const body = this.compile(block.body);
    return (outer) =>
      new RubyProc((args) => {
        const frame = new Frame(outer, null);
        bind(frame, args);
        try {
          return body(frame);
        } catch (jump) {
          if (jump instanceof Jump && (jump.kind === 'next' || (method && jump.kind === 'return')))
            return jump.value;
          throw jump;
        }
      }, block.parameters.length);
  }

  #parameters(
    parameters: readonly Parameter[],
    method: boolean,
  ): (frame: Frame, args: readonly RubyValue[]) => void {
    const defaults = parameters.map(({ fallback }) => (fallback ? this.compile(fallback) : () => null));
    const plain = parameters.filter(({ form }) => form === 'plain' || form === 'nested').length;
    const spreads = !method && (plain > 1 || (plain === 1 && parameters.length > 1));
    const nested = parameters.map((parameter) => this.#parameters(parameter.nested, false));
    if (parameters.length === 1 && parameters[0]!.form === 'plain' && !spreads) {
      const { name } = parameters[0]!;
      return (frame, args) => frame.declare(name, args.length > 0 ? args[0] : defaults[0]!(frame));
    }
    return (frame, given) => {
      const args = spreads && given.length === 1 && isArray(given[0]) ? given[0] : given;
      const rest = Math.max(0, args.length - plain);
      let at = 0;
      for (const [index, { name, form }] of parameters.entries()) {
        if (form === 'rest') {
          frame.declare(name, args.slice(at, at + rest));
          at += rest;
        } else if (form === 'nested')
          nested[index]!(frame, conversion('Array', [args[at++]], this.#machine) as RubyValue[]);
        else if (form === 'plain') {
          frame.declare(name, at < args.length ? args[at] : defaults[index]!(frame));
          at++;
        } else if (form === 'block') frame.declare(name, frame.block);
        else frame.declare(name, defaults[index]!(frame));
      }
    };
  }

  #assign(target: Node, value: Run): Run {
    if (target.kind === 'local') return (frame) => keep(value(frame), (kept) => frame.set(target.name, kept));
    if (target.kind === 'instance')
      return (frame) => keep(value(frame), (kept) => this.#world.setInstance(target.name, kept));
    if (target.kind === 'splat') return this.#assign(target.value, value);
    if (target.kind !== 'call' || !target.receiver)
      throw new RubyError('this assignment is not supported in templates', target.line);
    if (target.name !== '[]')
      throw new RubyError(`setting '${target.name}' is not supported in templates`, target.line);
    const receiver = this.compile(target.receiver);
    const index = this.#list(target.args);
    const change = this.#changing(target.receiver);
    return (frame) => {
      const held = receiver(frame);
      return this.#mutate(held, '[]=', [...index(frame), value(frame)], null, (changed) =>
        change(frame, changed),
      );
    };
  }

  #operatorAssign(node: Node & { kind: 'operatorAssign' }): Run {
    const current = this.compile(node.target);
    const value = this.compile(node.value);
    const { operator } = node;
    if (operator === '||' || operator === '&&') {
      const assign = this.#assign(node.target, value);
      return (frame) => {
        const held = current(frame);
        return truthy(held) === (operator === '||') ? held : assign(frame);
      };
    }
    return this.#assign(node.target, (frame) =>
      this.#machine.send(current(frame), operator, [value(frame)], null),
    );
  }

  #multipleAssign(targets: readonly Node[], value: Run): Run {
    const assigns = targets.map((target) => this.#assign(target, (frame) => frame.get('\0part')));
    const splat = targets.findIndex((target) => target.kind === 'splat');
    return (frame) => {
      const values = conversion('Array', [value(frame)], this.#machine) as RubyValue[];
      const parts = splat === -1 ? values : gather(values, splat, targets.length);
      for (const [index, assign] of assigns.entries()) {
        frame.declare('\0part', parts[index] ?? null);
        assign(frame);
      }
      return values;
    };
  }

  #if(node: Node & { kind: 'if' }): Run {
    const condition = this.compile(node.condition);
    const yes = this.compile(node.consequent);
    const no = node.alternate ? this.compile(node.alternate) : () => null;
    return (frame) => (truthy(condition(frame)) ? yes(frame) : no(frame));
  }

  #while(node: Node & { kind: 'while' }): Run {
    const condition = this.compile(node.condition);
    const body = this.compile(node.body);
    return (frame) =>
      this.#catchBreak(() => {
        while (truthy(condition(frame)) !== node.negated) {
          this.#machine.tick();
          catchNext(() => body(frame));
        }
        return null;
      });
  }

  #for(node: Node & { kind: 'for' }): Run {
    const source = this.compile(node.source);
    const body = this.compile(node.body);
    const item: Run = (frame) => frame.get('\0item');
    const assign =
      node.target.kind === 'array'
        ? this.#multipleAssign(node.target.items, item)
        : this.#assign(node.target, item);
    return (frame) =>
      this.#catchBreak(() => {
        const items = this.#machine.send(source(frame), 'to_a', [], null) as RubyValue[];
        for (const each of items) {
          this.#machine.tick();
          frame.declare('\0item', each);
          assign(frame);
          catchNext(() => body(frame));
        }
        return items;
      });
  }

  #case(node: Node & { kind: 'case' }): Run {
    const subject = node.subject ? this.compile(node.subject) : null;
    const branches = node.branches.map(({ tests, body }) => ({
      tests: this.#list(tests),
      body: this.compile(body),
    }));
    const otherwise = node.else ? this.compile(node.else) : () => null;
    return (frame) => {
      const value = subject?.(frame);
      const found = branches.find(({ tests }) =>
        tests(frame).some((test) => (subject ? this.#matches(test, value) : truthy(test))),
      );
      return found ? found.body(frame) : otherwise(frame);
    };
  }

  #matches(test: RubyValue, value: RubyValue): boolean {
    if (test instanceof PRegexp && typeof value === 'string')
      this.#lastMatch = RubyMatch.of(test.regexp, value);
    return caseEquals(test, value);
  }

  #begin(node: Node & { kind: 'begin' }): Run {
    const body = this.compile(node.body);
    const rescue = node.rescue && { ...node.rescue, body: this.compile(node.rescue.body) };
    const ensure = node.ensure && this.compile(node.ensure);
    return (frame) => {
      try {
        return body(frame);
      } catch (error) {
        if (!rescue || !isCaught(error, rescue.classes)) throw error;
        if (rescue.several) throw new RubyError('several rescue clauses are not supported', node.line);
        if (rescue.name) frame.set(rescue.name, error.message);
        return rescue.body(frame);
      } finally {
        ensure?.(frame);
      }
    };
  }
}

const anyError = ['StandardError', 'Exception', 'RuntimeError'];

/** Errors of Ruby are caught by every clause, those of Puppet by their own classes. */
function isCaught(error: unknown, classes: readonly string[]): error is Error {
  if (error instanceof RubyError) return error.raised;
  if (!(error instanceof PuppetError)) return false;
  return (
    classes.length === 0 || classes.some((name) => anyError.includes(name) || name.startsWith('Puppet::'))
  );
}

function keep(value: RubyValue, assign: (value: RubyValue) => void): RubyValue {
  assign(value);
  return value;
}

function keyValue(key: RubyValue): Value {
  return key instanceof RubySymbol ? (key as unknown as Value) : internKey(key as Value);
}

function catchNext(run: () => RubyValue): void {
  try {
    run();
  } catch (jump) {
    if (!(jump instanceof Jump) || jump.kind !== 'next') throw jump;
  }
}

/** The values for targets of which one, a splat, takes what is left over. */
function gather(values: readonly RubyValue[], splat: number, count: number): RubyValue[] {
  const after = count - splat - 1;
  const end = Math.max(splat, values.length - after);
  return [...values.slice(0, splat), values.slice(splat, end), ...values.slice(end)];
}
