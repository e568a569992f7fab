import { type Compiled, compile } from '../pipeline.ts';
import type { Io } from './io.ts';
import { reportErrors, sourcesOf } from './project.ts';

/**
 * The platform of the project, for a command that only looks at it. Where errors leave no whole platform they are
 * told, and there is none; findings of the checks do not matter.
 */
export function platformOf(io: Io): Compiled | undefined {
  const sources = sourcesOf(io);
  const compiled = compile(sources);
  if (compiled.whole) return compiled;
  reportErrors(io, sources, compiled.diagnostics);
  return undefined;
}
