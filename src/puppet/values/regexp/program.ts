import type { ParsedPattern, Pattern } from './pattern.ts';

/** What a step does; the numbers that follow it are its operands. */
export enum Op {
  Match,
  /** A character of a set. */
  Character,
  /** Goes on at the first place, and later, when that fails, at the second. The third operand is its choice. */
  Split,
  Jump,
  /** Notes the position as the start or end of a capture. */
  Save,
  Start,
  End,
  Look,
  Backreference,
  /** Forgets the captures from the first to the last. */
  Reset,
  /** Notes where an iteration starts. */
  Mark,
  /** Fails when the iteration matched nothing. */
  Progress,
}

/** A step: what it does, and up to three operands. */
export type Step = readonly [op: Op, a?: number, b?: number, c?: number];

/** A pattern as steps. */
export interface Program {
  steps: readonly Step[];
  sets: readonly CharacterSet[];
  looks: readonly Look[];
  choices: readonly Choice[];
  /** How many states a position may be in. */
  states: number;
  marks: number;
  groups: number;
  names: ReadonlyMap<string, number>;
  hasBackreference: boolean;
}

/** A split: what follows depends on the position, and on which iterations around it have matched nothing yet. */
export interface Choice {
  /** Number of its first state. */
  state: number;
  marks: readonly number[];
}

/** What must, or must not, stand at a position. */
export interface Look {
  negated: boolean;
  /** Sticky. */
  regexp: RegExp;
}

/** The characters that one item of a pattern matches. */
export interface CharacterSet {
  regexp: RegExp;
  /** For ASCII: 0 not asked yet, 1 matches, 2 does not. */
  ascii: Uint8Array;
}

const largest = 20_000;

/** Iterations that may match nothing, within each other. */
const deepest = 6;

interface Builder {
  steps: Step[];
  sets: Map<string, number>;
  looks: Look[];
  choices: Choice[];
  states: number;
  marks: number;
  /** Marks of the iterations around. */
  around: readonly number[];
  flags: string;
  hasBackreference: boolean;
  makeLook: (source: string) => RegExp;
}

/** The steps of a pattern; undefined when there would be too many. `makeLook` makes the expression for what stands ahead. */
export function programOf(
  parsed: ParsedPattern,
  ignoreCase: boolean,
  makeLook: (source: string) => RegExp,
): Program | undefined {
  const builder: Builder = {
    steps: [],
    sets: new Map(),
    looks: [],
    choices: [],
    states: 0,
    marks: 0,
    around: [],
    flags: ignoreCase ? 'iu' : 'u',
    hasBackreference: false,
    makeLook,
  };
  if (!emit(builder, parsed.pattern)) return undefined;
  if (ignoreCase && builder.hasBackreference) return undefined;
  builder.steps.push([Op.Match]);
  const { steps, looks, choices, states, marks, flags, hasBackreference } = builder;
  const sets = [...builder.sets.keys()].map((source) => ({
    regexp: new RegExp(`^${source}$`, flags),
    ascii: new Uint8Array(128),
  }));
  const { groups, names } = parsed;
  return { steps, sets, looks, choices, states, marks, groups, names, hasBackreference };
}

/** Adds the steps of a pattern; whether there was room for them. */
function emit(builder: Builder, pattern: Pattern): boolean {
  const { steps } = builder;
  if (steps.length > largest) return false;
  switch (pattern.kind) {
    case 'sequence':
      return pattern.items.every((item) => emit(builder, item));
    case 'choice':
      return emitChoice(builder, pattern.options);
    case 'character':
      steps.push([Op.Character, setOf(builder, pattern.source)]);
      return true;
    case 'start':
      steps.push([Op.Start]);
      return true;
    case 'end':
      steps.push([Op.End]);
      return true;
    case 'group': {
      steps.push([Op.Save, pattern.index * 2]);
      const done = emit(builder, pattern.body);
      steps.push([Op.Save, pattern.index * 2 + 1]);
      return done;
    }
    case 'backreference':
      builder.hasBackreference = true;
      steps.push([Op.Backreference, pattern.index]);
      return true;
    case 'look':
      steps.push([Op.Look, builder.looks.length]);
      builder.looks.push(lookOf(builder, pattern));
      return true;
    default:
      return emitRepeat(builder, pattern);
  }
}

function setOf({ sets }: Builder, source: string): number {
  const known = sets.get(source);
  if (known !== undefined) return known;
  sets.set(source, sets.size);
  return sets.size - 1;
}

function lookOf({ makeLook, flags }: Builder, look: Pattern & { kind: 'look' }): Look {
  const { ahead, negated, body } = look;
  return { negated, regexp: ahead ? makeLook(`(?:${body})`) : new RegExp(`(?<=${body})`, `${flags}y`) };
}

function addChoice(builder: Builder): number {
  const { choices, around } = builder;
  choices.push({ state: builder.states, marks: around });
  builder.states += 2 ** around.length;
  return choices.length - 1;
}

function emitChoice(builder: Builder, options: readonly Pattern[]): boolean {
  const { steps } = builder;
  const jumps: number[] = [];
  for (const [index, option] of options.entries()) {
    const last = index === options.length - 1;
    const split = steps.length;
    if (!last) steps.push([Op.Split]);
    if (!emit(builder, option)) return false;
    if (last) break;
    jumps.push(steps.length);
    steps.push([Op.Jump]);
    steps[split] = [Op.Split, split + 1, steps.length, addChoice(builder)];
  }
  for (const jump of jumps) steps[jump] = [Op.Jump, steps.length];
  return true;
}

function emitRepeat(builder: Builder, repeat: Pattern & { kind: 'repeat' }): boolean {
  const { min, max, body } = repeat;
  for (let times = 0; times < min; times++) {
    if (!emitIteration(builder, repeat, false)) return false;
    if (builder.steps.length > largest) return false;
  }
  if (max === Infinity) return emitLoop(builder, repeat);
  const splits: number[] = [];
  for (let times = min; times < max; times++) {
    splits.push(builder.steps.length);
    builder.steps.push([Op.Split]);
    if (!emitIteration(builder, repeat, isEmptiable(body))) return false;
    if (builder.steps.length > largest) return false;
  }
  for (const split of splits) setSplit(builder, split, repeat.lazy);
  return true;
}

function emitLoop(builder: Builder, repeat: Pattern & { kind: 'repeat' }): boolean {
  const split = builder.steps.length;
  builder.steps.push([Op.Split]);
  if (!emitIteration(builder, repeat, isEmptiable(repeat.body))) return false;
  builder.steps.push([Op.Jump, split]);
  setSplit(builder, split, repeat.lazy);
  return true;
}

function setSplit(builder: Builder, split: number, lazy: boolean): void {
  const end = builder.steps.length;
  const number = addChoice(builder);
  builder.steps[split] = lazy ? [Op.Split, end, split + 1, number] : [Op.Split, split + 1, end, number];
}

function emitIteration(
  builder: Builder,
  { body, groups }: Pattern & { kind: 'repeat' },
  guarded: boolean,
): boolean {
  const { steps } = builder;
  const mark = guarded ? builder.marks++ : 0;
  if (guarded) steps.push([Op.Mark, mark]);
  if (groups[1] >= groups[0]) steps.push([Op.Reset, groups[0], groups[1]]);
  const { around } = builder;
  if (guarded) builder.around = [...around, mark];
  const done = builder.around.length <= deepest && emit(builder, body);
  builder.around = around;
  if (guarded) steps.push([Op.Progress, mark]);
  return done;
}

function isEmptiable(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'character':
      return false;
    case 'sequence':
      return pattern.items.every(isEmptiable);
    case 'choice':
      return pattern.options.some(isEmptiable);
    case 'group':
      return isEmptiable(pattern.body);
    case 'repeat':
      return pattern.min === 0 || isEmptiable(pattern.body);
    default:
      return true;
  }
}
