import type { Files } from '../files.ts';
import { rubyToS } from '../functions/support/ruby-text.ts';
import type { Value } from '../values/value.ts';
import type { Level } from './config.ts';
import { type Interpolation, interpolatePath } from './interpolate.ts';

/** A place where a level's data may be. `declared` is how the configuration writes it. */
export interface Location {
  readonly declared: string;
  readonly path: string;
  readonly exists: boolean;
}

/** The places of a level for one machine; undefined where a level has none, and its function is called once. */
export function resolveLocations(
  level: Level,
  root: string,
  files: Files,
  context: Interpolation,
): readonly Location[] | undefined {
  const datadir = absolute(root, interpolatePath(level.datadir, context));
  const { locations } = level;
  const at = (declared: string, own = context): Location => {
    const path = absolute(datadir, interpolatePath(declared, own));
    return { declared, path, exists: files.isFile(path) };
  };
  switch (locations.kind) {
    case 'none':
      return undefined;
    case 'paths':
      return locations.paths.map((path) => at(path));
    case 'globs':
      return locations.globs.flatMap((glob) =>
        expandGlob(files, absolute(datadir, interpolatePath(glob, context)), glob),
      );
    case 'uris':
      return locations.uris.map((uri) => ({
        declared: uri,
        path: interpolatePath(uri, context),
        exists: true,
      }));
    case 'mapped': {
      const [variable, name, template] = locations.mapped;
      return mappedValues(variable, context).map((value) =>
        at(template, { ...context, overrides: new Map([...(context.overrides ?? []), [name, value]]) }),
      );
    }
  }
}

function mappedValues(variable: string, context: Interpolation): Value[] {
  const [root, ...path] = variable.split('.');
  const value = interpolateRaw(root!, path, context);
  if (value === null || value === '') return [];
  return Array.isArray(value) ? value : [rubyToS(value)];
}

/** The value of a variable itself, not its text. */
function interpolateRaw(root: string, path: readonly string[], { scope }: Interpolation): Value {
  const plain = root.replace(/^::/, '');
  const start = scope.hasVariable(plain) ? scope.lookupVariable(plain) : null;
  return path.reduce<Value>((at, key) => (at instanceof Map ? (at.get(key) ?? null) : null), start);
}

function absolute(base: string, path: string): string {
  return path.startsWith('/') ? path : `${base}/${path}`;
}

function expandGlob(files: Files, pattern: string, declared: string): Location[] {
  const found = walkGlob(
    files,
    '',
    pattern.split('/').filter((part) => part !== '' && part !== '.'),
  );
  return found.filter((path) => files.isFile(path)).map((path) => ({ declared, path, exists: true }));
}

function walkGlob(files: Files, base: string, [part, ...rest]: readonly string[]): string[] {
  if (part === undefined) return [base];
  if (part === '**')
    return [
      ...walkGlob(files, base, rest),
      ...directories(files, base).flatMap((each) => walkGlob(files, each, [part, ...rest])),
    ];
  if (!/[*?[{]/.test(part)) return walkGlob(files, `${base}/${part}`, rest);
  const pattern = globPattern(part);
  const names = (files.list(base || '/') ?? []).filter(
    (name) => pattern.test(name) && (part.startsWith('.') || !name.startsWith('.')),
  );
  return names.flatMap((name) => walkGlob(files, `${base}/${name}`, rest));
}

function directories(files: Files, base: string): string[] {
  const names = files.list(base) ?? [];
  return names.map((name) => `${base}/${name}`).filter((path) => files.isDirectory(path));
}

/** Ruby's `Dir.glob` in one segment. */
function globPattern(part: string): RegExp {
  const source = part.replace(/[.+^$()|\\]|\*|\?|\{|\}|,/g, (mark) => {
    const special: Record<string, string> = {
      '*': '.*',
      '?': '.',
      '{': '(?:',
      '}': ')',
      ',': part.includes('{') ? '|' : ',',
    };
    return special[mark] ?? `\\${mark}`;
  });
  return new RegExp(`^${source}$`);
}
