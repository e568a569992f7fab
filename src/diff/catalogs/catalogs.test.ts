import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import { coreTypes } from '../../puppet/resource-types/core/index.ts';
import type { CatalogDocument, ResourceDocument } from './document.ts';
import { catalogFormats, type FormatContext } from './format/index.ts';
import { compareMachine } from './machine.ts';
import { type MachineOutcome, reportOf } from './report.ts';
import { typeFactsOf } from './types.ts';

const types = typeFactsOf({ find: (name) => coreTypes.get(name) });
const context: FormatContext = {
  names: { before: 'main', after: 'HEAD' },
  colors: picocolors.createColors(false),
  complete: false,
};

type Parameters = Record<string, unknown>;

/** A catalog of native resources and classes by reference. */
function catalog(
  resources: Record<string, Parameters>,
  extra: Partial<ResourceDocument> = {},
): CatalogDocument {
  const documents = Object.entries(resources).map(([ref, parameters]) => {
    const [, type, title] = /^(.+?)\[(.+)\]$/.exec(ref)!;
    return {
      type: type!,
      title: title!,
      kind: type === 'Class' ? 'class' : 'compilable_type',
      parameters,
      ...extra,
    };
  });
  return { resources: documents, edges: [] };
}

const compare = (before: CatalogDocument, after: CatalogDocument, certname = 'web01.example.com') =>
  compareMachine(certname, { catalog: before }, { catalog: after }, { types, served: () => undefined });

function outcome(before: CatalogDocument, after: CatalogDocument, certname?: string): MachineOutcome {
  const changes = compare(before, after, certname);
  return { certname: certname ?? 'web01.example.com', problems: [], changes };
}

const linesOf = (before: CatalogDocument, after: CatalogDocument) =>
  compare(before, after)!.changes.flatMap(({ parameters }) => parameters.flatMap(({ lines }) => lines));

describe('what differs', () => {
  test('resources and parameters that come, go and change', () => {
    const before = catalog({ 'File[/a]': { mode: '0644', owner: 'root' }, 'File[/gone]': {} });
    const after = catalog({ 'File[/a]': { mode: '0600', group: 'adm' }, 'File[/new]': { ensure: 'file' } });
    const { changes } = compare(before, after)!;
    expect(changes.map(({ kind, ref }) => [kind, ref])).toEqual([
      ['changed', 'File[/a]'],
      ['added', 'File[/new]'],
      ['removed', 'File[/gone]'],
    ]);
    expect(changes[0]!.parameters.map(({ name, before, after }) => [name, before, after])).toEqual([
      ['mode', '0644', '0600'],
      ['owner', 'root', undefined],
      ['group', undefined, 'adm'],
    ]);
  });

  test('content is told line by line', () => {
    const text = (line: string) => ({ 'File[/a]': { content: `one\n${line}\nthree\n` } });
    expect(linesOf(catalog(text('two')), catalog(text('2')))).toEqual([
      ' content:',
      '@@ -1,3 +1,3 @@',
      ' one',
      '-two',
      '+2',
      ' three',
    ]);
  });

  test('a line break at the end of a content is not overlooked', () => {
    const text = (content: string) => catalog({ 'File[/a]': { content } });
    expect(linesOf(text('a\nb'), text('a\nb\n')).some((line) => line.startsWith('\\'))).toBe(true);
  });

  test('files, lines, tags and the order of keys make no difference', () => {
    const before = catalog({ 'File[/a]': { mode: '0644', tag: ['a', 'b'] } }, { file: '/x.pp', line: 1 });
    const after = catalog({ 'File[/a]': { tag: ['b', 'a'], mode: '0644' } }, { file: '/y.pp', line: 2 });
    expect(compare(before, after)).toBeUndefined();
  });

  test('order alone is told apart', () => {
    const before = catalog({ 'User[a]': { groups: ['x', 'y'] }, 'User[b]': {}, 'User[c]': {} });
    const after = catalog({ 'User[b]': {}, 'User[c]': {}, 'User[a]': { groups: ['y', 'x'] } });
    const { changes, order } = reportOf([outcome(before, after)]);
    expect(changes).toEqual([]);
    expect(order.values.map(({ resources }) => resources)).toEqual([['User[a]']]);
    expect(order.resources.map(({ resources }) => resources)).toEqual([['User[a]']]);
  });

  test('a resource that is contained elsewhere', () => {
    const inside = (source: string): CatalogDocument => ({
      ...catalog({ 'File[/a]': {} }),
      edges: [{ source, target: 'File[/a]' }],
    });
    expect(linesOf(inside('Class[A]'), inside('Class[B]'))).toEqual([
      '-contained in => ["Class[A]"]',
      '+contained in => ["Class[B]"]',
    ]);
  });

  test('the file behind a source that is the same', () => {
    const same = catalog({ 'File[/a]': { source: 'puppet:///modules/m/a' } });
    const served = () => ({ before: 'one\n1\n', after: 'one\n2\n' });
    const found = compareMachine('web01', { catalog: same }, { catalog: same }, { types, served });
    expect(found!.changes[0]!.parameters[0]!.lines).toContain('+2');
  });
});

describe('secrets', () => {
  const secret = (password: string, more: Parameters = {}) =>
    catalog(
      { 'User[a]': { password, nested: [{ __ptype: 'Sensitive', __pvalue: password }], ...more } },
      { sensitive_parameters: ['password'] },
    );
  const everything = (outcomes: readonly MachineOutcome[]) =>
    Object.values(catalogFormats)
      .map((format) => format(reportOf(outcomes), context))
      .join('\n');

  test('are seen to change and never shown', () => {
    const outcomes = [outcome(secret('correct horse 1'), secret('correct horse 2'))];
    expect(outcomes[0]!.changes!.changes[0]!.parameters.map(({ name }) => name)).toEqual([
      'password',
      'nested',
    ]);
    const shown = everything(outcomes);
    expect(shown).not.toContain('horse');
    expect(shown).toContain('-password => "(sensitive)"');
  });

  test('are hidden in texts that hold them, too, and the change of a line is seen', () => {
    const file = (password: string) => ({ content: `user = a\npassword = ${password}\n` });
    const [before, after] = ['correct horse 1', 'correct horse 2'].map((word) => secret(word, file(word)));
    const lines = linesOf(before!, after!);
    expect(lines).toContain('-password = (sensitive)');
    expect(lines).toContain('+password = (sensitive)');
    expect(everything([outcome(before!, after!)])).not.toContain('horse');
  });

  test('that were unwrapped are hidden, short ones where they are words', () => {
    const file = (word: string) => catalog({ 'File[/a]': { content: `pin=${word}\nopinion\n` } });
    const changes = compareMachine(
      'web01',
      { catalog: file('pi1'), secrets: new Set(['pi1']) },
      { catalog: file('op'), secrets: new Set(['op']) },
      { types, served: () => undefined },
    );
    const { lines } = changes!.changes[0]!.parameters[0]!;
    expect(lines).toEqual([
      ' content:',
      '@@ -1,2 +1,2 @@',
      '-pin=(sensitive)',
      '+pin=(sensitive)',
      ' opinion',
    ]);
  });

  test('that change places are seen to change', () => {
    const both = (one: string, other: string) =>
      secret(one, { content: `a ${one}\nb ${other}\n`, salt: other });
    const lines = linesOf(both('first secret', 'first secret'), both('first secret', 'other secret'));
    expect(lines.filter((line) => line.startsWith('-'))).not.toEqual([]);
  });

  test('that become plain, or plain text that becomes one, are changes', () => {
    const plain = { ...catalog({ 'User[a]': { password: 'correct horse' } }) };
    const hidden = catalog(
      { 'User[a]': { password: 'correct horse' } },
      { sensitive_parameters: ['password'] },
    );
    expect(linesOf(plain, hidden).join()).not.toContain('horse');
    expect(linesOf(plain, hidden)).not.toEqual([]);
  });
});

describe('what a class hands on', () => {
  const text = (word: string) => `one\n${word}\nthree\n`;
  const site = (word: string, mode = '0644') =>
    catalog({
      'Class[Nfs]': { units: { a: text(word), b: text('same') }, mode },
      'File[/a]': { content: text(word), mode },
      'File[/b]': { content: text('same') },
    });
  const told = (before: CatalogDocument, after: CatalogDocument) =>
    catalogFormats.text(reportOf([outcome(before, after)]), context);

  test('is told once, by the resource that got it, however deep it lay', () => {
    const [nfs, file] = compare(site('two'), site('2'))!.changes;
    expect(nfs!.parameters.map(({ name, handedOn }) => [name, handedOn])).toEqual([['units', ['File[/a]']]]);
    expect(file!.parameters[0]).not.toHaveProperty('handedOn');
    const page = told(site('two'), site('2'));
    expect(page).toContain('units: handed on to File[/a]\n');
    expect(page.match(/^ *\+2$/gm)).toHaveLength(1);
    expect(catalogFormats.markdown(reportOf([outcome(site('two'), site('2'))]), context)).toContain(
      'units: handed on to File[/a]\n',
    );
  });

  test('is told where it is when a part of it went elsewhere, or nowhere', () => {
    const between = (b: string, word: string) =>
      catalog({ 'Class[Nfs]': { units: { a: text(word), b } }, 'File[/a]': { content: text(word) } });
    const page = told(between(text('x'), 'two'), between(text('y'), '2'));
    expect(page).not.toContain('handed on');
    expect(page.match(/^ *\+ *2$/gm)).toHaveLength(2);
  });

  test('is no short word that two have by chance, and no secret', () => {
    expect(told(site('two'), site('two', '0600')).match(/\+mode => "0600"/g)).toHaveLength(2);
    const secret = (word: string): CatalogDocument => {
      const { resources, edges } = catalog({
        'Class[Nfs]': { key: text(word) },
        'File[/a]': { content: text(word) },
      });
      return {
        resources: resources.map((each) => ({ ...each, sensitive_parameters: ['key', 'content'] })),
        edges,
      };
    };
    expect(told(secret('two'), secret('2'))).not.toContain('handed on');
  });

  test('makes one change of many machines, to each of which something else was handed', () => {
    const names = ['web01.example.com', 'mail1.example.com'];
    const outcomes = names.map((name) =>
      outcome(site(`${name} old`), site(`${name} new, not as others`), name),
    );
    const other = outcome(site('x'), site('y'), 'ldap1.example.com');
    const { changes } = reportOf([...outcomes, other]);
    expect(changes.filter(({ type }) => type === 'Class').map(({ machines }) => machines.length)).toEqual([
      3,
    ]);
    expect(changes.filter(({ type }) => type === 'File').map(({ machines }) => machines.length)).toEqual([
      2, 1,
    ]);
  });

  test('of a new class is told by the new resource', () => {
    const page = told(catalog({}), site('two'));
    expect(page).toContain('units: handed on to File[/{a, b}]');
  });
});

describe('groups', () => {
  const machines = Array.from({ length: 30 }, (_, n) => `web${String(n + 1).padStart(2, '0')}.example.com`);
  const of = (name: string, server: string) =>
    catalog({
      'File[/etc/ntp.conf]': { content: `server ${server}\n# ${name}\n`, notify: 'Service[ntp]' },
      'Service[ntp]': { ensure: 'running' },
    });
  const outcomes = machines.map((name) => outcome(of(name, 'one'), of(name, 'two'), name));

  test('the same change on thirty machines is one, with their names', () => {
    const { changes, effects } = reportOf(outcomes);
    expect(changes).toHaveLength(1);
    expect(changes[0]!.machines).toEqual(machines);
    expect(effects).toEqual([
      {
        action: 'restart',
        resource: 'Service[ntp]',
        machines,
        paths: [['File[/etc/ntp.conf]', 'Service[ntp]']],
      },
    ]);
    expect(catalogFormats.text(reportOf(outcomes), context)).toContain(
      'will restart Service[ntp]: File[/etc/ntp.conf] notifies it (30 machines [1])',
    );
  });

  test('machines that several things are told of are listed once, few of them each time', () => {
    const page = (report: MachineOutcome[], format: 'text' | 'markdown') =>
      catalogFormats[format](reportOf(report), context);
    const lone = outcome(catalog({ 'File[/z]': { mode: '0' } }), catalog({ 'File[/z]': { mode: '1' } }));
    for (const format of ['text', 'markdown'] as const) {
      const shown = page([...outcomes, lone], format);
      for (const name of machines.slice(1)) expect(shown.split(name)).toHaveLength(2);
      expect(shown.split('30 machines [1]').length).toBeGreaterThan(2);
      expect(page(outcomes.slice(0, 3), format).split(machines[2]!).length).toBe(3);
    }
    expect(page(outcomes, 'markdown')).toContain('<details><summary>[1] 30 machines</summary>');
  });

  test('the same change of many resources is one, whatever their titles', () => {
    const vhosts = (port: number) =>
      catalog(
        Object.fromEntries(
          ['shop', 'blog', 'wiki'].map((name) => [`Vhost[${name}]`, { docroot: `/srv/${port}/${name}` }]),
        ),
      );
    const { changes } = reportOf([outcome(vhosts(80), vhosts(81))]);
    expect(changes.map(({ resources }) => resources)).toEqual([
      ['Vhost[shop]', 'Vhost[blog]', 'Vhost[wiki]'],
    ]);
  });

  test('another value is another change', () => {
    const users = (shells: readonly string[]) =>
      catalog(Object.fromEntries(shells.map((shell, n) => [`User[u${n}]`, { shell }])));
    const { changes } = reportOf([outcome(users(['/a', '/a']), users(['/b', '/c']))]);
    expect(changes).toHaveLength(2);
  });

  test('a stopped service is not restarted, and a machine that is new is only named', () => {
    const stopped = (text: string) =>
      catalog({ 'File[/a]': { content: text, notify: 'Service[x]' }, 'Service[x]': { ensure: 'stopped' } });
    expect(compare(stopped('a'), stopped('b'))!.effects).toEqual([]);
    const report = reportOf([{ certname: 'new.example.com', only: 'after', problems: [] }]);
    expect(catalogFormats.markdown(report, context)).toContain('only in <code>HEAD</code>');
  });

  test('a fragment changes the file that it is part of', () => {
    const concat = (content: string) =>
      catalog({
        'Concat_file[/etc/x]': { tag: 'x', notify: 'Service[x]' },
        'Concat_fragment[one]': { tag: 'x', content },
        'Service[x]': {},
      });
    expect(compare(concat('a'), concat('b'))!.effects.map(({ ref }) => ref)).toEqual(['Service[x]']);
  });
});

describe('Markdown', () => {
  const long = (word: string) =>
    catalog(
      Object.fromEntries(
        Array.from({ length: 3000 }, (_, n) => [
          `File[/f${n}]`,
          { content: `${word} ${'x'.repeat(n)}\n`.repeat(9) },
        ]),
      ),
    );
  const report = reportOf([outcome(long('a'), long('b'))]);

  test('stays below what a comment takes, and names the file with the rest', () => {
    const page = catalogFormats.markdown(report, { ...context, whole: 'catalogs.md' });
    expect(page.length).toBeLessThan(65_536);
    expect(page).toMatch(/…and \d+ more entries; all is in <code>catalogs\.md<\/code>/);
    expect(catalogFormats.markdown(report, { ...context, complete: true }).length).toBeGreaterThan(65_536);
  });

  test('a title is no markup, and a fence in a content ends nothing', () => {
    const page = catalogFormats.markdown(
      reportOf([outcome(catalog({}), catalog({ 'Notify[<b>]': { message: '```\n</details>\n````\n' } }))]),
      context,
    );
    expect(page).toContain('Notify[&lt;b&gt;]');
    expect(page).toContain('`````diff');
  });
});

test('problems are told by machine, once', () => {
  const names = ['a.example.com', 'b.example.com'];
  const report = reportOf(
    names.map((certname) => ({
      certname,
      problems: [{ side: 'after', fatal: true, message: `Unknown class x on node ${certname}` } as const],
    })),
  );
  expect(report.problems).toEqual([
    { side: 'after', fatal: true, message: 'Unknown class x', machines: names },
  ]);
  expect(catalogFormats.text(report, context)).toContain(
    'does not compile in HEAD: Unknown class x (2 machines)',
  );
});
