import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  type BigIntStats,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../package-root.ts';
import { compareWithOut, writeTree } from './index.ts';
import { emptyIndex, loadIndex } from './stat-index.ts';

let project: string;
let out: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'placo-write-'));
  out = join(project, 'out');
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

type Files = Record<string, string>;
const part = (files: Files) => [{ files: new Map(Object.entries(files)), diagnostics: [] }];
const write = (files: Files, force = false) => writeTree(out, part(files), { index: emptyIndex(), force });
const read = (path: string) => readFileSync(join(out, path), 'utf8');
const put = (path: string, content: string) => {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), content);
};

/** All that is in out/, placo's own directory apart. */
function contents(): Files {
  const entries = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
  return Object.fromEntries(
    paths.filter((path) => !path.startsWith('.placo/')).map((path) => [path, read(path)]),
  );
}

describe('writing', () => {
  test('creates, replaces and removes, and leaves the rest alone', () => {
    expect(write({ 'a/one': '1', 'a/two': '2', 'b/three': '3' }).changes).toHaveLength(3);
    put('a/mine', 'mine');
    const before = lstatSync(join(out, 'a/one')).ino;
    const { changes, diagnostics } = write({ 'a/one': '1', 'a/two': 'II' });
    expect(diagnostics).toEqual([]);
    expect(changes).toEqual([
      { path: 'a/two', kind: 'replace' },
      { path: 'b/three', kind: 'remove' },
    ]);
    expect(contents()).toEqual({ 'a/one': '1', 'a/two': 'II', 'a/mine': 'mine' });
    expect(lstatSync(join(out, 'a/one')).ino).toBe(before);
    expect(existsSync(join(out, 'b'))).toBe(false);
  });

  test('leaves a manifest that sha256sum reads, and nothing else of its own', () => {
    write({ 'a/one': '1', 'odd name\\': 'x', 'new\nline': 'y' });
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', '.placo/manifest'], { cwd: out });
    expect(readdirSync(join(out, '.placo')).sort()).toEqual(['.gitignore', 'manifest']);
    expect(write({}).changes.map(({ path }) => path)).toEqual(['a/one', 'new\nline', 'odd name\\']);
    expect(contents()).toEqual({});
  });

  test('replaces a file by a directory, and a directory by a file', () => {
    write({ a: 'file', 'b/c': 'nested' });
    write({ 'a/x/y': 'nested', b: 'file' });
    expect(contents()).toEqual({ 'a/x/y': 'nested', b: 'file' });
  });

  test('adopts what is already as it would be generated', () => {
    put('a', 'same');
    expect(write({ a: 'same' })).toMatchObject({ changes: [], diagnostics: [] });
    expect(write({}).changes).toEqual([{ path: 'a', kind: 'remove' }]);
  });
});

describe('what is not ours', () => {
  test('stops the build where it is in the way, unless forced', () => {
    put('a', 'mine');
    const { diagnostics } = write({ a: 'generated', b: 'new' });
    expect(diagnostics).toMatchObject([{ code: 'write/in-the-way', severity: 'error' }]);
    expect(contents()).toEqual({ a: 'mine' });
    expect(write({ a: 'generated' }, true).diagnostics).toEqual([]);
    expect(contents()).toEqual({ a: 'generated' });
  });

  test('a directory is never replaced by a file', () => {
    put('a/mine', 'mine');
    expect(write({ a: 'generated' }, true).diagnostics).toMatchObject([{ code: 'write/in-the-way' }]);
    expect(contents()).toEqual({ 'a/mine': 'mine' });
  });

  test('an edit by hand is reported and replaced, or kept where nothing is generated any more', () => {
    write({ a: '1', b: '2' });
    put('a', 'edited');
    put('b', 'edited');
    const { diagnostics } = write({ a: '1' });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['write/edited', 'warning'],
      ['write/edited', 'warning'],
    ]);
    expect(contents()).toEqual({ a: '1', b: 'edited' });
    expect(write({ a: '1' }).diagnostics).toEqual([]);
  });

  test.each([false, true])('a symbolic link is never followed (force: %s)', (force) => {
    const elsewhere = join(project, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'x'), 'precious');
    mkdirSync(out);
    symlinkSync(elsewhere, join(out, 'a'));
    expect(write({ 'a/x': 'generated' }, force).diagnostics).toMatchObject([{ code: 'write/in-the-way' }]);
    expect(readFileSync(join(elsewhere, 'x'), 'utf8')).toBe('precious');
  });

  test('nothing is removed behind a link that took the place of a directory', () => {
    write({ 'a/x': '1' });
    const elsewhere = join(project, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'x'), '1');
    rmSync(join(out, 'a'), { recursive: true });
    symlinkSync(elsewhere, join(out, 'a'));
    expect(write({}).changes).toEqual([]);
    expect(existsSync(join(elsewhere, 'x'))).toBe(true);
  });

  test('a manifest cannot reach out of the tree', () => {
    write({ a: '1' });
    writeFileSync(join(project, 'x'), '1');
    const line = readFileSync(join(out, '.placo/manifest'), 'utf8').split('\n')[1]!;
    put('.placo/manifest', `${line}\n${line.replace(/a$/, '../x')}\n<<<<<<< HEAD\n`);
    expect(write({}).changes).toEqual([{ path: 'a', kind: 'remove' }]);
    expect(existsSync(join(project, 'x'))).toBe(true);
  });
});

describe('nothing half-written', () => {
  test('an error in a later part leaves out/ as it was', () => {
    write({ a: '1' });
    const error = { code: 'render/inexpressible', severity: 'error', message: 'no' } as const;
    const parts = [...part({ a: '2', b: '2' }), { files: new Map(), diagnostics: [error] }];
    expect(writeTree(out, parts, { index: emptyIndex() }).changes).toEqual([]);
    expect(contents()).toEqual({ a: '1' });
  });

  test('an exception in a phase leaves out/ as it was, and no lock', () => {
    write({ a: '1' });
    function* parts() {
      yield* part({ a: '2' });
      throw new Error('bug');
    }
    expect(() => writeTree(out, parts(), { index: emptyIndex() })).toThrow('bug');
    expect(contents()).toEqual({ a: '1' });
    expect(write({ a: '1' }).diagnostics).toEqual([]);
  });

  // The build is killed at its n-th rename or removal; what it leaves must be old or new, and be mended by the next.
  test.each([1, 2, 3, 4, 5, 6])('killed at step %d', (step) => {
    const before = { a: 'old a', 'b/c': 'old c', gone: 'old' };
    const after = { a: 'new a', 'b/c': 'new c', 'd/e': 'new e' };
    write(before);
    const result = spawnSync(process.execPath, ['--import', hook(step), script(after)], { encoding: 'utf8' });
    expect(result.signal).toBe('SIGKILL');
    const allowed: Record<string, (string | undefined)[]> = {
      a: ['old a', 'new a'],
      'b/c': ['old c', 'new c'],
      gone: ['old', undefined],
      'd/e': [undefined, 'new e'],
    };
    const now = contents();
    for (const [path, values] of Object.entries(allowed)) expect(values).toContain(now[path]);
    expect(Object.keys(now).every((path) => path in allowed)).toBe(true);
    const third = { a: 'third a', 'b/c': 'old c' };
    expect(write(third).diagnostics).toEqual([]);
    expect(contents()).toEqual(third);
  });

  /** A module that kills the process at its n-th step. */
  function hook(step: number): string {
    const file = join(project, 'hook.mjs');
    writeFileSync(
      file,
      `import fs from 'node:fs';
       import { syncBuiltinESMExports } from 'node:module';
       let left = ${step};
       for (const name of ['renameSync', 'unlinkSync']) {
         const real = fs[name];
         fs[name] = (...args) => (--left === 0 ? process.kill(process.pid, 'SIGKILL') : real(...args));
       }
       syncBuiltinESMExports();`,
    );
    return file;
  }

  test('another build at work is an error, one that died is not', () => {
    write({ a: '1' });
    const lock = join(out, '.placo/lock');
    const stat = readFileSync(`/proc/${process.pid}/stat`, 'utf8');
    const started = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
    const host = execFileSync('hostname', { encoding: 'utf8' }).trim();
    writeFileSync(lock, JSON.stringify({ pid: process.pid, started, host }));
    expect(write({ a: '2' }).diagnostics).toMatchObject([{ code: 'write/locked' }]);
    expect(contents()).toEqual({ a: '1' });
    writeFileSync(lock, JSON.stringify({ pid: process.pid, started: started + 1, host }));
    expect(write({ a: '2' }).diagnostics).toEqual([]);
    writeFileSync(lock, '');
    expect(write({ a: '3' }).diagnostics).toEqual([]);
    expect(existsSync(lock)).toBe(false);
  });

  test('a build that died is no build at work, even where nobody has asked for its exit status', async () => {
    write({ a: '1' });
    const parent = spawn('bash', ['-c', 'sleep 0 & echo $!; exec sleep 60']);
    try {
      const pid = Number(await new Promise((tell) => parent.stdout.once('data', tell)));
      const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      await expect.poll(() => stat()[0], { timeout: 10_000 }).toBe('Z');
      const host = execFileSync('hostname', { encoding: 'utf8' }).trim();
      writeFileSync(join(out, '.placo/lock'), JSON.stringify({ pid, started: Number(stat()[19]), host }));
      expect(write({ a: '2' }).diagnostics).toEqual([]);
    } finally {
      parent.kill();
    }
  });
});

describe('the index', () => {
  test('is told of each file as it is in the end, moved with its directory or by itself', () => {
    for (const content of ['1', '2']) {
      const told = new Map<string, bigint[]>();
      const index = {
        ...emptyIndex(),
        set: (path: string, { ino, ctimeNs }: BigIntStats) => told.set(path, [ino, ctimeNs]),
      };
      writeTree(out, part({ 'a/old': content, 'b/c/new': content, [`d${content}/e`]: content }), { index });
      for (const path of ['a/old', 'b/c/new', `d${content}/e`]) {
        const { ino, ctimeNs } = lstatSync(join(out, path), { bigint: true });
        expect(told.get(path), path).toEqual([ino, ctimeNs]);
      }
    }
  });

  test('never hides a change', () => {
    const file = join(project, 'index.json');
    const build = (files: Files) => writeTree(out, part(files), { index: loadIndex(file) });
    for (let round = 0; round < 20; round++) {
      build({ a: `content ${round % 2}`, b: 'constant' });
      put('b', round % 2 ? 'CONSTANT' : 'Constant');
      const { changes } = compareWithOut(out, part({ a: `content ${round % 2}`, b: 'constant' }), {
        index: loadIndex(file),
      });
      expect(changes).toEqual([{ path: 'b', kind: 'replace' }]);
    }
  });

  test('is only a cache: rubbish in it is no harm', () => {
    const file = join(project, 'index.json');
    writeFileSync(file, '{"a": 5');
    expect(writeTree(out, part({ a: '1' }), { index: loadIndex(file) }).diagnostics).toEqual([]);
  });
});

test('a directory that cannot be written is reported, and nothing changes', () => {
  write({ 'a/x': '1', b: '1' });
  chmodSync(join(out, 'a'), 0o555);
  const program = script({ 'a/x': '2', b: '2' });
  // Nothing keeps root from writing.
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  if (user.uid !== undefined) execFileSync('chown', ['-R', `${nobody}:${nobody}`, project]);
  const { stdout } = spawnSync(process.execPath, [program], { encoding: 'utf8', ...user });
  chmodSync(join(out, 'a'), 0o755);
  const failed = { code: 'write/failed', message: expect.stringContaining('out/a') };
  expect(JSON.parse(stdout)).toMatchObject([failed]);
  expect(contents()).toEqual({ 'a/x': '1', b: '1' });
});

const nobody = 65534;

/** A program that writes files to out/ and prints the diagnostics; built with esbuild, so that node runs the sources. */
function script(files: Files): string {
  const entry = join(project, 'write.mjs');
  execFileSync(join(packageRoot, 'node_modules/.bin/esbuild'), [
    ...[join(import.meta.dirname, 'index.ts'), '--bundle', '--format=esm', '--platform=node'],
    `--outfile=${entry}`,
    '--log-level=error',
  ]);
  writeFileSync(join(project, 'run.mjs'), runScript(files));
  return join(project, 'run.mjs');
}

function runScript(files: Files): string {
  return `import { emptyIndex, writeTree } from './write.mjs';
    const files = new Map(Object.entries(${JSON.stringify(files)}));
    const { diagnostics } = writeTree(${JSON.stringify(out)}, [{ files, diagnostics: [] }], { index: emptyIndex() });
    console.log(JSON.stringify(diagnostics));`;
}
