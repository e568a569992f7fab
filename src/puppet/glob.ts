import type { Files } from './files.ts';

/** The files and directories that match an absolute pattern, in the order of Ruby's `Dir.glob`. */
export function globPaths(files: Files, pattern: string): string[] {
  return walkGlob(
    files,
    '',
    pattern.split('/').filter((part) => part !== '' && part !== '.'),
  );
}

function walkGlob(files: Files, base: string, [part, ...rest]: readonly string[]): string[] {
  if (part === undefined) return [base];
  if (part === '**') return walkTree(files, base, rest);
  if (!/[*?[{\\]/.test(part)) return walkGlob(files, `${base}/${part}`, rest);
  const pattern = globPattern(part);
  const names = (files.list(base || '/') ?? []).filter(
    (name) => pattern.test(name) && (part.startsWith('.') || !name.startsWith('.')),
  );
  return names.flatMap((name) => walkGlob(files, `${base}/${name}`, rest));
}

/** `**`: this directory and all below it, name by name. */
function walkTree(files: Files, base: string, rest: readonly string[]): string[] {
  const [part, ...inner] = rest;
  if (part === undefined || part === '**') return walkGlob(files, base, rest);
  const pattern = globPattern(part);
  const names = (files.list(base || '/') ?? []).filter((name) => !name.startsWith('.'));
  return names.flatMap((name) => {
    const path = `${base}/${name}`;
    const own = pattern.test(name) ? walkGlob(files, path, inner) : [];
    return files.isDirectory(path) && !files.isLink(path) ? [...own, ...walkTree(files, path, rest)] : own;
  });
}

const special: Readonly<Record<string, string>> = { '*': '[^/]*', '?': '[^/]', '{': '(?:', '}': ')' };

/** Ruby's `Dir.glob` in one segment. What can't be a pattern, such as an open brace, stands for itself. */
function globPattern(part: string): RegExp {
  try {
    return new RegExp(`^${globSource(part)}$`, 'u');
  } catch {
    return new RegExp(`^${part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`, 'u');
  }
}

function globSource(part: string): string {
  let depth = 0;
  return part.replace(/\\.|\[[^\]]+\]|[.+^$()|*?{},[\]\\]/g, (mark) => {
    if (mark.length > 1 && mark.startsWith('[')) return mark.replace(/^\[[!^]/, '[^');
    if (mark === '{') depth++;
    if (mark === '}') depth--;
    if (mark === ',') return depth > 0 ? '|' : ',';
    return special[mark] ?? (mark.length > 1 ? mark : `\\${mark}`);
  });
}
