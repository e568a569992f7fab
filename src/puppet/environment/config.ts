/** Settings of an environment.conf: `name = value` lines, quotes and comments removed; sections make no difference. */
export function readConfig(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\s*([a-z_]\w*)\s*=\s*(.*?)\s*$/i.exec(line.replace(/^\s*[#;].*/, ''));
    if (match !== null) settings.set(match[1]!, unquote(match[2]!));
  }
  return settings;
}

function unquote(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
