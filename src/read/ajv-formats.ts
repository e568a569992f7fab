import { formats } from './formats.ts';

/** The formats of the schemas as the validator takes them, by name. */
export const ajvFormats = Object.fromEntries(
  Object.entries(formats).map(([name, format]) => [
    name,
    { type: 'string' as const, validate: (text: string) => format(text) === undefined },
  ]),
);
