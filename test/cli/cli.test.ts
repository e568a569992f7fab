import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';

const program = join(packageRoot, 'bin/placo.js');
let project: string;

/** Runs the program that users run, in a process of its own. */
function placo(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'placo-'));
  for (const args of [
    ['new', 'site', 'angers', '--domain', 'angers.plm.example', '--public', '192.0.2.0/26'],
    ['new', 'vm', 'web01', '--role', 'web_hosting', '--description', 'Web <b>&amp; "quotes"'],
    ['new', 'vm', 'proxy1', '--role', 'reverse_proxy'],
    ['new', 'website', 'journal', '--server-name', 'journal.math.example'],
  ]) {
    expect(placo(...args)).toMatchObject({ code: 0, err: '' });
  }
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('exit codes leave the process', () => {
  expect(placo('--version')).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
  expect(placo('check').code).toBe(0);
  expect(placo('build', '--check').code).toBe(1);
  expect(placo('nothing').code).toBe(2);
});

test('a reader that has read enough is no error', async () => {
  const child = spawn(
    'bash',
    ['-c', '"$0" "$1" graph angers | head -c 10; echo " ${PIPESTATUS[0]}"', process.execPath, program],
    {
      cwd: project,
    },
  );
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  await new Promise((done) => child.on('close', done));
  expect({ out, err }).toEqual({ out: '<?xml vers 0\n', err: '' });
});

test('help loads none of the phases', () => {
  const trace = join(project, 'trace.cjs');
  writeFileSync(
    trace,
    `const fs = require('node:fs');
     const { openSync, readFileSync } = fs;
     const told = (real) => (file, ...rest) => (fs.writeSync(2, file + '\\n'), real(file, ...rest));
     Object.assign(fs, { openSync: told(openSync), readFileSync: told(readFileSync) });`,
  );
  const { stderr } = spawnSync(process.execPath, ['--require', trace, program, '--help'], {
    encoding: 'utf8',
  });
  const chunks = new Set(stderr.split('\n').filter((file) => /\/dist\/cli\/[^/]+\.js$/.test(file)));
  const code = [...chunks].map((file) => readFileSync(file, 'utf8')).join('');
  expect(code).toContain('node_modules/commander/');
  expect(code).not.toMatch(/node_modules\/(ajv|yaml|handlebars|fast-glob|iconv-lite)\//);
});

test('two builds at once: each file is whole, and at most one of them is turned away', async () => {
  const build = () =>
    new Promise<number | null>((done) => {
      spawn(process.execPath, [program, 'build'], { cwd: project, stdio: 'ignore' }).on('close', done);
    });
  const codes = await Promise.all([build(), build()]);
  expect(codes).toContain(0);
  expect(placo('build', '--check').code).toBe(0);
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', '.placo/manifest'], {
    cwd: join(project, 'out'),
  });
});

test('the picture of a site is well-formed, and draws', () => {
  placo('graph', 'angers', '--output', 'angers.svg');
  execFileSync('xmllint', ['--noout', join(project, 'angers.svg')]);
  expect(readFileSync(join(project, 'angers.svg'), 'utf8')).not.toContain('<b>');
  execFileSync('rsvg-convert', [join(project, 'angers.svg'), '--output', join(project, 'angers.png')]);
  expect(statSync(join(project, 'angers.png')).size).toBeGreaterThan(10_000);
});

test('bash completes commands, options, values and names', () => {
  const complete = (...words: string[]) => {
    const script = `eval "$("$0" "$1" completion bash)"; shift; COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]}-1))
      __placo 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync('bash', ['-c', script, process.execPath, program, 'placo', ...words], {
      cwd: project,
    });
    return out.toString().trim().split('\n');
  };
  expect(complete('bu')).toEqual(['build']);
  expect(complete('build', '--ch')).toEqual(['--check']);
  expect(complete('build', '--format', 's')).toEqual(['sarif']);
  expect(complete('new', 'w')).toEqual(['website']);
  expect(complete('new', 'vm', '--ro')).toEqual(['--role']);
  expect(complete('show', 'web')).toEqual(['web01']);
  expect(complete('graph', 'a')).toEqual(['angers']);
  expect(complete('list', 'web')).toEqual(['websites']);
});

test('fish completes the same', () => {
  const script = `${placo('completion', 'fish').out}\ncomplete -C "placo $argv"`;
  writeFileSync(join(project, 'complete.fish'), script);
  const complete = (line: string) => {
    const args = ['--no-config', 'complete.fish', line];
    const { stdout, stderr } = spawnSync('fish', args, { cwd: project, encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((each) => each.split('\t')[0]);
  };
  expect(complete('bu')).toEqual(['build']);
  expect(complete('build --format s')).toEqual(['sarif']);
  expect(complete('new w')).toEqual(['website']);
  expect(complete('show web')).toEqual(['web01']);
});

test('zsh takes its script', () => {
  writeFileSync(join(project, '_placo'), placo('completion', 'zsh').out);
  execFileSync('zsh', ['-n', join(project, '_placo')]);
  const script = 'autoload -U compinit; compinit -D -u; source ./_placo; print ${_comps[placo]}';
  expect(execFileSync('zsh', ['-f', '-c', script], { cwd: project, encoding: 'utf8' })).toBe('__placo\n');
});
