import type { Definition } from '../evaluate/definitions.ts';
import type { Value } from '../values/value.ts';

/** A parameter of a resource: its value, and who set it and where (for overrides and their errors). */
export interface Param {
  name: string;
  value: Value;
  source: Definition;
  /** Set with `+>`: appends to what is there. */
  add: boolean;
  file?: string;
  line?: number;
}
