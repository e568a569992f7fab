import type { Files } from '../../puppet/index.ts';
import type { NamedFiles } from '../../sources/revision-files.ts';
import { type Agreement, agreementOf, Disagreement } from './agreement.ts';
import type { SideResult } from './sides.ts';

/** What both revisions say of a machine, compiled once; undefined where something that is read differs, or may. */
export type Unaffected = (certname: string) => SideResult | undefined;

/** Compiles a machine from some files. */
type Compile = (certname: string) => SideResult;

/** So many machines in a row may turn out to be affected before others are not even tried. */
const patience = 24;

/**
 * Compiles machines from the files on which two revisions agree. A compilation that meets a difference is given up, and
 * with it all that was kept from others, so that nothing of one revision alone is ever used. Machines whose names differ
 * in digits only are of a kind: once one of them is affected, the others are not tried.
 */
export function unaffectedBetween(
  before: NamedFiles,
  after: NamedFiles,
  open: (files: Files, metadata: Pick<Files, 'read'>) => Compile,
): Unaffected {
  const affected = new Set<string>();
  let failures = 0;
  let current: { readonly agreement: Agreement; readonly compile: Compile } | undefined;
  const compiled = (certname: string) => {
    if (!current) {
      const agreement = agreementOf(before, after);
      current = { agreement, compile: open(agreement.files, agreement.metadata) };
    }
    const result = current.compile(certname);
    return current.agreement.holds() ? result : undefined;
  };
  return (certname) => {
    const kind = certname.replace(/\d+/g, '0');
    if (affected.has(kind) || failures >= patience) return undefined;
    const result = unlessDisagreed(() => compiled(certname));
    if (result) failures = 0;
    else {
      failures += 1;
      affected.add(kind);
      current = undefined;
    }
    return result;
  };
}

function unlessDisagreed<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (signal) {
    if (signal instanceof Disagreement) return undefined;
    throw signal;
  }
}
