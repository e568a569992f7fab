import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chrony } from '../../src/render/quote/chrony.ts';
import { dnsmasq } from '../../src/render/quote/dnsmasq.ts';
import { Inexpressible } from '../../src/render/quote/language.ts';
import { named } from '../../src/render/quote/named.ts';
import { rainerscript } from '../../src/render/quote/rainerscript.ts';
import { zone, zoneName } from '../../src/render/quote/zone.ts';
import { isolated, writeFiles } from './isolated.ts';

const hostile = [
  'plain',
  'two words',
  'a "quoted" word',
  "an 'apostrophe'",
  'back\\slash',
  'ends with \\',
  '\\n and \\t and \\x41',
  '$dollar ${brace} %msg% `tick`',
  'a,b;c:d=e',
  '# comment // and /* more */ {}',
  '[fd00::1]',
  'é 日本',
];

test('rsyslog writes a file of each name', () => {
  const names = hostile.filter((name) => !name.includes('/'));
  const actions = names.map((name) => `action(type="omfile" file=${rainerscript.quote(`/mnt/out/${name}`)})`);
  const inputs = 'module(load="imuxsock" SysSock.Use="off")\ninput(type="imuxsock" Socket="/mnt/socket")';
  const files = [{ path: '/rsyslog.conf', content: `${inputs}\n${actions.join('\n')}\n` }];
  const { root, remove } = writeFiles(files);
  try {
    const output = isolated(`
      mount -t tmpfs none /mnt; mkdir /mnt/out; rsyslogd -N1 -f ${root}/rsyslog.conf
      rsyslogd -n -f ${root}/rsyslog.conf -i /mnt/pid & rsyslogd=$!
      for _ in $(seq 50); do [ -S /mnt/socket ] && break; sleep 0.1; done
      logger --socket /mnt/socket once
      for _ in $(seq 50); do [ "$(ls /mnt/out | wc -l)" = ${names.length} ] && break; sleep 0.1; done
      kill $rsyslogd; wait $rsyslogd || true; cd /mnt/out; find . -type f -print0`);
    const written = output.split('\0').filter((name) => name !== '');
    expect(written.map((name) => name.slice(2)).sort()).toEqual([...names].sort());
  } finally {
    remove();
  }
});

test('BIND finds a zone file of each name', () => {
  const content = '$TTL 1h\n@ IN SOA ns.example. admin.example. ( 1 1d 2h 4w 1h )\n@ IN NS ns.example.\n';
  const names = hostile.filter((name) => !name.includes('/') && !name.endsWith('\\'));
  const { root, remove } = writeFiles(names.map((name) => ({ path: `/zones/${name}`, content })));
  try {
    const zones = names.map((name, n) => {
      return `zone "z${n}.example" { type master; file ${named.quote(join(root, 'zones', name))}; };\n`;
    });
    writeFileSync(join(root, 'named.conf'), zones.join(''));
    const output = isolated(`named-checkconf -z ${root}/named.conf`);
    expect(output.match(/loaded serial 1/g)).toHaveLength(names.length);
  } finally {
    remove();
  }
});

test('BIND reads each label as it is', () => {
  const labels = ['two words', 'semi;colon', 'quo"te', 'back\\slash', '@', '$TTL', '(open', 'star*'];
  const records = labels.map(
    (label, n) => `${zoneName(`x${n}.example`)} IN CNAME ${zone.quote(`${label}.example`)}`,
  );
  const start =
    '$TTL 1h\nexample. IN SOA ns.example. admin.example. ( 1 1d 2h 4w 1h )\nexample. IN NS ns.other.\n';
  const { root, remove } = writeFiles([{ path: '/zone', content: `${start}${records.join('\n')}\n` }]);
  try {
    const raw = isolated(
      `named-compilezone -k ignore -n ignore -i none -F raw -o /dev/stdout example ${root}/zone 2>/dev/null | tr -c '[:print:]' ' '`,
    );
    for (const label of labels) expect(raw).toContain(`${label} example`);
  } finally {
    remove();
  }
});

test('dnsmasq hands on each value as it is', () => {
  const values = hostile.filter((value) => !/[^\x20-\x7e]/.test(value));
  const output = isolated(`
    mount -t tmpfs none /run
    ${values.map((value, n) => `printf '%s\\n' ${shellWord(`dhcp-option=${200 + n},${dnsmasq.quote(value)}`)} >>/run/options`).join('\n')}
    printf '%s\\n' port=0 interface=net0 dhcp-range=10.49.0.10,10.49.0.20 log-dhcp log-facility=/run/log dhcp-leasefile=/run/given >>/run/options
    unshare --net sleep 60 & other=$!; sleep 0.2
    ip link add net0 type veth peer name eth0 netns $other; ip address add 10.49.0.1/24 dev net0; ip link set net0 up
    nsenter --net=/proc/$other/ns/net ip link set eth0 up
    dnsmasq --keep-in-foreground --conf-file=/run/options --user=root --pid-file= & dnsmasq=$!
    ${values.map((_, n) => `echo 'option o${n} code ${200 + n} = text;' >>/run/client`).join('\n')}
    echo 'request ${values.map((_, n) => `o${n}`).join(', ')};' >>/run/client
    printf '%s\\n' '#!/bin/sh' 'case $reason in BOUND) env -0 >/run/told.new; mv /run/told.new /run/told ;; esac' >/run/script; chmod +x /run/script
    nsenter --net=/proc/$other/ns/net dhclient -4 -1 -q -cf /run/client -sf /run/script -lf /run/got -pf /run/pid eth0 2>/dev/null
    kill $dnsmasq $other; cat /run/told`);
  const told = new Map(
    output.split('\0').map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]),
  );
  // dhclient puts a backslash before what a shell would read.
  const read = values.map((_, n) => told.get(`new_o${n}`)?.replace(/\\(.)/g, '$1'));
  expect(read).toEqual(values);
});

test('what a language cannot say is refused', () => {
  for (const language of [rainerscript, named, dnsmasq, chrony])
    expect(() => language.quote('two\nlines')).toThrow(Inexpressible);
  for (const word of ['two words', '#comment', '', 'a"b'])
    expect(() => chrony.quote(word)).toThrow(Inexpressible);
  for (const name of ['', 'a..b', `${'x'.repeat(64)}.example`, 'x.'.repeat(127)])
    expect(() => zone.quote(name)).toThrow(Inexpressible);
  for (const value of ['ends with \\', '\\"']) expect(() => named.quote(value)).toThrow(Inexpressible);
  expect(() => dnsmasq.helpers!.ipv6!('10.49.0.1,x')).toThrow(Inexpressible);
  expect(() => named.helpers!.address!('any; }')).toThrow(Inexpressible);
});

function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
