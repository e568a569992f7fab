import type { Io } from './io.ts';

const patience = 1000;
const interval = 100;

/** A line that says what is being done, rewritten in place; only where it takes longer than a second and is seen. */
export interface Progress {
  readonly at: (what: string) => void;
  readonly done: () => void;
}

/** Starts a progress line on standard error. */
export function startProgress({ watched, err }: Io): Progress {
  let shown = performance.now() + patience - interval;
  let visible = false;
  const at = (what: string) => {
    if (!watched || performance.now() - shown < interval) return;
    shown = performance.now();
    visible = true;
    err(`\r\u001b[K${what} …`);
  };
  const done = () => {
    if (visible) err('\r\u001b[K');
    visible = false;
  };
  return { at, done };
}
