import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Group } from '../diff/group.ts';
import { emptyProject, smallProject } from './testing.ts';

describe('new', () => {
  test('makes a project that is right as it is', async () => {
    const { placo } = await smallProject();
    expect(await placo('check')).toEqual({ code: 0, out: '', err: '' });
  });

  test('also without public addresses', async () => {
    const { placo } = emptyProject();
    expect((await placo('new site lyon --domain lyon.example --admins 198.51.100.0/28')).code).toBe(0);
    expect((await placo('new vm base')).code).toBe(0);
    expect(await placo('check')).toEqual({ code: 0, out: '', err: '' });
  });

  test('warns where nobody would get in', async () => {
    const { placo } = emptyProject();
    await placo('new site lyon --domain lyon.example');
    const { code, out } = await placo('check');
    expect(code).toBe(0);
    expect(out).toMatch(/^sites\/lyon\/site.yaml:5:9: warning: lyon has no administrators/);
  });

  test('never replaces a file', async () => {
    const { placo, files } = await smallProject();
    const before = files('sites');
    for (const args of [
      'new vm web01',
      'new site angers --domain x.example',
      'new website journal --server-name y.example',
    ]) {
      expect(await placo(args)).toMatchObject({ code: 2, err: expect.stringContaining('exists already') });
    }
    expect(files('sites')).toEqual(before);
  });

  test.each([
    ['new site', "'name' is missing"],
    ['new site lyon', "'domain' is missing"],
    ['new site ../lyon --domain lyon.example', 'no name'],
    ['new site lyon --domain lyon!', 'domain'],
    ['new site lyon --domain lyon.example --internal 10.0.0.1/24', 'no IPv4 prefix'],
    ['new site lyon --domain lyon.example --internal 2001:db8::/64', 'IPv4 prefix'],
    ['new vm a --site nantes', "there is no site 'nantes'"],
    ['new vm a --memory 2GB', 'memory'],
    ['new website a --server-name a_b', 'server_name'],
  ])('refuses: placo %s', async (args, message) => {
    const { placo, files } = await smallProject();
    const before = files('sites');
    expect(await placo(args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
    expect(files('sites')).toEqual(before);
  });
});

describe('build', () => {
  test('makes out/ and the lock file, and then nothing more', async () => {
    const { placo, files, read } = await smallProject();
    expect(await placo('build')).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^out\/: \d+ files written, 1 lock file written\n$/),
    });
    const before = files('.');
    expect(read('sites/angers/placo.lock.yaml')).toContain('web01');
    expect(await placo('build')).toEqual({ code: 0, out: '', err: 'out/ is up to date\n' });
    expect(files('.')).toEqual(before);
  });

  test('gives the same without its cache, and --check agrees', async () => {
    const { placo, files, directory } = await smallProject();
    await placo('build');
    const before = files('out');
    rmSync(join(directory, '.placo-cache'), { recursive: true });
    expect((await placo('build --check')).code).toBe(0);
    rmSync(join(directory, 'out'), { recursive: true });
    await placo('build');
    expect(files('out')).toEqual(before);
  });

  test('a cache from elsewhere changes nothing', async () => {
    const { placo, files, edit, write } = await smallProject();
    await placo('build');
    const before = files('out');
    edit('sites/angers/vms/web02.yaml', '2GiB', '3GiB');
    await placo('build');
    const cache = files('.placo-cache');
    edit('sites/angers/vms/web02.yaml', '3GiB', '2GiB');
    for (const [path, content] of Object.entries(cache)) write(`.placo-cache/${path}`, content);
    await placo('build');
    expect(files('out')).toEqual(before);
    for (const path of Object.keys(cache)) write(`.placo-cache/${path}`, '[]');
    expect((await placo('build --check')).code).toBe(0);
  });

  test('--check fails where out/ or a lock file is stale, and writes nothing', async () => {
    const { placo, files, edit, directory } = await smallProject();
    const fresh = await placo('build --check');
    expect(fresh.code).toBe(1);
    expect(fresh.out).toContain('sites/angers/placo.lock.yaml');
    expect(existsSync(join(directory, 'out'))).toBe(false);
    await placo('build');
    const before = files('out');
    edit('sites/angers/vms/web02.yaml', '2GiB', '3GiB');
    const { code, out } = await placo('build --check');
    expect(code).toBe(1);
    expect(out).toMatch(/'out\/.*web02.*' is out of date/);
    expect(files('out')).toEqual(before);
  });

  test('tells of an edit by hand, also when the sources did not change', async () => {
    const { placo, files, edit } = await smallProject();
    await placo('build');
    const before = files('out');
    edit('out/manifests/site.pp', 'node', '# edited\nnode');
    expect((await placo('build --check')).code).toBe(1);
    expect(await placo('build')).toMatchObject({ code: 0, out: expect.stringContaining('edited by hand') });
    expect(files('out')).toEqual(before);
    expect((await placo('build')).out).toBe('');
  });

  test('what is no longer described goes, and the rest stays to the byte', async () => {
    const { placo, files, directory } = await smallProject();
    await placo('build');
    const before = files('out');
    await placo('new site lyon --domain lyon.example --internal 10.50.0.0/24 --admins 198.51.100.0/28');
    await placo('build');
    expect(Object.keys(files('out')).length).toBeGreaterThan(Object.keys(before).length);
    rmSync(join(directory, 'sites/lyon'), { recursive: true });
    await placo('build');
    expect(files('out')).toEqual(before);
  });
});

describe('wrong input', () => {
  const mistakes: [string, string | Uint8Array, string][] = [
    ['a key that nobody knows', 'description: x\nmemroy: 2GiB\n', 'sites/angers/vms/web02.yaml:2:1: error:'],
    ['a wrong type', 'description: x\ncores: many\n', 'sites/angers/vms/web02.yaml:2:8: error:'],
    ['broken YAML', 'description: [x\n', 'sites/angers/vms/web02.yaml:'],
    ['a tab', 'description: x\ncpu:\n\tshares: 5\n', 'sites/angers/vms/web02.yaml:3:'],
    ['no text at all', new Uint8Array([0xff, 0xfe, 0x00]), 'sites/angers/vms/web02.yaml:1:1: error:'],
    ['a name that nobody has', 'description: x\nproduction: hv9\n', "did you mean 'hv1'"],
    [
      'a service of nobody',
      'description: x\nmounts: [{volume: home, path: /home}]\n',
      "did you mean 'homes'?",
    ],
  ];

  test.each(mistakes)('%s: a place, a frame, exit 1, out/ untouched', async (_, content, expected) => {
    const { placo, files, write } = await smallProject();
    await placo('build');
    const before = files('out');
    const lock = files('sites/angers')['placo.lock.yaml'];
    write('sites/angers/vms/web02.yaml', content);
    for (const command of ['build', 'check', 'build --check']) {
      const { code, out, err } = await placo(command);
      expect(code).toBe(1);
      expect(out).toContain(expected);
      expect(out).toMatch(/^ *> \d+ \|/m);
      expect(out + err).not.toMatch(/^ {4}at |internal error/m);
    }
    expect(files('out')).toEqual(before);
    expect(files('sites/angers')['placo.lock.yaml']).toBe(lock);
    for (const command of ['show web01', 'list', 'explain web01', 'graph angers', 'diff', 'lock']) {
      const { code, out, err } = await placo(command);
      expect([command, code]).toEqual([command, 1]);
      expect(out + err).toContain(expected);
    }
  });

  test('every mistake is told in one run', async () => {
    const { placo, write } = await smallProject();
    write('sites/angers/vms/web01.yaml', 'description: x\nmemory: 2GB\ncores: none\n');
    write('sites/angers/vms/web02.yaml', 'nothing: x\n');
    const { out } = await placo('check --format json');
    const places = JSON.parse(out).diagnostics.map(
      ({ place }: { place: { file: string; line: number } }) => `${place.file}:${place.line}`,
    );
    expect(places).toEqual([
      'sites/angers/vms/web01.yaml:2',
      'sites/angers/vms/web01.yaml:3',
      'sites/angers/vms/web02.yaml:1',
      'sites/angers/vms/web02.yaml:1',
    ]);
  });

  test('what only follows from a mistake is not told', async () => {
    const { placo, edit } = await smallProject();
    edit('sites/angers/site.yaml', 'roles: [nfs]', 'roles: [nsf]');
    const { out } = await placo('check --format json');
    expect(JSON.parse(out).summary).toEqual({ errors: 1, warnings: 0, notes: 0 });
  });
});

describe('looking', () => {
  test('show, by any name', async () => {
    const { placo } = await smallProject();
    for (const name of ['web02', 'angers/web02', 'web02.angers.plm.example']) {
      expect(await placo(`show ${name}`)).toMatchObject({
        code: 0,
        out: expect.stringMatching(/memory +2GiB/),
      });
    }
    expect(JSON.parse((await placo('show web02 --json')).out)).toMatchObject({
      memory: '2GiB',
      production: expect.stringMatching(/^hv[12]$/),
      place: 'sites/angers/vms/web02.yaml:2',
    });
  });

  test('a name of two sites asks which', async () => {
    const { placo } = await smallProject();
    await placo('new site lyon --domain lyon.example --internal 10.50.0.0/24 --admins 198.51.100.0/28');
    expect(await placo('show hv1')).toMatchObject({
      code: 2,
      err: expect.stringContaining('angers/hv1, lyon/hv1'),
    });
    expect(await placo('show hv3')).toMatchObject({
      code: 2,
      err: expect.stringContaining("did you mean 'hv1'"),
    });
  });

  test('explain says where a value was written, inherited or recorded', async () => {
    const { placo } = await smallProject();
    await placo('build');
    expect((await placo('explain web02 memory')).out).toMatch(
      /^memory +2GiB +sites\/angers\/vms\/web02\.yaml:4:9\n$/,
    );
    expect((await placo('explain web01 memory')).out).toMatch(/1GiB +sites\/platform\.yaml:10:13\n$/);
    expect((await placo('explain web01 internal.ipv4')).out).toContain(
      'recorded in sites/angers/placo.lock.yaml',
    );
    expect(await placo('explain web01 memori')).toMatchObject({
      code: 2,
      err: expect.stringContaining("'memory'"),
    });
    expect((await placo('explain journal server_name')).out).toContain(
      'sites/angers/websites/journal.yaml:3:14',
    );
    expect((await placo('explain angers domain')).out).toContain('sites/angers/site.yaml:3:9');
  });

  test('list every kind, for people and for programs', async () => {
    const { placo } = await smallProject();
    const rows = async (kind: string) => JSON.parse((await placo(`list ${kind} --json`)).out);
    expect(await rows('sites')).toMatchObject([
      { name: 'angers', hypervisors: 2, servers: 3, guests: 3, websites: 1 },
    ]);
    const names = (await rows('machines')).map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual(['hv1', 'hv2', 'infra1', 'nfs1', 'nfs2', 'proxy1', 'web01', 'web02']);
    for (const kind of [
      'hypervisors',
      'servers',
      'guests',
      'websites',
      'networks',
      'stores',
      'volumes',
      'services',
    ]) {
      expect((await rows(kind)).length).toBeGreaterThan(0);
      expect((await placo(`list ${kind}`)).out).toMatch(/^SITE +/);
    }
    expect(await placo('list gests')).toMatchObject({ code: 2 });
  });

  test('graph draws to standard output or to a file', async () => {
    const { placo, read } = await smallProject();
    const { out } = await placo('graph angers');
    expect(out).toMatch(/^<\?xml .*<\/svg>\n$/s);
    await placo('graph angers --output site.svg');
    expect(read('site.svg')).toBe(out);
  });

  test('show leads to explain where a website is asked for, and explain knows its proxy', async () => {
    const { placo } = await smallProject();
    expect(await placo('show journal')).toMatchObject({
      code: 2,
      err: expect.stringContaining('placo explain journal'),
    });
    expect((await placo('explain journal proxy')).out).toMatch(/^proxy +proxy1 +derived/);
  });

  test('lock records, shows and refreshes decisions', async () => {
    const { placo, read, write } = await smallProject();
    expect((await placo('lock --dry-run')).out).toMatch(/guests\/web01 +internal\.ipv4 +new: 10\.49\.0\.\d+/);
    await placo('lock');
    const lock = read('sites/angers/placo.lock.yaml');
    expect((await placo('lock')).out).toBe('Every decision is recorded, and none changes.\n');
    write('sites/angers/vms/aaa.yaml', 'description: comes first\n');
    await placo('lock');
    for (const line of lock.split('\n')) expect(read('sites/angers/placo.lock.yaml')).toContain(line);
    expect((await placo('lock --refresh')).out).toContain(' -> ');
    write('sites/angers/placo.lock.yaml', read('sites/angers/placo.lock.yaml').replace('hv1', 'hv9'));
    expect((await placo('check')).out).toContain('placo lock --stale');
    expect((await placo('lock --stale')).out).toMatch(/hv9 -> hv1/);
    expect((await placo('lock --stale --refresh')).code).toBe(2);
    expect((await placo('check')).code).toBe(0);
  });
});

describe('diff', () => {
  const git = (directory: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
      cwd: directory,
      stdio: 'pipe',
    });

  test('what a build would change, without changing it', async () => {
    const { placo, edit, files } = await smallProject();
    await placo('build');
    expect((await placo('diff --exit-code')).out).toBe('Nothing changes.\n');
    edit('sites/angers/vms/web02.yaml', '2GiB', '3GiB');
    const before = files('.');
    const { code, out } = await placo('diff');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}-.*2097152/m);
    expect(out).toMatch(/^ {2}\+.*3145728/m);
    expect((await placo('diff --exit-code')).code).toBe(1);
    expect(files('.')).toEqual(before);
  });

  test('where git reads nothing, its reason is told', async () => {
    const { placo } = await smallProject();
    expect(await placo('diff --from HEAD')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no git revision 'HEAD'.*\nhint: git says: fatal: not a git repository/),
    });
  });

  test('between two revisions, whatever is in the directory', async () => {
    const { placo, edit, directory, write } = await smallProject();
    await placo('lock');
    git(directory, 'init', '-q');
    git(directory, 'add', '.');
    git(directory, 'commit', '-qm', 'one');
    edit('sites/angers/vms/web02.yaml', '2GiB', '3GiB');
    git(directory, 'commit', '-qam', 'two');
    write('sites/angers/vms/web02.yaml', 'broken: [\n');
    const { code, out } = await placo('diff --from HEAD~ --to HEAD --format json');
    expect(code).toBe(0);
    const groups: Group[] = JSON.parse(out).groups;
    const definition = groups.find(({ paths }) => paths.some((path) => path.endsWith('/web02.xml')));
    expect(definition).toMatchObject({ kind: 'change', subjects: ['angers/hv1', 'angers/hv2'] });
    expect(await placo('diff --from nowhere')).toMatchObject({
      code: 2,
      err: expect.stringContaining("'nowhere'"),
    });
  });
});

describe('the command line', () => {
  test.each([
    ['bild', "unknown command 'bild'", 'build'],
    ['build --frce', "unknown option '--frce'", '--force'],
    ['build --format yaml', "'yaml' is invalid", 'sarif'],
    ['show', "missing required argument 'machine'", ''],
    ['check angers', 'too many arguments', ''],
    ['-C nowhere check', "no directory 'sites'", 'placo new site'],
  ])('placo %s is wrong usage: exit 2, with a hint', async (args, message, hint) => {
    const { code, err, out } = await emptyProject().placo(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  test('--directory runs elsewhere', async () => {
    const { directory } = await smallProject();
    expect((await emptyProject().placo(`--directory ${directory} list --json`)).code).toBe(0);
    expect((await emptyProject().placo(`list --json -C ${directory}`)).code).toBe(0);
  });

  test('colours are for terminals, and NO_COLOR and --no-color are obeyed', async () => {
    const { placo, write } = await smallProject();
    write('sites/angers/vms/web02.yaml', 'nothing: x\n');
    const terminal = { outIsTerminal: true };
    expect((await placo('check')).out).not.toContain('\u001b');
    expect((await placo('check', terminal)).out).toContain('\u001b[31m');
    expect((await placo('check', { ...terminal, environment: { NO_COLOR: '1' } })).out).not.toContain(
      '\u001b',
    );
    expect((await placo('check --no-color', terminal)).out).not.toContain('\u001b');
    expect((await placo('check', { environment: { FORCE_COLOR: '1' } })).out).toContain('\u001b[31m');
  });

  test('what the system refuses is told, and is no bug', async () => {
    const { placo } = await smallProject();
    const broken = {
      out: () => {
        throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' });
      },
    };
    expect(await placo('list', broken)).toMatchObject({
      code: 1,
      err: 'error: no space is left on the device\n',
    });
  });

  test('a bug is one line, and a stack only for who asks', async () => {
    const { placo } = await smallProject();
    const broken = {
      out: () => {
        throw new TypeError('bug');
      },
    };
    const { code, err } = await placo('list', broken);
    expect(code).toBe(70);
    expect(err).toMatch(/^placo: internal error, please report: bug\n/);
    expect(err).not.toContain('    at ');
    expect((await placo('list', { ...broken, environment: { PLACO_DEBUG: '1' } })).err).toContain('    at ');
  });
});

describe('schemas that editors read', () => {
  test('are those of this version, or a warning says so', async () => {
    const { placo, edit } = await smallProject();
    expect((await placo('check')).err + (await placo('build')).err).not.toContain('schema');
    edit('schema/vm.schema.json', 'Memory of the guest', 'Memory');
    for (const command of ['check', 'build', 'build --check']) {
      const { code, out, err } = await placo(command);
      expect([code, out + err]).toEqual([
        0,
        expect.stringContaining("'schema/vm.schema.json' is that of another"),
      ]);
    }
  });
});
