import { RubyError } from './errors.ts';

const token = /\s*(?:([^\0\s\\'"]+)|'([^\0']*)'|"((?:[^\0"\\]|\\[^\0])*)"|(\\[^\0]?)|(\S))(\s)?/y;

/** Ruby's `Shellwords.shellsplit`: the words of a line as the Bourne shell parts them. */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  let word = '';
  token.lastIndex = 0;
  for (let match = token.exec(line); match !== null; match = token.exec(line)) {
    const [, plain, single, double, escaped, garbage, end] = match;
    if (garbage !== undefined) throw new RubyError(`Unmatched quote: ${line}`, 0, true);
    word +=
      plain ?? single ?? double?.replace(/\\([$`"\\\n])/g, '$1') ?? escaped!.replace(/\\([\s\S])/, '$1');
    if (end === undefined && token.lastIndex < line.length) continue;
    words.push(word);
    word = '';
  }
  return words;
}
