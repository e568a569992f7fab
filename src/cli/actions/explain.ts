import { didYouMean } from '../../diagnostics/didyoumean.ts';
import { visible } from '../../diagnostics/format/frame.ts';
import { findAnything } from '../../explain/find.ts';
import { type Explained, explain as explainObject, type Origin } from '../../resolve/origins.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from '../io.ts';
import { platformOf } from '../platform.ts';
import { found } from '../project.ts';
import { table } from '../table.ts';

/** Says where the values of a machine, website or site come from. */
export function explain(
  name: string,
  path: string | undefined,
  { json }: { json?: boolean },
  io: Io,
): ExitCode {
  const compiled = platformOf(io);
  if (!compiled) return exitCodes.findings;
  const thing = found(findAnything(compiled.platform, name));
  const lockFile = `sites/${'site' in thing ? thing.site.name : thing.name}/placo.lock.yaml`;
  const values = within(explainObject(compiled.origins, thing), path);
  io.out(
    json
      ? `${JSON.stringify(values.map(toJson), null, 2)}\n`
      : table(values.map((value) => row(value, lockFile))),
  );
  return exitCodes.fine;
}

/** `cpu.shares` and `/cpu/shares` name the same value. */
function within(values: readonly Explained[], path: string | undefined): readonly Explained[] {
  if (path === undefined) return values;
  const pointer = path.startsWith('/') ? path : `/${path.replaceAll('.', '/')}`;
  const chosen = values.filter(
    (value) => value.pointer === pointer || value.pointer.startsWith(`${pointer}/`),
  );
  if (chosen.length > 0) return chosen;
  const hint = didYouMean(
    path,
    values.map((value) => dotted(value.pointer)),
  );
  throw new UsageError(`there is no value '${path}'`, hint ?? 'leave the path out to see all of them');
}

function row({ pointer, value, origin }: Explained, lockFile: string): string[] {
  return [
    dotted(pointer),
    typeof value === 'string' ? value : JSON.stringify(value),
    originText(origin, lockFile),
  ];
}

function originText(origin: Origin, lockFile: string): string {
  if (origin.kind === 'source')
    return `${visible(origin.place.file)}:${origin.place.line}:${origin.place.column}`;
  if (origin.kind === 'schema default') return 'default of placo';
  if (origin.kind === 'lock') return `recorded in ${lockFile}`;
  return origin.kind === 'decided' ? 'decided now, not recorded yet' : `derived: ${origin.why}`;
}

function toJson({ pointer, value, origin }: Explained): object {
  return { path: dotted(pointer), value, origin };
}

function dotted(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}
