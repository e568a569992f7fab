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

/** The absolute path that a command begins with, in each of its lines; of a list, the first one is the command. */
export function commandFiles(value: unknown): string[] {
  const commands = Array.isArray(value) && !Array.isArray(value[0]) ? value.slice(0, 1) : value;
  return names(commands).flatMap((command) => [...command.matchAll(/^(\/\S+)/gm)].map(([path]) => path));
}

/** The same for a parameter that holds several commands. */
export function commandsFiles(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap(commandFiles);
}
