import { describe, expect, test } from 'vitest';
import { readDocuments } from './documents.ts';
import type { SourceFile } from './files.ts';

const encode = (text: string) => new TextEncoder().encode(text);

const good: Record<string, string> = {
  'sites/platform.yaml': 'name: plm\ncontact: admin@plm.example\n',
  'sites/angers/site.yaml': [
    'domain: angers.plm.example',
    'networks: {internal: {ipv4: 10.49.0.0/24}}',
    'hypervisors:',
    '  hv1: {memory: 64GiB, cores: 16, interfaces: {internal: {device: eno1, ipv4: 10.49.0.11}}}',
    'stores:',
    '  local: {type: lvm, size: 500GiB}',
    '',
  ].join('\n'),
  'sites/angers/vms/web01.yaml': 'description: Web\nmemory: 2GiB\n',
};

function read(changes: Record<string, string | SourceFile> = {}) {
  const all = Object.entries({ ...good, ...changes });
  return readDocuments(
    new Map(all.map(([file, text]) => [file, typeof text === 'string' ? encode(text) : text])),
  );
}

/** What is reported for one file, as `line:column code message (hint)`. */
function problems(file: string, content: string | SourceFile): string[] {
  return read({ [file]: content }).diagnostics.map(({ code, message, place, hint }) => {
    return `${place!.line}:${place!.column} ${code} ${message}${hint ? ` (${hint})` : ''}`;
  });
}

const vm = 'sites/angers/vms/web01.yaml';
const site = 'sites/angers/site.yaml';

test('good sources are read without a word', () => {
  const { value, diagnostics } = read();
  expect(diagnostics).toEqual([]);
  expect(value.sites[0]!.guests.get('web01')!.data).toEqual({ description: 'Web', memory: '2GiB' });
});

describe('what is wrong with the text', () => {
  test.each([
    [
      'description: a\nmemory: 2GiB\nmemory: 3GiB\n',
      "3:1 read/duplicate-key The key 'memory' is given twice. (remove one of them)",
    ],
    [
      'description: a\n<<: {memory: 2GiB}\n',
      '2:1 read/syntax Merge keys are not part of YAML 1.2. (repeat the values, or use the defaults of the site or the platform)',
    ],
    ['description: *nowhere\n', '1:14 read/alias The alias *nowhere has no anchor &nowhere before it.'],
    ['description: a\nmounts: &m [*m]\n', '2:13 read/alias The alias *m refers to what it is part of.'],
    [
      'description: a\n---\ndescription: b\n',
      '2:1 read/syntax The file holds more than one YAML document. (remove the `---` line, or make it a file of its own)',
    ],
    ['description: a\n1: b\n', '2:1 read/syntax A key must be text. (put it in quotes)'],
    [
      '%YAML 1.1\n---\ndescription: a\n',
      '1:1 read/syntax The file asks for another version of YAML than 1.2. (remove the %YAML line)',
    ],
    [
      'description: "a\u0007"\n',
      '1:16 read/encoding The file holds the control character U+0007, which YAML does not allow. (remove it, or write it as an escape in double quotes)',
    ],
  ])('%j', (text, expected) => expect(problems(vm, text)).toEqual([expected]));

  test('a merge that git could not decide', () => {
    const text = 'description: a\n<<<<<<< HEAD\nmemory: 2GiB\n=======\nmemory: 3GiB\n>>>>>>> other\n';
    expect(problems(vm, text)[0]).toMatch(/^2:1 .*conflict markers of git/);
  });

  test('a tab as indentation', () => {
    expect(problems(vm, 'description: a\ncpu:\n\tshares: 5\n')[0]).toMatch(
      /^3:1 read\/syntax .*never with tabs\)$/,
    );
  });

  test('bytes that are not UTF-8', () => {
    const bytes = Uint8Array.from([...encode('description: caf'), 0xe9, 0x0a]);
    expect(problems(vm, bytes)).toEqual([
      '1:17 read/encoding The file is not valid UTF-8 from here on. (save it as UTF-8)',
    ]);
  });

  test('a byte order mark and CRLF are read as they are meant', () => {
    expect(problems(vm, '\ufeffdescription: Web\r\nmemory: 2GiB\r\n')).toEqual([]);
    expect(problems(vm, '\ufeffdescription: Web\r\nmemroy: 2GiB\r\n')[0]).toMatch(
      /^2:1 .*did you mean 'memory'/,
    );
  });

  test('an alias bomb and a deep nest stop at a limit', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `k${i}: &a${i} [${`*a${i - 1}, `.repeat(i === 0 ? 0 : 10)}x]`,
    );
    expect(problems(vm, `${levels.join('\n')}\n`)[0]).toContain('read/limit');
    expect(problems(vm, `description: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n`)[0]).toContain(
      'read/limit',
    );
  });

  test('an alias is its anchor', () => {
    const text =
      'description: &d Web\nprovides: [{service: ldaps, from: &f world}, {service: imaps, from: *f}]\n';
    expect(problems(vm, text)).toEqual([]);
  });
});

describe('what the schema does not allow', () => {
  test.each([
    [
      'memory: 2GiB\n',
      "1:1 read/schema The file lacks 'description'. (what the guest is there for, for people)",
    ],
    [
      'description: a\nmemroy: 2GiB\n',
      "2:1 read/schema 'memroy' is no property here. (did you mean 'memory'?)",
    ],
    [
      'description: a\nmemory: 2048\n',
      "2:9 read/schema 'memory' must be text, not 2048. (put it in quotes, with a unit if it is a size or a duration)",
    ],
    [
      'description: a\nmemory: 2GB\n',
      "2:9 read/schema 'memory' is '2GB': units are powers of 1024 and written in full; write 2GiB.",
    ],
    ['description: a\nmemory:\n', "2:8 read/schema 'memory' has no value. (give one, or remove the line)"],
    [
      'description: a\nos: debain12\n',
      "2:5 read/schema 'os' must be one of debian11, debian12, debian13, rocky8, rocky9, rocky10, centos5, centos6, centos7, not 'debain12'. (did you mean 'debian12', 'debian11' or 'debian13'?)",
    ],
    [
      'description: a\nautostart: yes\n',
      "2:12 read/schema 'autostart' must be true or false, not 'yes'. (write true)",
    ],
    [
      'description: a\nroles: web_hosting\n',
      "2:8 read/schema 'roles' must be a list, not 'web_hosting'. (write [web_hosting])",
    ],
    ['description: a\ncores: 0\n', "2:8 read/schema 'cores' must be at least 1."],
    [
      'description: a\npublic: autom\n',
      "2:9 read/schema 'public' must be false or 'auto' or a mapping, not 'autom'. (did you mean 'auto'?)",
    ],
    [
      'description: a\npublic: {ipv4: 192.0.2.300}\n',
      "2:16 read/schema 'ipv4' is '192.0.2.300': 300 is more than 255.",
    ],
    [
      'description: a\npublic: {ip: 192.0.2.3}\n',
      "2:10 read/schema 'ip' is no property here. (did you mean 'ipv4' or 'ipv6'?)",
    ],
    [
      'description: a\ninternal: {mac: "53:54:00:00:00:01"}\n',
      "2:17 read/schema 'mac' is '53:54:00:00:00:01': its first octet is odd, which makes it a multicast address.",
    ],
    [
      'description: a\nprovides: [{service: flexlm, port: 27009-27000}]\n',
      "2:36 read/schema 'port' is '27009-27000': the range ends before it begins.",
    ],
    [
      'description: a\nprovides: [{service: x, from: [world, 10.0.0.1/8]}]\n',
      "2:39 read/schema Item 2 of 'from' is '10.0.0.1/8': it has host bits. (write the first address)",
    ],
    [
      'description: a\nmounts: [{volume: homes, path: /srv/../etc}]\n',
      "2:32 read/schema 'path' is '/srv/../etc': it holds '.' or '..'.",
    ],
    [
      'description: a\nstandbys: [hv1, hv1]\n',
      "2:17 read/schema 'standbys' holds 'hv1' twice. (remove one of them)",
    ],
    ['- a\n', '1:1 read/schema The file must be a mapping, not a list.'],
    ['', '1:1 read/schema The file has no value. (give one, or remove the line)'],
  ])('%j', (text, expected) => expect(problems(vm, text)).toEqual([expected]));

  test('every problem of a file in one run, in the order of its keys', () => {
    const text = 'description: a\nmemory: 1\ncores: x\nmounts: [{volume: homes}]\nzebra: 1\n';
    expect(
      problems(vm, text)
        .map((line) => line.split(' ')[0])
        .sort(),
    ).toEqual(['2:9', '3:8', '4:10', '5:1']);
  });

  test('the kind of a store decides what it is told', () => {
    const stores = (text: string) => problems(site, good[site]!.replace('{type: lvm, size: 500GiB}', text));
    expect(stores('{type: nfss}')).toEqual([
      "6:17 read/schema 'type' must be one of lvm, nfs, not 'nfss'. (did you mean 'nfs'?)",
    ]);
    expect(stores('{type: nfs}')).toEqual([
      "6:3 read/schema 'local' lacks 'volume'. (the volume, one of `volumes`, whose contents are `containers`)",
    ]);
    expect(stores('{size: 1GiB}')).toEqual(["6:3 read/schema 'local' lacks 'type'. (there are lvm, nfs)"]);
  });

  test('names that cannot be', () => {
    const named = (name: string) => problems(site, good[site]!.replace('  hv1:', `  ${name}:`));
    expect(named('Hv1')[0]).toMatch(/^4:3 read\/schema 'Hv1' is no name: .*\(write it as 'hv1'\)$/);
    expect(named('world')).toEqual([
      "4:3 read/schema 'world' is no name: 'world' means something else where names are expected.",
    ]);
    expect(named('__proto__')[0]).toMatch(/^4:3 read\/schema '__proto__' is no name/);
    expect(problems('sites/angers/vms/Web 1.yaml', 'description: a\n')[0]).toMatch(
      /^1:1 read\/schema 'Web 1' is no name/,
    );
  });
});

describe('a broken part leaves the rest usable', () => {
  test('a hypervisor', () => {
    const { value } = read({ [site]: good[site]!.replace('64GiB', '64') });
    expect(value.sites[0]!.site!.data.hypervisors).toEqual({});
    expect([...value.sites[0]!.broken]).toEqual(['hv1']);
  });

  test('a guest', () => {
    const { value } = read({ [vm]: 'description: [' });
    expect(value.sites[0]!.guests.size).toBe(0);
    expect([...value.sites[0]!.broken]).toEqual(['web01']);
  });

  test('an unknown property', () => {
    const { value } = read({ [site]: `${good[site]}nmae: angers\n` });
    expect(Object.keys(value.sites[0]!.site!.data.hypervisors!)).toEqual(['hv1']);
  });
});

test('files that are missing, misplaced or unreadable', () => {
  const files = new Map<string, SourceFile>([
    ['sites/lille/vms/a.yml', encode('description: a\n')],
    ['sites/lille/vms/b.yaml', { problem: 'Permission is denied.' }],
  ]);
  const found = readDocuments(files).diagnostics.map(({ code, place }) => `${code} ${place!.file}`);
  expect(found).toEqual([
    'read/misplaced sites/lille/vms/a.yml',
    'read/unreadable sites/lille/vms/b.yaml',
    'read/missing sites/platform.yaml',
    'read/missing sites/lille/site.yaml',
  ]);
});
