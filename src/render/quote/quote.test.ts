import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportsFile } from './exports.ts';
import { Inexpressible } from './language.ts';
import { libvirtConf } from './libvirt-conf.ts';
import { nfsConf } from './nfs-conf.ts';
import { shell } from './shell.ts';
import { systemd } from './systemd.ts';
import { xl } from './xl.ts';
import { xml } from './xml.ts';

test('a shell reads back every word as it was', () => {
  const word = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && !/\p{Cs}/u.test(text));
  fc.assert(
    fc.property(fc.array(word, { minLength: 20, maxLength: 40 }), (words) => {
      const script = `printf '%s\\0' ${words.map(shell.quote).join(' ')}`;
      const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
      expect(read.slice(0, -1)).toEqual(words);
    }),
    { numRuns: 20 },
  );
});

test.each([
  ['XML', xml, ['\0', '\x0b', '\ufffe', '\ud800', 'a\x1b[0m']],
  ['shell', shell, ['a\0b']],
  ['exports', exportsFile, ['', 'a\0b']],
  ['systemd', systemd, ['a\nb', 'a\0', ' a', 'a ', 'a\\', '\ud800']],
  ['libvirt.conf', libvirtConf, ['a"b', 'a\nb', 'a\0']],
  ['idmapd.conf', nfsConf, ['', 'a b', 'a#b', 'a;b', '[a]', 'a\nb', '"a"']],
  ['xl.cfg', xl, ['a\0b']],
] as const)('%s refuses what it cannot say', (_, language, values) => {
  for (const value of values)
    expect(() => language.quote(value), JSON.stringify(value)).toThrow(Inexpressible);
});

test('a comment of XML holds nothing that would end it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('-', '>', '<', '!', 'a', '\n', '\0') }), (text) => {
      const written = `<!--${xml.helpers!.comment!(text)}-->`;
      expect(written.indexOf('--', 4)).toBe(written.length - 3);
      expect(written).not.toMatch(/[\0\n]/);
    }),
  );
});

test.each([shell, exportsFile, systemd, xl])('a comment stays in its line: $name', ({ helpers }) => {
  const written = helpers!.comment!('a\nb\r\u2028c\u0085d');
  expect(written).toMatch(/^[ -~]+$/);
});
