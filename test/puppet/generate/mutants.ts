import type { Input } from '../oracle.ts';
import { random } from './random.ts';

/** What gets put into texts: every kind of token, and pieces that open or close something. */
const PIECES = (
  '{ } ( ) [ ] , ; : :: . | |> <| <<| |>> => +> -> ~> <- <~ = == != =~ !~ < > <= >= + - * / % << >> ! ? @ @@ $ $x ' +
  '${ } " \' # /* */ \n a b file File class define node function type if else elsif unless case default and or in ' +
  'undef true false inherits include notice 1 0x1 1.5 \'str\' "s${x}" /re/ @(X) X private attr é import plan ' +
  'Integer $a::b <% %> -%> <%= <%- |$p|'
).split(' ');

/** Texts that differ from one of `seeds` in one to three places; the same for the same seed number. */
export function mutants(seeds: Input[], count: number, seed: number): Input[] {
  const next = random(seed);
  const tokens = seeds.map(({ source }) => source.match(/\s+|\w+|[^\w\s]/gu) ?? []);
  return Array.from({ length: count }, () => {
    const index = next(seeds.length);
    const parts = [...tokens[index]!];
    for (let times = 1 + next(3); times > 0; times--) mutate(parts, tokens, next);
    return { ...seeds[index]!, source: parts.join('') };
  });
}

function mutate(parts: string[], tokens: string[][], next: (below: number) => number): void {
  const at = next(parts.length + 1);
  const piece = PIECES[next(PIECES.length)]!;
  switch (next(5)) {
    case 0:
      parts.splice(at, 1);
      break;
    case 1:
      parts.splice(at, 0, piece);
      break;
    case 2:
      parts[at] = piece;
      break;
    case 3:
      parts.splice(at, 0, parts[next(parts.length)] ?? ' ');
      break;
    default: {
      const other = tokens[next(tokens.length)]!;
      const start = next(other.length + 1);
      parts.splice(at, 0, ' ', ...other.slice(start, start + 1 + next(6)), ' ');
    }
  }
}
