import { join } from 'node:path';
import { expect, test } from 'vitest';
import { platformFixture } from '../../src/model/fixture.ts';
import { operatingSystems } from '../../src/model/os.ts';
import type { Guest, Site } from '../../src/model/platform.ts';
import { renderApache } from '../../src/render/apache/index.ts';
import { apacheLayout } from '../../src/render/apache/os.ts';
import { filesOf, isolated, writeFiles } from '../network/isolated.ts';

/** Apache as Debian's package has it, with the files of the proxy in their places as the class httpd puts them. */
function asked(request: string, change = ''): string {
  const site = platformFixture().site as Site;
  const proxy = site.guests.find(({ roles }) => (roles as Guest['roles']).includes('reverse_proxy'))!;
  const layout = apacheLayout(proxy.os, 'proxy');
  const { root, remove } = writeFiles(filesOf(renderApache(site), proxy.name));
  const certificates = ['default', ...site.websites.map(({ name }) => name)].map(
    (
      name,
    ) => `openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=${name} -keyout /etc/placo/tls/${name}.key \
      -out /etc/placo/tls/${name}.crt 2>/dev/null`,
  );
  try {
    return isolated(
      `mount -t tmpfs none /mnt; mkdir /mnt/upper /mnt/work /mnt/etc
      mount -t overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work none /etc
      mount -t tmpfs none /run; mkdir -p /run/apache2 /run/lock /etc/placo/tls
      rm -f ${layout.absent.join(' ')}; a2enmod --quiet ${layout.modules.join(' ')} >/dev/null
      cp -r $ROOT${layout.directory} ${layout.directory}; echo 'Include ${layout.directory}/*.conf' >${layout.includeFile}
      ${certificates.join('\n')}
      ${change}
      apache2ctl start; until curl --silent --output /dev/null http://127.0.0.1/; do sleep 0.1; done
      ${request}; apache2ctl stop`,
      { ROOT: join(root) },
    );
  } finally {
    remove();
  }
}

test("what Debian's own files say of the server does not come after what placo says", () => {
  expect(asked('curl --silent --head http://127.0.0.1/')).toMatch(/^Server: Apache\r$/m);
});

/** With EL's own file of mod_ssl, as the class httpd replaces it, instead of Debian's. */
const sslOfEl = `mkdir -p /run/httpd; echo 'Listen 80' >/etc/apache2/ports.conf
  cat >/etc/apache2/mods-enabled/ssl.conf <<'END'
${apacheLayout(operatingSystems.rocky9, 'proxy').overrides['/etc/httpd/conf.d/ssl.conf']}END`;

test.each([
  ['Debian', ''],
  ['EL', sslOfEl],
])('on %s a client takes up its TLS session again', (_, change) => {
  const connect = 'openssl s_client -connect 127.0.0.1:443 -tls1_2 </dev/null 2>/dev/null';
  const output = asked(
    `${connect} -sess_out /mnt/session >/mnt/first; ${connect} -sess_in /mnt/session | grep -o '^Reused' || echo anew`,
    change,
  );
  expect(output.trim()).toBe('Reused');
});
