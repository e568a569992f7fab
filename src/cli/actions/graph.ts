import { resolve } from 'node:path';
import { findSite } from '../../explain/find.ts';
import { siteGraph } from '../../graph/index.ts';
import { replaceFile } from '../../write/replace.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { platformOf } from '../platform.ts';
import { found } from '../project.ts';

/** Draws a site. */
export function graph(name: string, { output }: { output?: string }, io: Io): ExitCode {
  const compiled = platformOf(io);
  if (!compiled) return exitCodes.findings;
  const svg = siteGraph(found(findSite(compiled.platform, name)));
  if (output === undefined) io.out(svg);
  else replaceFile(resolve(io.project, output), svg);
  return exitCodes.fine;
}
