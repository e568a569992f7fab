import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDocuments } from './documents.ts';
import { loadSources } from './load.ts';

let project = '';
const at = (file: string) => path.join(project, file);

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'placo-'));
  mkdirSync(at('sites/angers/vms'), { recursive: true });
  writeFileSync(at('sites/platform.yaml'), 'name: plm\ncontact: admin@plm.example\n');
  writeFileSync(
    at('sites/angers/site.yaml'),
    'domain: a.example\nnetworks: {internal: {ipv4: 10.0.0.0/24}}\n',
  );
});
afterEach(() => rmSync(project, { recursive: true }));

const problems = () =>
  readDocuments(loadSources(project)).diagnostics.map(({ place, message }) => `${place!.file}: ${message}`);

test('files are read in one order, with their paths in the project', () => {
  expect([...loadSources(project).keys()]).toEqual(['sites/angers/site.yaml', 'sites/platform.yaml']);
  expect(problems()).toEqual([]);
});

test('links inside the sources are followed, links out of them refused', () => {
  writeFileSync(at('secret.yaml'), 'description: x\n');
  writeFileSync(at('sites/angers/vms/web01.yaml'), 'description: x\n');
  symlinkSync('web01.yaml', at('sites/angers/vms/web02.yaml'));
  symlinkSync(at('secret.yaml'), at('sites/angers/vms/web03.yaml'));
  symlinkSync('/etc/passwd', at('sites/angers/vms/web04.yaml'));
  expect(problems()).toEqual([
    'sites/angers/vms/web03.yaml: The file cannot be read. It is a symbolic link out of sites/.',
    'sites/angers/vms/web04.yaml: The file cannot be read. It is a symbolic link out of sites/.',
  ]);
});

test('links to nothing, to themselves and to directories, directories and pipes', () => {
  symlinkSync('nothing.yaml', at('sites/angers/vms/a.yaml'));
  symlinkSync('b.yaml', at('sites/angers/vms/b.yaml'));
  symlinkSync('..', at('sites/angers/vms/c.yaml'));
  mkdirSync(at('sites/angers/vms/d.yaml'));
  execFileSync('mkfifo', [at('sites/angers/vms/e.yaml')]);
  expect(problems()).toEqual([
    'sites/angers/vms/a.yaml: The file cannot be read. It is a symbolic link to nothing.',
    'sites/angers/vms/b.yaml: The file cannot be read. It is a symbolic link that leads to itself.',
    'sites/angers/vms/c.yaml: The file cannot be read. It is a directory.',
    'sites/angers/vms/d.yaml: The file cannot be read. It is a directory.',
    'sites/angers/vms/e.yaml: The file cannot be read. It is no regular file.',
  ]);
});

test('notes are left alone, other files are pointed out', () => {
  writeFileSync(at('sites/README.md'), 'Notes\n');
  writeFileSync(at('sites/angers/vms/web01.yml'), 'description: x\n');
  expect(problems()).toEqual(['sites/angers/vms/web01.yml: Nothing is read from this file.']);
});

test('a project without sources lacks its platform', () => {
  rmSync(at('sites'), { recursive: true });
  expect(problems()).toEqual(['sites/platform.yaml: The file does not exist.']);
});
