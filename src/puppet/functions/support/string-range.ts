/** The strings from one to another, as Ruby's `Range` of strings gives them; at most so many. */
export function stringRange(from: string, to: string, exclusive: boolean, most: number): string[] {
  if (from.length === 1 && to.length === 1) return characterRange(from, to, exclusive);
  if (from > to || (exclusive && from === to)) return [];
  const texts: string[] = [];
  for (let text = from; texts.length < most; text = successor(text)) {
    if (texts.length > 0 && (text.length > to.length || (exclusive && text === to))) break;
    texts.push(text);
    if (text === to || text === '') break;
  }
  return texts;
}

function characterRange(from: string, to: string, exclusive: boolean): string[] {
  const count = to.charCodeAt(0) - from.charCodeAt(0) + (exclusive ? 0 : 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    String.fromCharCode(from.charCodeAt(0) + index),
  );
}

/** Ruby's `String#succ`: letters and digits count up; where there are none, the last character does. */
export function successor(text: string): string {
  const characters = [...text];
  const last = characters.findLastIndex((character) => /[a-zA-Z0-9]/.test(character));
  if (last === -1) {
    const end = characters.pop();
    return end === undefined ? '' : characters.join('') + String.fromCodePoint(end.codePointAt(0)! + 1);
  }
  return count(characters, last);
}

function count(characters: string[], last: number): string {
  for (let at = last; ; at = before(characters, at)) {
    const character = characters[at]!;
    if (!/[zZ9]/.test(character)) {
      characters[at] = String.fromCharCode(character.charCodeAt(0) + 1);
      return characters.join('');
    }
    characters[at] = character === '9' ? '0' : character === 'z' ? 'a' : 'A';
    if (before(characters, at) !== -1) continue;
    characters.splice(at, 0, character === '9' ? '1' : characters[at]!);
    return characters.join('');
  }
}

/** The place of the letter or digit before a place, -1 where there is none. */
function before(characters: readonly string[], at: number): number {
  return characters.slice(0, at).findLastIndex((character) => /[a-zA-Z0-9]/.test(character));
}
