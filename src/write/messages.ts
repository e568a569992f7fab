import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Change } from './compare.ts';
import type { Found } from './disk.ts';

const outDirectory = 'out';

/** A generated file holds something else than what was generated. */
export function edited(path: string): Diagnostic {
  return {
    code: 'write/edited',
    severity: 'warning',
    message: `'${outDirectory}/${path}' was edited by hand; it is generated again`,
    hint: 'describe the change in the sources; what was edited is in the history of git if it was committed',
  };
}

/** A file that is no longer generated holds something else than what was generated. */
export function kept(path: string): Diagnostic {
  return {
    code: 'write/edited',
    severity: 'warning',
    message: `'${outDirectory}/${path}' is no longer generated, but was edited by hand; it stays`,
    hint: 'remove it, if nothing needs it',
  };
}

/** A generated file would replace or pass through something that is not ours. */
export function inTheWay(path: string, at: string, kind: Found['kind']): Diagnostic {
  const what = {
    nothing: 'file',
    file: 'file',
    directory: 'directory',
    link: 'symbolic link',
    special: 'special file',
  };
  const which = at === path ? `'${outDirectory}/${path}'` : `'${outDirectory}/${at}', above '${path}',`;
  return {
    code: 'write/in-the-way',
    severity: 'error',
    message: `${which} is a ${what[kind]} that placo did not generate`,
    hint: at === path && kind !== 'directory' ? 'move it away, or replace it with --force' : 'move it away',
  };
}

/** A file of out/ is not what the sources say. */
export function stale({ path, kind }: Change): Diagnostic {
  const what = { create: 'is missing', replace: 'is out of date', remove: 'is no longer generated' }[kind];
  return {
    code: 'write/stale',
    severity: 'error',
    message: `'${outDirectory}/${path}' ${what}`,
    hint: "run 'placo build' and commit out/",
  };
}

/** There are more files like those that were told. */
export function more(n: number): Diagnostic {
  return { code: 'write/stale', severity: 'error', message: `…and ${n} more files` };
}

/** A lock file does not record what would be decided. */
export function staleLock(file: string, decisions: number): Diagnostic {
  return {
    code: 'write/stale',
    severity: 'error',
    message: `'${file}' is out of date: ${decisions} ${decisions === 1 ? 'decision changes' : 'decisions change'}`,
    hint: "run 'placo build' and commit it",
  };
}

/** Another build is at work. */
export function locked(pid: number): Diagnostic {
  return {
    code: 'write/locked',
    severity: 'error',
    message: `another build is writing ${outDirectory}/ (process ${pid})`,
    hint: 'wait until it is done',
  };
}

/** The system refused to write. */
export function failed(path: string, reason: string): Diagnostic {
  return {
    code: 'write/failed',
    severity: 'error',
    message: `'${path}' cannot be written: ${reason}`,
    hint: 'nothing is lost: every file is either as it was or as it should be; build again when this is mended',
  };
}
