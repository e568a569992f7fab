import type { Value } from '../values/value.ts';

/** A resource of a catalog under construction, as functions and templates see it. */
export interface Resource {
  /** Capitalised by segment: `File`, `Apache::Vhost`, `Class`. */
  readonly type: string;
  readonly title: string;
  /** `File[/tmp/x]`. */
  readonly ref: string;
  readonly file?: string;
  readonly line?: number;
  virtual: boolean;
  exported: boolean;
  /** The value of a parameter, null where it has none. */
  get(name: string): Value;
  has(name: string): boolean;
  /** Sets a parameter, replacing its value. */
  set(name: string, value: Value): void;
  /** Names and values of the parameters set, in order. */
  entries(): IterableIterator<[string, Value]>;
  /** Tags so far, in order. */
  tags(): readonly string[];
  addTags(tags: readonly string[]): void;
  hasTag(tag: string): boolean;
}
