import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceFiles } from '../read/files.ts';
import { replaceFile } from '../write/replace.ts';
import { identity } from './identity.ts';

/** What is remembered of the last build that made out/. */
export interface LastBuild {
  /** Of everything that the build was made from, see `buildKey`. */
  readonly key: string;
  /** Of the manifest of out/ after the build. */
  readonly manifest: string;
  /** What the build had to tell; none is an error. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A hash of everything that a build is made from: the sources, every byte of them, and placo itself. */
export function buildKey(sources: SourceFiles): string {
  const hash = createHash('sha256').update(identity());
  for (const [path, content] of sources) {
    const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
    hash
      .update(`\0${path}\0${content instanceof Uint8Array ? 'file' : 'problem'}\0${bytes.length}\0`)
      .update(bytes);
  }
  return hash.digest('hex');
}

/** The last build, if a file remembers one. */
export function loadLastBuild(file: string): LastBuild | undefined {
  try {
    const { key, manifest, diagnostics } = JSON.parse(readFileSync(file, 'utf8')) as Partial<LastBuild>;
    return key && manifest && diagnostics ? { key, manifest, diagnostics } : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a build. */
export function saveLastBuild(file: string, build: LastBuild): void {
  replaceFile(file, JSON.stringify(build));
}
