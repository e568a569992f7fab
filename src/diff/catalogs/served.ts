import { join } from 'node:path';
import type { Environment } from '../../puppet/index.ts';
import { sha256 } from '../../sha256.ts';
import type { NamedFiles } from '../../sources/revision-files.ts';
import type { ServedFile } from './compare.ts';

/** What the modules of two environments serve under one source, each compared once; read only where it may differ. */
export function servedFiles(
  before: Environment,
  after: Environment,
  named?: Readonly<Record<'before' | 'after', NamedFiles>>,
): ServedFile {
  const known = new Map<string, ReturnType<ServedFile>>();
  const compare = (source: string, recurse: boolean) => {
    const [one, other] = [pathOf(before, source), pathOf(after, source)];
    const id = one && named?.before.contentId(one);
    if (id !== undefined && id === (other && named?.after.contentId(other))) return undefined;
    const [old, now] = [served(one, before, recurse), served(other, after, recurse)];
    return old === now ? undefined : { before: old, after: now };
  };
  return (source, recurse) => {
    const key = `${recurse} ${source}`;
    if (!known.has(key)) known.set(key, compare(source, recurse));
    return known.get(key);
  };
}

const moduleSource = /^puppet:\/\/[^/]*\/modules\/([^/]+)\/(.+)$/;

function pathOf({ modules }: Environment, source: string): string | undefined {
  const [, name = '', below = ''] = moduleSource.exec(source) ?? [];
  const module = modules.get(name);
  return module && join(module.path, 'files', below);
}

function served(path: string | undefined, { files }: Environment, recurse: boolean): string | undefined {
  if (path === undefined) return undefined;
  if (files.isDirectory(path)) return recurse ? listing(path, '', files).join('') : 'a directory';
  const content = files.readBytes(path);
  return content && textOf(content);
}

/** A file with a zero byte is no text: its size and what identifies it are shown. */
function textOf(content: Uint8Array): string {
  if (!content.includes(0)) return Buffer.from(content).toString('utf8');
  return `binary, ${content.length} bytes, SHA-256 ${sha256(content)}`;
}

function listing(directory: string, below: string, files: Environment['files']): string[] {
  return (files.list(directory) ?? []).flatMap((name) => {
    const path = join(directory, name);
    if (files.isDirectory(path)) return listing(path, `${below}${name}/`, files);
    const content = files.readBytes(path);
    return content ? [`${below}${name} ${sha256(content).slice(0, 12)}\n`] : [];
  });
}
