import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { platformFixture } from '../../src/model/fixture.ts';
import { operatingSystems } from '../../src/model/os.ts';
import type { Site } from '../../src/model/platform.ts';
import type { MachineFile } from '../../src/render/contribution.ts';
import { renderLogs } from '../../src/render/logs/index.ts';
import { filesOf, isolated, writeFiles } from '../network/isolated.ts';

const modules = join(import.meta.dirname, '../../modules');
const library = join(import.meta.dirname, 'machines.sh');
/** The distribution's own file, as far as it matters: physical machines keep it. */
const distribution = `module(load="imuxsock")
global(workDirectory="/var/spool/rsyslog")
include(file="/etc/rsyslog.d/*.conf")
*.* action(type="omfile" file="/var/log/syslog")
`;

/** Runs a script with the files of the collector and of a guest, both with certificates. */
function run(script: string, change: (files: MachineFile[]) => MachineFile[] = (files) => files): string[] {
  const { site } = platformFixture();
  const rendered = renderLogs(site as Site);
  const files = [
    ...under('nfs2', [...filesOf(rendered, 'nfs2'), { path: '/etc/rsyslog.conf', content: distribution }]),
    ...under('hv1', [...filesOf(rendered, 'hv1'), { path: '/etc/rsyslog.conf', content: distribution }]),
    ...under('web01', change(filesOf(rendered, 'web01'))),
  ];
  const { root, remove } = writeFiles(files);
  const prelude = `
    . ${library}; authority site; authority other
    certify nfs2 nfs2.angers.plm.example site; certify web01 web01.angers.plm.example site
    certify hv1 hv1.angers.plm.example site`;
  try {
    return isolated(`${prelude}\n${script}`, { ROOT: root, LC_ALL: 'C.UTF-8' }).trim().split('\n');
  } finally {
    remove();
  }
}

function under(machine: string, files: readonly MachineFile[]): MachineFile[] {
  return files.map(({ path, content }) => ({ path: `/${machine}${path}`, content }));
}

const today = new Date();
const date = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
  .map((n) => String(n).padStart(2, '0'))
  .join('-');
const fileOf = (host: string): string => `./${host}/${date}.log`;

describe('the logs of a site, by rsyslog', () => {
  test('go from a guest to a file of its own, and nothing stays on the guest', () => {
    const output = run(`
      boot nfs2; boot web01; say web01 'one two three'; find_log 'program.*one two three'
      halt web01; find $ROOT/web01.var/log -type f | wc -l; cat $ROOT/nfs2.var/log/syslog | grep -c 'one two' || true
      stat -c %a:%G $ROOT/nfs2.var/log/remote/*/*.log; halt nfs2`);
    expect(output).toEqual([fileOf('web01.angers.plm.example'), '0', '0', '640:adm']);
  });

  test('go from a hypervisor too, which keeps its own', () => {
    const output = run(`
      boot nfs2; boot hv1; say hv1 'from the hypervisor'; find_log 'from the hypervisor'; halt hv1
      grep -c 'from the hypervisor' $ROOT/hv1.var/log/syslog; halt nfs2`);
    expect(output).toEqual([fileOf('hv1.angers.plm.example'), '1']);
  });

  test('wait for a collector that is away, over a restart of the guest', () => {
    const output = run(`
      boot web01; for n in $(seq 30); do say web01 "while away $n."; done; sleep 1; halt web01
      ls $ROOT/web01.var/spool/rsyslog | grep -c placo-forward-nfs2
      boot web01; boot nfs2
      for n in 1 15 30; do find_log "while away $n\\."; done; halt web01; halt nfs2`);
    expect(Number(output[0])).toBeGreaterThan(0);
    expect(output.slice(1)).toEqual(Array(3).fill(fileOf('web01.angers.plm.example')));
  });

  test.each([
    ['a machine that is not of the site', 'certify web01 stranger.angers.plm.example site'],
    ['a certificate of another authority', 'certify web01 web01.angers.plm.example other'],
    ['a collector with another name', 'certify nfs2 web02.angers.plm.example site'],
  ])('do not pass with %s', (_, certificate) => {
    const output = run(`
      ${certificate}; boot nfs2; boot web01; say web01 'a secret'; find_log 'a secret' 4; halt web01; halt nfs2`);
    expect(output).toEqual(['nowhere']);
  });

  test.each(['../../../../tmp/placo-escape', '..', '.', 'a/b', '/etc/cron.d/x', 'UPPER'])(
    'of a host that calls itself %s stay among the logs',
    (host) => {
      const forged = `template(name="forged" type="string" string="<13>1 %timereported:::date-rfc3339% ${host} program - - - %msg%\\n")\n`;
      const output = run(
        `boot nfs2; boot web01; say web01 'from nowhere'; find_log 'from nowhere'; halt web01; halt nfs2
         find $ROOT/nfs2.var/log -name '*-*-*.log' | grep -vc '/log/remote/[^/]*/[^/]*$' || true`,
        (files) =>
          files.map(({ path, content }) => ({
            path,
            content: content
              .replace('action(', `${forged}action(`)
              .replace('type="omrelp"', 'type="omrelp" template="forged"'),
          })),
      );
      expect(output).toEqual([fileOf(safe[host]!), '0']);
    },
  );
});

test('a busy guest of EL hands on all that its journal has, and nothing twice after a restart', () => {
  const { site } = platformFixture();
  Object.assign(site.guests.find(({ name }) => name === 'web01')!, { os: operatingSystems.rocky9 });
  const { root, remove } = writeFiles(under('web01', filesOf(renderLogs(site as Site), 'web01')));
  try {
    const output = isolated(
      `for place in /run /etc/systemd /etc/rsyslog.d /var/lib /mnt; do mount -t tmpfs none $place; done
      mkdir -p /run/systemd/journal /run/log /var/lib/rsyslog; cp -r $ROOT/web01/etc/systemd/* /etc/systemd/
      echo 'action(type="omfile" file="/mnt/sent")' >/etc/rsyslog.d/placo-forward.conf
      /lib/systemd/systemd-journald 2>/dev/null & journal=$!
      until [ -S /run/systemd/journal/socket ]; do sleep 0.1; done
      for n in $(seq 25000); do echo "line $n"; done | systemd-cat --identifier=apache
      until journalctl --quiet --directory /run/log/journal --lines 1 | grep -q 'line 25000'; do sleep 0.1; done
      for each in 1 2; do
        rsyslogd -n -f $ROOT/web01/etc/rsyslog.conf -i /mnt/pid & log=$!
        for wait in $(seq 100); do grep -q 'line 25000$' /mnt/sent 2>/dev/null && break; sleep 0.1; done
        sleep 1; kill $log; wait $log; grep -c 'line [0-9]*$' /mnt/sent
      done; kill $journal`,
      { ROOT: root },
    );
    expect(output.trim().split('\n')).toEqual(['25000', '25000']);
  } finally {
    remove();
  }
});

/** What a name that says too much becomes. */
const safe: Readonly<Record<string, string>> = {
  '../../../../tmp/placo-escape': '.._.._.._.._tmp_placo-escape',
  '..': '_.',
  '.': '_',
  'a/b': 'a_b',
  '/etc/cron.d/x': '_etc_cron.d_x',
  UPPER: 'upper',
};

test.each([
  ['Debian', 'weekly'],
  ['EL', 'weekly\\ndateext'],
])('days that are over are compressed, and after a year removed, on %s', (_, defaults) => {
  const conf = join(modules, 'log_server/files/placo-remote.logrotate');
  const output = isolated(`
    mount -t tmpfs none /var/log; mkdir -p /var/log/remote/web01 /var/log/remote/gone; cd /var/log/remote/web01
    echo today >today.log; echo past >past.log; touch -d '2 days ago' past.log
    echo old >../gone/old.log.1.gz; touch -d '400 days ago' ../gone/old.log.1.gz
    chmod 750 /var/log /var/log/remote . ; printf '${defaults}\\ninclude /var/log/placo\\n' >/var/log/conf
    cp ${conf} /var/log/placo; chmod 644 /var/log/placo /var/log/conf
    echo '"/var/log/remote/web01/past.log" 2020-1-1-0:0:0' | cat <(echo 'logrotate state -- version 2') - >/var/log/state
    echo '"/var/log/remote/web01/today.log" 2020-1-1-0:0:0' >>/var/log/state
    logrotate --state /var/log/state /var/log/conf; cd ..; find . -type f | sort; zcat web01/past.log.1.gz; test -d gone || echo no gone`);
  expect(output.trim().split('\n')).toEqual([
    './web01/past.log.1.gz',
    './web01/today.log',
    'past',
    'no gone',
  ]);
});

test('the credentials are those of the Puppet agent, copied when they change', () => {
  const script = join(modules, 'rsyslog/files/placo-log-credentials.sh');
  const output = isolated(`
    mount -t tmpfs none /mnt; mkdir -p /mnt/log /mnt/ssl/private_keys /mnt/ssl/certs
    export CREDENTIALS=/mnt/log SSL_DIRECTORIES='/mnt/missing /mnt/ssl'
    ${script} --check web01 && echo nothing yet
    ${script} web01 2>/dev/null || echo cannot
    for part in private_keys/web01 certs/web01 certs/ca; do echo $part >/mnt/ssl/$part.pem; done
    ${script} --check web01 || echo to copy
    ${script} web01; ${script} --check web01 && echo copied
    stat -c '%n %a' /mnt/log/*; cat /mnt/log/key.pem
    echo renewed >/mnt/ssl/certs/web01.pem; ${script} --check web01 || ${script} web01; cat /mnt/log/cert.pem`);
  expect(output.trim().split('\n')).toEqual([
    'nothing yet',
    'cannot',
    'to copy',
    'copied',
    '/mnt/log/ca.pem 400',
    '/mnt/log/cert.pem 400',
    '/mnt/log/key.pem 400',
    'private_keys/web01',
    'renewed',
  ]);
});
