import { type RubyObject, RubyProc, type RubyValue, toNumber } from '../values.ts';
import type { Machine } from './types.ts';

/** Methods that give an Enumerator where they are called without a block. */
const enumerating: ReadonlySet<string> = new Set(
  'each each_pair each_key each_value each_index each_entry each_with_index each_with_object each_slice each_cons each_char each_line reverse_each map collect flat_map collect_concat filter_map select filter find_all reject find detect partition group_by sort_by min_by max_by transform_values transform_keys times upto downto'.split(
    ' ',
  ),
);

/** Whether a call without a block gives an Enumerator. */
export function isEnumerating(receiver: RubyValue, name: string): boolean {
  return enumerating.has(name) && (typeof receiver !== 'string' || name.startsWith('each_'));
}

/** What a block would be given, as one value. */
const together = (given: readonly RubyValue[]): RubyValue => (given.length === 1 ? given[0] : [...given]);

/** Ruby's Enumerator: a call that waits for its block. */
export class RubyEnumerator implements RubyObject {
  readonly rubyClass = 'Enumerator';
  readonly #run: (block: RubyProc) => RubyValue;
  readonly #machine: Machine;

  constructor(run: (block: RubyProc) => RubyValue, machine: Machine) {
    this.#run = run;
    this.#machine = machine;
  }

  send(name: string, args: readonly RubyValue[], block: RubyProc | null): RubyValue | undefined {
    if (block !== null && name === 'each') return this.#run(block);
    if (block !== null && (name === 'with_index' || name === 'each_with_index'))
      return this.#withIndex(args.length === 0 ? 0 : toNumber(args[0]), block);
    if (block !== null && (name === 'with_object' || name === 'each_with_object'))
      return this.#withObject(args[0], block);
    if (name === 'with_index')
      return this.#items().map((item, index) => [item, index + (args.length === 0 ? 0 : toNumber(args[0]))]);
    return this.#machine.send(this.#items(), name, args, block);
  }

  #withIndex(start: number, block: RubyProc): RubyValue {
    let index = start;
    return this.#run(new RubyProc((given) => block.call([together(given), index++]), 2));
  }

  #withObject(memo: RubyValue, block: RubyProc): RubyValue {
    this.#run(new RubyProc((given) => block.call([together(given), memo]), 2));
    return memo;
  }

  #items(): RubyValue[] {
    const items: RubyValue[] = [];
    this.#run(
      new RubyProc((given) => {
        items.push(together(given));
        return null;
      }, 1),
    );
    return items;
  }

  toString(): string {
    return '#<Enumerator>';
  }
}
