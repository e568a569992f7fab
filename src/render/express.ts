import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import type { Contribution, Rendered } from './contribution.ts';
import { Inexpressible } from './quote/language.ts';

/** What was written, or why its language cannot say it. */
export type Expressed<T> = { readonly value: T } | { readonly diagnostic: Diagnostic };

/** Writes something that describes the object at a place; a value that its language cannot hold is a diagnostic there. */
export function express<T>(what: string, place: Place, write: () => T): Expressed<T> {
  try {
    return { value: write() };
  } catch (error) {
    if (!(error instanceof Inexpressible)) throw error;
    const message = `${what}: ${JSON.stringify(error.value)} cannot be written in ${error.language}`;
    const hint = error.reason;
    return { diagnostic: { code: 'render/inexpressible', severity: 'error', message, place, hint } };
  }
}

/** What a renderer returns: the contributions that could be written, and why the others could not. */
export function renderedOf(expressed: readonly Expressed<Contribution>[]): Rendered {
  return {
    contributions: expressed.flatMap((each) => ('value' in each ? [each.value] : [])),
    diagnostics: expressed.flatMap((each) => ('diagnostic' in each ? [each.diagnostic] : [])),
  };
}
