import type { FormatName } from '../../diagnostics/format/index.ts';
import { compile, renderingProblems } from '../../pipeline.ts';
import type { ExitCode, Io } from '../io.ts';
import { startProgress } from '../progress.ts';
import { reportFindings, sitesOf, sourcesOf } from '../project.ts';
import { oldSchemas } from '../schemas.ts';

/** Reports all that is wrong with the sources. */
export function check({ format }: { format: FormatName }, io: Io): ExitCode {
  const progress = startProgress(io);
  const sources = sourcesOf(io);
  progress.at('Checking');
  const compiled = compile(sources);
  const diagnostics = [
    ...compiled.diagnostics,
    ...renderingProblems(compiled, sitesOf(io)),
    ...oldSchemas(io.project),
  ];
  progress.done();
  return reportFindings(io, sources, diagnostics, format);
}
