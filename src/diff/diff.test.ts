import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import { changesBetween } from './change.ts';
import { markdown } from './format/markdown.ts';
import { text } from './format/text.ts';
import { groupChanges } from './group.ts';

const plain = picocolors.createColors(false);
const groupsOf = (before: Record<string, string>, after: Record<string, string>) =>
  groupChanges(changesBetween(new Map(Object.entries(before)), new Map(Object.entries(after))));
const machines = Array.from({ length: 30 }, (_, n) => `web${String(n + 1).padStart(2, '0')}`);
const chrony = (name: string, server: string) =>
  [`${name} context`, 'driftfile /x', `server ${server}`, `# ${name}`].join('\n');
const tree = (server: string) =>
  Object.fromEntries(
    machines.map((name) => [`sites/angers/files/${name}/etc/chrony.conf`, chrony(name, server)]),
  );

describe('the same change on thirty machines', () => {
  const groups = groupsOf(tree('ntp1'), tree('ntp2'));

  test('is one group with all their names, whatever stands around it', () => {
    expect(groups).toHaveLength(1);
    expect(groups[0]!.subjects).toEqual(machines.map((name) => `angers/${name}`));
    expect(groups[0]).toMatchObject({ kind: 'change', files: ['/etc/chrony.conf'], added: 1, removed: 1 });
  });

  test('is shown once', () => {
    const shown = text(groups, plain);
    expect(shown.match(/\+server ntp2/g)).toHaveLength(1);
    for (const name of machines) expect(shown).toContain(`angers/${name}`);
  });

  test('a machine where it is another change stands apart', () => {
    const after = { ...tree('ntp2'), 'sites/angers/files/web07/etc/chrony.conf': chrony('web07', 'ntp3') };
    expect(groupsOf(tree('ntp1'), after).map(({ subjects }) => subjects.length)).toEqual([29, 1]);
  });
});

test("a machine's own name does not make a change another one", () => {
  const files = (memory: string) => ({
    'sites/angers/files/hv1/etc/libvirt/qemu/web01.xml': `<memory>${memory}</memory>`,
    'sites/angers/files/hv2/etc/libvirt/qemu/web02.xml': `<memory>${memory}</memory>`,
    'sites/angers/manifests/web01.pp': `class angers::web01 { $memory = ${memory} }`,
    'sites/angers/manifests/icinga_nfs.pp': `class angers::icinga_nfs { $memory = ${memory} }`,
  });
  const groups = groupsOf(files('1'), files('2'));
  expect(groups.map(({ subjects }) => subjects)).toEqual([
    ['angers/hv1', 'angers/hv2'],
    ['angers/icinga_nfs', 'angers/web01'],
  ]);
  expect(text(groups, plain)).toContain('/etc/libvirt/qemu/web0{1, 2}.xml');
});

test('neither does it at the beginning of a line that is gone or new', () => {
  const files = (word: string) => ({
    'sites/angers/files/web01/etc/motd': `web01 is ${word}\n`,
    'sites/angers/files/web02/etc/motd': `web02 is ${word}\n`,
  });
  expect(groupsOf(files('old'), files('new')).map(({ subjects }) => subjects.length)).toEqual([2]);
});

test('plans are of sites, and sites are no machines', () => {
  const files = (host: string) => ({
    'plans/angers/recovery.md': `Start it on ${host}.\n`,
    'plans/lille/recovery.md': `Start it on ${host}.\n`,
    'manifests/site.pp': `# ${host}\n`,
  });
  const page = text(groupsOf(files('hv1'), files('hv2')), plain);
  expect(page).toContain('changed plans/recovery.md 2 sites:\n  the site angers, the site lille\n');
  expect(page).toContain('3 files change: 2 distinct changes.');
});

test('new, removed and changed files are told apart, and empty ones too', () => {
  const groups = groupsOf({ a: 'x\n', b: 'x\n' }, { b: 'y\n', c: 'x\n', d: '', e: '' });
  expect(groups.map(({ kind, paths }) => [kind, paths])).toEqual([
    ['remove', ['a']],
    ['change', ['b']],
    ['create', ['c']],
    ['create', ['d']],
    ['create', ['e']],
  ]);
});

describe('catalogs', () => {
  const catalog = (secret: string, mode: string, order: readonly string[]) =>
    JSON.stringify({
      resources: order.map((title) => ({
        type: 'File',
        title,
        parameters: { mode, content: secret, nested: [{ __ptype: 'Sensitive', __pvalue: secret }] },
        sensitive_parameters: ['content'],
      })),
    });
  const path = 'catalogs/web01.angers.plm.example.json';

  test('are compared by resource and parameter', () => {
    const [group] = groupsOf(
      { [path]: catalog('s', '0644', ['/a', '/b']) },
      { [path]: catalog('s', '0600', ['/b', '/a']) },
    );
    const changed = group!.hunks.flatMap(({ lines }) => lines.filter((line) => !line.startsWith(' ')));
    expect(changed).toEqual([
      '-  mode => "0644"',
      '+  mode => "0600"',
      '-  mode => "0644"',
      '+  mode => "0600"',
    ]);
  });

  test('come last, and tell nothing again that a file tells', () => {
    const text = (memory: string) => `<memory>${memory}</memory>\n<more/>\n`;
    const files = (memory: string, mode: string) => ({
      'sites/angers/files/web01/etc/x.xml': text(memory),
      [path]: catalog(text(memory), mode, ['/a']),
    });
    expect(groupsOf(files('1', '0644'), files('2', '0644'))).toHaveLength(1);
    const groups = groupsOf(files('1', '0644'), files('2', '0600'));
    expect(groups.map((group) => group.files)).toEqual([['/etc/x.xml'], ['catalog']]);
    expect(groups[1]!.hunks.flatMap(({ lines }) => lines).join()).not.toContain('memory');
  });

  test('never show what is sensitive', () => {
    const groups = groupsOf(
      { [path]: catalog('hunter2', '0644', ['/a']) },
      { [path]: catalog('hunter3', '0600', ['/a']) },
    );
    for (const shown of [text(groups, plain), markdown(groups), JSON.stringify(groups)]) {
      expect(shown).not.toMatch(/hunter/);
    }
  });
});

describe('Markdown', () => {
  test('stays below what GitHub takes, and tells the rest in numbers', () => {
    const files = (text: string) =>
      Object.fromEntries(
        Array.from({ length: 3000 }, (_, n) => [`modules/m/f${n}`, `${text} ${n}\n`.repeat(40)]),
      );
    const page = markdown(groupsOf(files('a'), files('b')));
    expect(page.length).toBeLessThan(65_536);
    expect(page).toMatch(/…and \d+ more changes/);
    expect(page).toContain('3000 files change');
  });

  test('one change that is too long leaves room for the others', () => {
    const long = Array.from({ length: 5000 }, (_, n) => `line ${n}, which is long enough`).join('\n');
    const page = markdown(groupsOf({ b: '1\n' }, { a: long, b: '2\n' }));
    expect(page).toContain('too long to show');
    expect(page).toContain('+2');
  });

  test('a fence in the content does not end the block, and names are no markup', () => {
    const page = markdown(groupsOf({}, { 'modules/<b>&': '```\n</details>\n````\n' }));
    expect(page).toContain('`````diff');
    expect(page).toContain('&lt;b&gt;&amp;');
  });
});

test('a file that changed beyond comparison is shown as replaced', () => {
  const lines = (word: string) => Array.from({ length: 5000 }, (_, n) => `${word} ${n}`).join('\n');
  const [group] = groupsOf({ a: lines('old') }, { a: lines('new') });
  expect(group).toMatchObject({ added: 5000, removed: 5000 });
});

test('control characters do not reach the terminal', () => {
  expect(text(groupsOf({}, { a: '\u001b[2J\n' }), plain)).not.toContain('\u001b');
});
