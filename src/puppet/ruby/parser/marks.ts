/** Marks that stand in a template's program for its text and its output tags; no Ruby source has them. */
export const textMark = '\u{e000}';
export const outputStart = '\u{e001}';
export const outputEnd = '\u{e002}';
