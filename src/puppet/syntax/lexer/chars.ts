/** Whether a UTF-16 unit is a digit, an ASCII letter or an underscore (what `\w` is in Puppet's patterns). */
export function isWord(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95;
}

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

export function isHex(c: number): boolean {
  return isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}

export function isUpper(c: number): boolean {
  return c >= 65 && c <= 90;
}

/** A letter a to z or an underscore: what starts a bare word. */
export function isBareStart(c: number): boolean {
  return (c >= 97 && c <= 122) || c === 95;
}

/** Horizontal white space, Unicode's included; carriage returns are apart. */
export function isBlank(c: number): boolean {
  if (c === 32 || c === 9) return true;
  if (c < 0xa0) return false;
  return (
    c === 0xa0 || c === 0x1680 || (c >= 0x2000 && c <= 0x200a) || c === 0x202f || c === 0x205f || c === 0x3000
  );
}

/** The end of the word characters from `at` on. */
export function wordEnd(text: string, at: number): number {
  let end = at;
  while (isWord(text.charCodeAt(end))) end++;
  return end;
}

/** The end of the blanks and carriage returns from `at` on. */
export function blankEnd(text: string, at: number): number {
  let end = at;
  for (let c = text.charCodeAt(end); c === 32 || c === 13 || isBlank(c); c = text.charCodeAt(++end));
  return end;
}
