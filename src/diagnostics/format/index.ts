import type { Formatter } from './formatter.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Every format that findings can be written in, by its name on the command line. */
export const formatters = { text, json, github, sarif } as const satisfies Record<string, Formatter>;

/** The name of a format for findings. */
export type FormatName = keyof typeof formatters;
