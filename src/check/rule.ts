import type { Code } from '../diagnostics/codes.ts';
import type { Place, Related } from '../diagnostics/diagnostic.ts';
import type { Platform, Waiver } from '../model/platform.ts';

/** What a finding concerns and a waiver can be written on: a site or a machine. */
export interface Subject {
  readonly name: string;
  readonly waivers: readonly Waiver[];
  readonly place: Place;
}

/** One breach of a rule. */
export interface Finding {
  readonly subject: Subject;
  readonly message: string;
  /** Where to look, when it is not where the subject begins. */
  readonly place?: Place;
  readonly hint?: string;
  readonly related?: readonly Related[];
}

/** A principle of the house, checked over the whole platform. Rules never see an output format. */
export interface Rule {
  readonly code: Code;
  readonly find: (platform: Platform) => Iterable<Finding>;
}
