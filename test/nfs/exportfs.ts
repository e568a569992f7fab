import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = join(dirname(fileURLToPath(import.meta.url)), 'exportfs.sh');

/** An export as the server understood it. */
export interface ReadExport {
  readonly path: string;
  readonly client: string;
  readonly options: readonly string[];
}

/** Gives exports to the real exportfs(8), the directories being there, and reads back its table. */
export function exportfs(exports: string, directories: readonly string[]) {
  const scratch = mkdtempSync(join(tmpdir(), 'exportfs-'));
  try {
    writeFileSync(join(scratch, 'exports'), exports);
    writeFileSync(join(scratch, 'directories'), directories.map((each) => `${each}\0`).join(''));
    const args = ['-m', 'bash', script, join(scratch, 'exports'), join(scratch, 'directories')];
    const { status, stdout, stderr } = spawnSync('unshare', args);
    return { status, stderr: stderr.toString(), table: readTable(stdout) };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function readTable(etab: Buffer): ReadExport[] {
  return etab
    .toString('latin1')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [, path, client, options] = /^([^\t]+)\t([^(]+)\((.*)\)$/s.exec(line)!;
      return { path: unescapeOctal(path!), client: client!, options: options!.split(',') };
    });
}

function unescapeOctal(text: string): string {
  const bytes = text.replace(/\\([0-3][0-7]{2})/g, (_, octal) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return Buffer.from(bytes, 'latin1').toString();
}
