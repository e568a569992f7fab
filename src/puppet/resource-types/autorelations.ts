import { posix } from 'node:path';

/** The names that a parameter holds: one, or several. */
export function names(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((each) => typeof each === 'string' || typeof each === 'number').map(String);
}

/** The absolute paths among the values of a parameter. */
export function absolute(value: unknown): string[] {
  return names(value).filter((path) => path.startsWith('/'));
}

/** The directory that a path lies in. */
export function parentOf(value: unknown): string[] {
  return absolute(value)
    .filter((path) => path !== '/')
    .map((path) => posix.dirname(path));
}

/** All directories above a path but the root. */
export function ancestorsOf(value: unknown): string[] {
  const [path] = absolute(value);
  if (path === undefined || path === '/') return [];
  const parent = posix.dirname(path);
  return parent === '/' ? ['/'] : [parent, ...ancestorsOf(parent)];
}

/** The absolute paths that commands begin with or name as words. */
export function commandFiles(value: unknown): string[] {
  return names(value).flatMap((command) =>
    command.split(/\s+/).filter((word) => /^\/[^\s"'$*]*$/.test(word)),
  );
}
