/** A string as a Puppet literal: single quoted, or double quoted when it has control characters. */
export function puppetQuote(text: string): string {
  return /[\x00-\x1f]/.test(text) ? puppetDoubleQuote(text) : `'${singleQuoted(text)}'`;
}

function singleQuoted(text: string): string {
  let out = '';
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    if (char === "'") out += "\\'";
    else if (char !== '\\') out += char;
    else if (index + 1 === text.length) out += '\\\\';
    else out += `\\${text[++index]}`;
  }
  return out;
}

const escapes: Record<string, string> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
  $: '\\$',
};

/** A string as a double quoted Puppet literal. */
export function puppetDoubleQuote(text: string): string {
  const body = text.replace(/[\x00-\x1f"\\$]/g, (char) => escapes[char] ?? unicodeEscape(char));
  return `"${body}"`;
}

function unicodeEscape(char: string): string {
  return `\\u{${char.charCodeAt(0).toString(16).toUpperCase()}}`;
}
