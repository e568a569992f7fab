import type { Source } from '../syntax/source.ts';
import type { Value } from '../values/value.ts';
import type { Frame } from './frame.ts';
import { located, type Site } from './issues.ts';
import type { Session } from './session.ts';

/** An expression, compiled: evaluates it in a frame. Compiled once, run for all machines. */
export type Code = (frame: Frame) => Value;

/** What compiling an expression needs to know. */
export interface CodeContext {
  source: Source;
  session: Session;
}

/** Gives errors without a place that of the expression. */
export function guarded(site: Site, code: Code): Code {
  return (frame) => {
    try {
      return code(frame);
    } catch (error) {
      throw located(error, site);
    }
  };
}

/** A block whose matches ($0, $1, ...) end with it. */
export function keepingMatch(code: Code): Code {
  return (frame) => {
    const saved = frame.match;
    const value = code(frame);
    frame.match = saved;
    return value;
  };
}

/** The value of nothing. */
export const nothing: Code = () => null;
