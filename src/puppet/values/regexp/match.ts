import { PuppetError } from '../../error.ts';
import { type CharacterSet, type Choice, Op, type Program } from './program.ts';

/** States that may be remembered in one match. */
const mostStates = 64_000_000;

let mostSteps = 50_000_000;

/** How many steps one match of a regular expression may take from now on. */
export function limitRegexpSteps(steps: number): void {
  mostSteps = steps;
}

/** Where a match begins and ends, and its captures, -1 for those that took no part: pairs of start and end. */
export type Captures = Int32Array;

/**
 * Matches step by step, with the result of JavaScript's own matching. Where there are no references back, no step is
 * tried twice at the same position, so that the time is at most the length of the text times that of the program.
 */
export function matchProgram(program: Program, text: string, from: number, sticky: boolean): Captures | null {
  const { steps, sets, looks, choices, states, hasBackreference } = program;
  const length = text.length - from + 1;
  if (states * length > mostStates) throw new PuppetError('Text too long for the regular expression');
  const tried = hasBackreference ? null : tableOf(program, states * length);
  const touched: number[] = [];
  const captures = new Int32Array((program.groups + 1) * 2);
  const marks = new Int32Array(program.marks);
  const waiting: number[] = [];
  // References back make the same step worth trying again, and each is as long as what it refers to.
  let left = hasBackreference ? mostSteps / 20 : mostSteps;
  const anchored = steps[0]![0] === Op.Start;
  try {
    for (let start = from; start <= text.length; start += widthAt(text, start)) {
      captures.fill(-1);
      captures[0] = start;
      const end = run(start);
      if (end !== -1) {
        captures[1] = end;
        return captures;
      }
      if (sticky || anchored) return null;
    }
    return null;
  } finally {
    for (const state of touched) tried![state] = 0;
  }

  function run(start: number): number {
    waiting.length = 0;
    let at = 0;
    let position = start;
    for (;;) {
      if (--left < 0) throw new PuppetError('Regular expression stopped: it takes too many steps');
      const [op, a = 0, b = 0, c = 0] = steps[at]!;
      let failed = false;
      at++;
      switch (op) {
        case Op.Match:
          return position;
        case Op.Character: {
          const code = text.codePointAt(position);
          if (code !== undefined && contains(sets[a]!, code)) position += code > 0xffff ? 2 : 1;
          else failed = true;
          break;
        }
        case Op.Split: {
          const state = stateOf(choices[c]!, position) * length + position - from;
          if (tried !== null && tried[state] === 1) {
            failed = true;
            break;
          }
          if (tried !== null) {
            tried[state] = 1;
            touched.push(state);
          }
          waiting.push(b, position);
          at = a;
          break;
        }
        case Op.Jump:
          at = a;
          break;
        case Op.Save:
          remember(captures, a, 0);
          captures[a] = position;
          break;
        case Op.Start:
          failed = position !== 0;
          break;
        case Op.End:
          failed = position !== text.length;
          break;
        case Op.Look: {
          const { regexp, negated } = looks[a]!;
          regexp.lastIndex = position;
          failed = regexp.test(text) === negated;
          break;
        }
        case Op.Backreference: {
          const width = referenced(a, position);
          if (width === -1) failed = true;
          else position += width;
          break;
        }
        case Op.Reset:
          for (let slot = a * 2; slot <= b * 2 + 1; slot++) {
            if (captures[slot] === -1) continue;
            remember(captures, slot, 0);
            captures[slot] = -1;
          }
          break;
        case Op.Mark:
          remember(marks, a, captures.length);
          marks[a] = position;
          break;
        case Op.Progress:
          failed = marks[a] === position;
          break;
      }
      if (!failed) continue;
      const choice = backtrack();
      if (choice === -1) return -1;
      position = waiting.pop()!;
      at = choice;
    }
  }

  function stateOf({ state, marks: around }: Choice, position: number): number {
    let number = state;
    for (let index = 0; index < around.length; index++)
      if (marks[around[index]!] === position) number += 2 ** index;
    return number;
  }

  /** What a slot holds, so that it is put back when what follows fails. */
  function remember(table: Int32Array, slot: number, offset: number): void {
    waiting.push(-1 - slot - offset, table[slot]!);
  }

  /** Goes back to the last choice; its position is left on top. */
  function backtrack(): number {
    while (waiting.length > 0) {
      const value = waiting.pop()!;
      const key = waiting.pop()!;
      if (key >= 0) {
        waiting.push(value);
        return key;
      }
      const slot = -1 - key;
      if (slot < captures.length) captures[slot] = value;
      else marks[slot - captures.length] = value;
    }
    return -1;
  }

  function referenced(group: number, position: number): number {
    const start = captures[group * 2]!;
    const end = captures[group * 2 + 1]!;
    if (start === -1 || end === -1) return 0;
    return text.startsWith(text.slice(start, end), position) ? end - start : -1;
  }
}

const tables = new WeakMap<Program, Uint8Array>();

/** A table of zeros, kept for the next match, which may be of the rest of the same text. */
function tableOf(program: Program, size: number): Uint8Array {
  const known = tables.get(program);
  if (known !== undefined && known.length >= size) return known;
  const table = new Uint8Array(size);
  tables.set(program, table);
  return table;
}

function contains(set: CharacterSet, code: number): boolean {
  if (code >= 128) return set.regexp.test(String.fromCodePoint(code));
  const known = set.ascii[code]!;
  if (known !== 0) return known === 1;
  const found = set.regexp.test(String.fromCharCode(code));
  set.ascii[code] = found ? 1 : 2;
  return found;
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
