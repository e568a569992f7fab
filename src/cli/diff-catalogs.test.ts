import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyProject, type Project, smallProject } from './testing.ts';

function git({ directory }: Project, ...args: string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@b.example'];
  return execFileSync('git', [...who, ...args], { cwd: directory, encoding: 'utf8' });
}

const manifest = (mode: string) => `
node default {
  file { '/etc/motd': content => template('site/motd.erb'), mode => '${mode}' } ~> service { 'motd': }
  notify { lookup('greeting'): }
  include deployed
}
`;

/** A Puppet repository with two machines, and a module that git ignores because it is deployed there. */
function repository(): Project {
  const project = emptyProject();
  const { directory, write } = project;
  git(project, 'init', '-q');
  write('.gitignore', 'modules/\n');
  write('environment.conf', 'modulepath = site-modules:modules\n');
  write('hiera.yaml', 'version: 5\nhierarchy: [{name: common, path: common.yaml}]\n');
  write('data/common.yaml', 'greeting: hello\n');
  write('manifests/site.pp', manifest('0644'));
  write('shared/site/templates/motd.erb', "<%= @facts['word'] %>\n");
  mkdirSync(join(directory, 'site-modules'));
  symlinkSync('../shared/site', join(directory, 'site-modules/site'));
  write('modules/deployed/manifests/init.pp', 'class deployed { }\n');
  for (const name of ['a', 'b']) write(`facts/${name}.example.com.json`, `{"word": "${name}"}\n`);
  commit(project);
  return project;
}

function commit(project: Project): void {
  git(project, 'add', '.');
  git(project, 'commit', '-qm', 'x');
}

const command = 'diff --catalogs --environment . --facts facts';

describe('a Puppet repository', () => {
  test('HEAD against the directory, and one revision against another', async () => {
    const project = repository();
    expect(await project.placo(command)).toEqual({ code: 0, out: '0 of 2 catalogs change.\n', err: '' });
    project.write('manifests/site.pp', manifest('0600'));
    const { out, code } = await project.placo(`${command} --exit-code`);
    expect(code).toBe(1);
    expect(out).toContain('-mode => "0644"');
    expect(out).toContain('will restart Service[motd]: File[/etc/motd] notifies it (2 machines)');
    commit(project);
    expect((await project.placo(`${command} --from HEAD~1 --to HEAD`)).out).toBe(out);
  });

  test('data, templates behind links and facts are those of the revision; what git ignores is that of the disk', async () => {
    const project = repository();
    project.write('data/common.yaml', 'greeting: good day\n');
    project.write('shared/site/templates/motd.erb', "<%= @facts['word'].upcase %>\n");
    project.write('facts/c.example.com.json', '{}\n');
    git(project, 'rm', '-q', 'facts/b.example.com.json');
    project.write('modules/deployed/manifests/init.pp', 'class deployed { notify { "deployed": } }\n');
    commit(project);
    const { out } = await project.placo(`${command} --from HEAD~1 --to HEAD --format json`);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      compared: 3,
      changed: ['a.example.com'],
      added: ['c.example.com'],
      removed: ['b.example.com'],
    });
    const changed = report.changes.map(({ kind, resources }: { kind: string; resources: string[] }) => [
      kind,
      resources,
    ]);
    expect(changed).toEqual([
      ['changed', ['File[/etc/motd]']],
      ['added', ['Notify[good day]']],
      ['removed', ['Notify[hello]']],
    ]);
  });

  test('a machine that does not compile is told, and the others are compared', async () => {
    const project = repository();
    project.write('manifests/site.pp', `${manifest('0600')} node 'b.example.com' { include missing }`);
    const { out, code } = await project.placo(command);
    expect(code).toBe(1);
    expect(out).toMatch(
      /does not compile in the directory: .*Could not find class ::missing.*\n {2}b\.example\.com/,
    );
    expect(out).toContain('1 of 2 catalogs changes, 1 not compiled.');
  });

  test('trusted facts are those of the file, where it has them', async () => {
    const project = repository();
    const inventory = { certname: 'a.example.com', facts: {}, trusted: { extensions: { pp_role: 'web' } } };
    project.write('facts/a.example.com.json', JSON.stringify(inventory));
    project.write('manifests/site.pp', `notify { "role \${trusted['extensions']['pp_role']}": }`);
    const { out } = await project.placo(command);
    expect(out).toContain('new Notify[role web]');
  });

  test('what would fail on the machine is told where it is new', async () => {
    const project = repository();
    project.write(
      'manifests/site.pp',
      'notify { "a": require => Notify["b"] } notify { "b": require => Notify["a"] }',
    );
    const { out, code } = await project.placo(command);
    expect(out).toContain('would fail on the machine in the directory: Found 1 dependency cycle');
    expect(code).toBe(1);
  });

  test('secrets that were unwrapped into a template stay hidden', async () => {
    const project = repository();
    const code = (word: string) =>
      `$s = Sensitive('${word}') file { '/x': content => "user=a\\npassword=\${s.unwrap}\\n" }`;
    project.write('manifests/site.pp', code('correct-horse-1'));
    commit(project);
    project.write('manifests/site.pp', code('correct-horse-2'));
    const { out } = await project.placo(command);
    expect(out).toContain('-password=(sensitive)');
    expect(out).not.toContain('horse');
  });

  test('what one machine exports is collected by another, when asked for', async () => {
    const project = repository();
    const code = (port: number) =>
      `if $trusted['hostname'] == 'a' { @@notify { 'service': message => '${port}' } } else { Notify <<| |>> }`;
    project.write('manifests/site.pp', code(80));
    commit(project);
    project.write('manifests/site.pp', code(81));
    expect((await project.placo(command)).out).toBe('0 of 2 catalogs change.\n');
    const { out } = await project.placo(`${command} --collect-exported`);
    expect(out).toContain('changed Notify[service]\n  b.example.com\n    -message => "80"');
    const one = await project.placo('catalog b.example.com --environment . --collect-exported facts');
    expect(one.out).toContain('"type":"Notify","title":"service"');
    expect((await project.placo('catalog b.example.com --environment .')).out).not.toContain('"Notify"');
  });

  test('exports that never settle are told', async () => {
    const project = repository();
    project.write(
      'manifests/site.pp',
      `$me = $trusted['hostname']
       define relay($n, $from) { @@relay { "\${$n + 1} \${me}": n => $n + 1, from => $me } }
       @@relay { "0 \${me}": n => 0, from => $me }
       Relay <<| from != $me |>>`,
    );
    const { err } = await project.placo(`${command} --collect-exported`);
    expect(err).toBe('warning: what machines export does not settle in the directory\n');
  });

  test('the whole is written into a file', async () => {
    const project = repository();
    project.write('manifests/site.pp', manifest('0600'));
    const { out } = await project.placo(`${command} --format markdown --output whole.md`);
    expect(project.read('whole.md')).toBe(out);
  });

  test('nothing is left behind in the repository', async () => {
    const project = repository();
    const before = project.files('.git');
    await project.placo(`${command} --from HEAD --to HEAD`);
    expect(project.files('.git')).toEqual(before);
    expect(git(project, 'status', '--porcelain')).toBe('');
  });

  test('wrong usage is one line', async () => {
    const project = repository();
    for (const args of [
      'diff --catalogs --environment .',
      'diff --catalogs --environment . --facts facts --from nothing',
      'diff --catalogs --environment nowhere --facts facts',
      'diff --environment .',
      `${command} --output no/such/directory`,
    ]) {
      const { code, err } = await project.placo(args);
      expect([args, code, err]).toEqual([args, 2, expect.stringMatching(/^error: .*\n(hint: .*\n)?$/)]);
    }
  });
});

describe("the project's own platform", () => {
  test('against what was built, and between revisions', async () => {
    const project = await smallProject();
    await project.placo('build');
    git(project, 'init', '-q');
    commit(project);
    expect((await project.placo('diff --catalogs')).out).toMatch(/^0 of \d+ catalogs change\.\n$/);
    project.edit('sites/angers/vms/web02.yaml', 'memory: 2GiB', 'memory: 3GiB');
    const { out, code } = await project.placo('diff --catalogs --from HEAD');
    expect(code).toBe(0);
    expect(out).toMatch(/changed File\[\/etc\/libvirt\/.*web02\.xml\]/);
    expect((await project.placo('diff --catalogs')).out).toContain('web02.xml');
  });
});
