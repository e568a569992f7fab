import type { PHash, Value } from '../values/value.ts';

/** What a branch of an explanation is about. */
export type Subject =
  | {
      readonly kind: 'data' | 'meta' | 'invalid_key' | 'interpolate' | 'scope' | 'module';
      readonly text: string;
    }
  | { readonly kind: 'merge_source'; readonly text: string }
  | { readonly kind: 'merge'; readonly strategy: string; readonly options: PHash }
  | { readonly kind: 'data_provider'; readonly provider: Explained }
  | { readonly kind: 'location'; readonly location: ExplainedLocation }
  | { readonly kind: 'sub_key'; readonly segments: readonly (string | number)[] }
  | { readonly kind: 'segment' };

/** A source of data: what it is called is known only when it has been read. */
export interface Explained {
  readonly name: string;
  readonly configPath?: string | undefined;
  readonly module?: string | undefined;
}

/** A place where data may lie, as declared and as resolved. */
export interface ExplainedLocation {
  readonly kind: 'path' | 'uri';
  readonly declared: string;
  readonly location: string;
}

export type ExplainEvent =
  | 'found'
  | 'found_in_overrides'
  | 'found_in_defaults'
  | 'result'
  | 'not_found'
  | 'location_not_found'
  | 'module_not_found'
  | 'module_provider_not_found';

/** One step of a lookup, with the steps in it. */
export interface ExplainNode {
  readonly subject: Subject | undefined;
  readonly branches: ExplainNode[];
  readonly texts: string[];
  event?: ExplainEvent;
  key?: string;
  value?: Value;
}

/** Keeps what a lookup does as a tree. `onlyOptions` is for a lookup that shall explain lookup_options and nothing else. */
export class Explainer {
  readonly root: ExplainNode = node(undefined);
  readonly #open: ExplainNode[] = [this.root];

  constructor(readonly onlyOptions = false) {}

  /** Runs a step of its own branch. */
  within<T>(subject: Subject, run: () => T): T {
    const branch = node(subject);
    this.#top.branches.push(branch);
    this.#open.push(branch);
    try {
      return run();
    } finally {
      this.#open.pop();
    }
  }

  /** Notes the outcome of the present step. */
  note(event: ExplainEvent, key?: string, value?: Value): void {
    const top = this.#top;
    top.event = event;
    if (key !== undefined) top.key = key;
    if (value !== undefined) top.value = value;
  }

  say(text: string): void {
    this.#top.texts.push(text);
  }

  get #top(): ExplainNode {
    return this.#open.at(-1)!;
  }
}

function node(subject: Subject | undefined): ExplainNode {
  const own = subject?.kind === 'data' || subject?.kind === 'meta' || subject?.kind === 'invalid_key';
  return { subject, branches: [], texts: [], ...(own ? { key: subject.text } : {}) };
}
