import type { RubyValue } from '../values.ts';

/** What `next`, `break` and `return` throw. */
export class Jump {
  constructor(
    readonly kind: 'next' | 'break' | 'return',
    readonly value: RubyValue,
    readonly target: object | null,
  ) {}
}

export function catchBreak(run: () => RubyValue): RubyValue {
  try {
    return run();
  } catch (jump) {
    if (jump instanceof Jump && jump.kind === 'break') return jump.value;
    throw jump;
  }
}

export function catchNext(run: () => RubyValue): void {
  try {
    run();
  } catch (jump) {
    if (!(jump instanceof Jump) || jump.kind !== 'next') throw jump;
  }
}
