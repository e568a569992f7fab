/**
 * Every code that a diagnostic may carry, with the one line that its page in docs/ opens with.
 * Codes are for ever: one that is no longer given is not given again to something else.
 */
export const codes = {
  'read/unreadable': 'A source file cannot be read.',
  'read/syntax': 'A source file is not well-formed YAML.',
  'read/schema': 'A value is not what the schema of its file allows.',
  'resolve/unknown-name': 'A name refers to nothing that exists.',
  'resolve/exhausted': 'No free value is left for something that placo was asked to choose.',
  'render/inexpressible': 'A value cannot be written in the language of the file it lands in.',
} as const satisfies Record<string, string>;

/** The code of a diagnostic: `phase/what` or `check/rule`. */
export type Code = keyof typeof codes;
