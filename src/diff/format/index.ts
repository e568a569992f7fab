import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';

/** Every format of a diff, by its name on the command line. */
export const diffFormats = { text, markdown, json };

/** The name of a format of a diff. */
export type DiffFormat = keyof typeof diffFormats;
