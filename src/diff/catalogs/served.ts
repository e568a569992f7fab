import { join } from 'node:path';
import type { Environment } from '../../puppet/index.ts';
import { sha256 } from '../../sha256.ts';
import type { ServedFile } from './compare.ts';

/** What the modules of two environments serve under one source, each compared once. */
export function servedFiles(before: Environment, after: Environment): ServedFile {
  const known = new Map<string, ReturnType<ServedFile>>();
  return (source, recurse) => {
    const key = `${recurse} ${source}`;
    if (!known.has(key)) {
      const [old, now] = [served(before, source, recurse), served(after, source, recurse)];
      known.set(key, old === now ? undefined : { before: old, after: now });
    }
    return known.get(key);
  };
}

const moduleSource = /^puppet:\/\/[^/]*\/modules\/([^/]+)\/(.+)$/;

function served({ modules, files }: Environment, source: string, recurse: boolean): string | undefined {
  const [, name = '', below = ''] = moduleSource.exec(source) ?? [];
  const module = modules.get(name);
  if (!module) return undefined;
  const path = join(module.path, 'files', below);
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
