import { define3x } from '../api.ts';
import { flattenDeep } from '../support/flatten.ts';
import { rubyToS } from '../support/ruby-text.ts';

/** The arguments quoted for a Bourne shell. */
export const shellquote = define3x('shellquote', -1, (_, args) =>
  flattenDeep(args)
    .map((word) => quoted(rubyToS(word)))
    .join(' '),
);

function quoted(word: string): string {
  if (/^[a-zA-Z0-9@%_+=:,./-]+$/.test(word)) return word;
  if (!/[!"`$\\]/.test(word)) return `"${word}"`;
  if (!word.includes("'")) return `'${word}'`;
  return `"${word.replace(/[!"`$\\]/g, '\\$&')}"`;
}
