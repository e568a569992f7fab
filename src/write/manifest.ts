import { readFileSync } from 'node:fs';

/** What placo generated: the SHA-256 of each file's content, in hexadecimal, by path below out/. */
export type Manifest = ReadonlyMap<string, string>;

const header = '# What placo generated, for sha256sum --check. Do not edit.\n';

/** The manifest as text that `sha256sum --check` reads, run in out/; one line a file, in order of paths. */
export function printManifest(manifest: Manifest): string {
  const lines = [...manifest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, hash]) => line(path, hash));
  return header + lines.join('');
}

/** As sha256sum writes it: a path with a backslash or a line break is escaped, and its line begins with `\`. */
function line(path: string, hash: string): string {
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === path ? '' : '\\'}${hash}  ${escaped}\n`;
}

/**
 * Reads a manifest, of which lines that are none are left out: a merge may have left its marks. A path given twice
 * keeps every hash that it had. A missing file is an empty manifest.
 */
export function readManifest(file: string): ReadonlyMap<string, ReadonlySet<string>> {
  const manifest = new Map<string, Set<string>>();
  for (const text of readText(file).split('\n')) {
    const [, escaped, hash, shown] = /^(\\?)([0-9a-f]{64}) {2}(.+)$/.exec(text) ?? [];
    if (hash === undefined || shown === undefined) continue;
    const path = escaped ? unescapePath(shown) : shown;
    if (!staysInside(path)) continue;
    manifest.set(path, (manifest.get(path) ?? new Set()).add(hash));
  }
  return manifest;
}

function unescapePath(path: string): string {
  const letters: Record<string, string> = { n: '\n', r: '\r', '\\': '\\' };
  return path.replace(/\\(.)/g, (_, letter) => letters[letter] ?? letter);
}

/** An empty path, a NUL, or a segment that is empty, `.` or `..`. */
const outside = /^$|\0|(?:^|\/)\.{0,2}(?:\/|$)/;

/** Whether a path names something below out/; a manifest comes from a repository, and must not reach elsewhere. */
export function staysInside(path: string): boolean {
  return !outside.test(path);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
