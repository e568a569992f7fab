import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addGuest, addMount, addWebsite, type Mutable, platformFixture } from '../../src/model/fixture.ts';
import { operatingSystems } from '../../src/model/os.ts';
import type { Guest, Machine, Site, Website } from '../../src/model/platform.ts';
import { type Directory, websiteDirectories } from '../../src/render/volumes/directories.ts';
import { clientAddress, type LabRequest, type LabResponse, runLab } from './lab.ts';

/** Seventy websites on ten hosting guests, three of them EL, of every kind and weight. */
function hostingFixture(): Site {
  const { site } = platformFixture();
  const proxy = site.guests.find((guest) => guest.name === 'proxy1')!;
  const webs = Array.from({ length: 8 }, (_, index) => hostingGuest(site, index)) as Mutable<Guest>[];
  const kinds = ['php', 'spip', 'drupal', 'static'] as const;
  const weights = ['light', 'normal', 'heavy'] as const;
  for (let index = 0; site.websites.length < 70; index++) {
    const website = addWebsite(site, `site${index}`, webs[index % webs.length]!, proxy);
    website.kind = kinds[index % kinds.length]!;
    website.weight = weights[index % weights.length]!;
    website.aliases = [`site${index}.lab.example`, `www.site${index}.lab.example`];
    if (website.kind === 'static') website.php = undefined;
    if (index % 10 === 9) website.tls = { ...website.tls, redirect: false };
  }
  const plain = site.websites[5] as Mutable<Website>;
  plain.tls = { ...plain.tls, enabled: false };
  (site.websites[6] as Mutable<Website>).documentRoot = "/srv/www/a b %{HOST} c'd";
  return site;
}

function hostingGuest(site: Mutable<Site>, index: number): Mutable<Guest> {
  const guest = addGuest(site, `web1${index}`, 110 + index);
  guest.roles = ['web_hosting'];
  if (index % 3 === 0) guest.os = operatingSystems.rocky9;
  addMount(guest as Mutable<Machine>, site.volumes[1]!, '/srv/www');
  return guest;
}

/** Says who it is, as whom it runs, what it was told of the client, and what it can do to files. */
const php = `<?php header('Content-Type: application/json'); echo json_encode([
  'site' => basename(dirname(__FILE__)), 'user' => posix_getpwuid(posix_geteuid())['name'],
  'client' => $_SERVER['REMOTE_ADDR'], 'https' => $_SERVER['HTTPS'] ?? '', 'proxy' => $_SERVER['HTTP_PROXY'] ?? '',
  'uri' => $_SERVER['REQUEST_URI'], 'host' => $_SERVER['HTTP_X_FORWARDED_HOST'] ?? '',
  'said' => ($_SERVER['HTTP_FORWARDED'] ?? '') . ($_SERVER['HTTP_X_FORWARDED_PREFIX'] ?? '') . ($_SERVER['HTTP_X_REAL_IP'] ?? ''),
  'way' => $_SERVER['HTTP_X_FORWARDED_FOR'] ?? '',
  'collects' => (int) ini_get('session.gc_probability') / (int) ini_get('session.gc_divisor') * 100000,
  'neighbour' => @file_get_contents('/srv/www/seminar/secret.txt'),
  'shell' => shell_exec('cat /srv/www/seminar/secret.txt 2>/dev/null'),
  'wrote' => file_put_contents(__DIR__ . '/made', 'x') ? [fileowner(__DIR__ . '/made'), filegroup(__DIR__ . '/made')] : null ]);`;

function fill(root: string, site: Site): void {
  for (const website of site.websites) {
    const directory = join(root, website.documentRoot);
    mkdirSync(join(directory, '.git'), { recursive: true });
    mkdirSync(join(directory, 'sub'));
    const put = (name: string, content: string) => writeFileSync(join(directory, name), content);
    if (website.php) put('index.php', php);
    else put('index.html', website.name);
    put('page.html', website.name);
    put('secret.txt', 'secret');
    put('sneaky.php', '<?php echo "executed";');
    put('.git/config', 'secret');
    put('dump.sql', 'secret');
    stateOf(root, website);
  }
  for (const { path, uid, gid } of directories.values()) {
    chownSync(join(root, 'srv/www', path), uid, gid);
    chmodSync(join(root, 'srv/www', path), 0o2750);
  }
  mkdirSync(join(root, 'var/lib/placo/acme/.well-known/acme-challenge'), { recursive: true });
  writeFileSync(join(root, 'var/lib/placo/acme/.well-known/acme-challenge/token'), 'answer');
}

function stateOf(root: string, { user, uid }: Website): void {
  for (const name of ['', 'tmp', 'sessions']) {
    const directory = join(root, 'var/lib/php/placo', user, name);
    mkdirSync(directory, { recursive: true });
    chownSync(directory, uid, uid);
  }
}

const site = hostingFixture();
/** As the NFS server makes them, by the numbers of their owners. */
const directories = new Map<number, Directory>(
  websiteDirectories(site.volumes[1]!).map((each) => [each.uid, each]),
);
const requests: LabRequest[] = [];
let responses: LabResponse[] = [];
let directory: string;

/** Registers a request before the lab runs, and gives its response afterwards. */
function ask(
  scheme: 'http' | 'https',
  name: string,
  path = '/',
  headers?: Record<string, string>,
): () => LabResponse {
  const index = requests.push({ scheme, name, path, headers }) - 1;
  return () => responses[index]!;
}

const namesOf = (website: Website) => [website.serverName, ...website.aliases];
const answers = site.websites.flatMap((website) =>
  namesOf(website).map((name) => ({
    website,
    name,
    plain: ask('http', name, '/page.html?x=1'),
    secure: ask('https', name, '/page.html'),
    index: ask(website.tls.enabled ? 'https' : 'http', name),
    directory: ask(website.tls.enabled ? 'https' : 'http', name, '/sub?x=1'),
  })),
);
const unknown = [ask('http', 'nobody.example'), ask('https', 'nobody.example'), ask('http', '192.0.2.10')];
const acme = ask('http', 'journal.math.example', '/.well-known/acme-challenge/token');
const spoofed = ask('https', 'journal.math.example', '/index.php', {
  'X-Forwarded-For': '198.51.100.1',
  'X-Forwarded-Proto': 'gopher',
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Prefix': '/evil',
  'X-Real-IP': '198.51.100.1',
  Forwarded: 'for=198.51.100.1;host=evil.example',
  Proxy: 'http://203.0.113.66',
});
const hidden = ['/.git/config', '/dump.sql'].map((path) => ask('https', 'journal.math.example', path));
const staticSite = site.websites.find((website) => website.kind === 'static')!;
const sneaky = ask('https', staticSite.serverName, '/sneaky.php');
const controller = ask('https', 'library.math.example', '/node/1?q=2');
const missing = ask('https', 'journal.math.example', '/missing.php');

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'placo-apache-'));
  responses = runLab(directory, site, (root) => fill(root, site), requests);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('there are seventy websites', () => {
  expect(site.websites).toHaveLength(70);
  expect(answers.length).toBeGreaterThan(200);
});

test('over TLS each name and alias is answered by its own guest, with its own certificate', () => {
  for (const { website, name, secure } of answers.filter((each) => each.website.tls.enabled)) {
    const { status, body, headers, certificate } = secure();
    expect({ name, status, body, certificate }).toEqual({
      name,
      status: 200,
      body: website.name,
      certificate: website.serverName,
    });
    expect(headers['x-answered-by']).toBe(website.guest.name);
    expect(headers['strict-transport-security']).toBe('max-age=15552000');
  }
});

test('over HTTP each name and alias leads to TLS, or is answered where the website says so', () => {
  for (const { website, name, plain } of answers) {
    const { status, headers, body } = plain();
    if (website.tls.enabled && website.tls.redirect) {
      expect([name, status, headers.location]).toEqual([
        name,
        301,
        `https://${website.serverName}/page.html?x=1`,
      ]);
    } else
      expect([name, status, body, headers['x-answered-by']]).toEqual([
        name,
        200,
        website.name,
        website.guest.name,
      ]);
  }
});

test('where Apache of a guest leads to a directory, the client stays with the name and the scheme it came by', () => {
  for (const { website, name, directory } of answers) {
    const scheme = website.tls.enabled ? 'https' : 'http';
    expect([directory().status, directory().headers.location]).toEqual([301, `${scheme}://${name}/sub/?x=1`]);
  }
});

test('a website without TLS is nobody there', () => {
  const without = answers.filter((each) => !each.website.tls.enabled);
  expect(without.length).toBeGreaterThan(0);
  for (const { secure } of without) expect(secure().status).toBe(404);
});

test('each PHP website runs as its own user, knows its client, writes its own files, and cannot read its neighbour', () => {
  const pages = answers.filter((each) => each.website.php && each.website.name !== 'seminar');
  expect(pages.length).toBeGreaterThan(100);
  for (const { website, index } of pages) {
    const told = JSON.parse(index().body);
    const https = website.tls.enabled ? 'on' : '';
    expect(told).toMatchObject({
      user: website.user,
      client: clientAddress,
      https,
      neighbour: false,
      shell: null,
      wrote: [website.uid, directories.get(website.uid)!.gid],
      proxy: '',
    });
  }
});

// Debian cleans up the directories of sessions that php.ini names, and has PHP itself clean up none.
test('PHP removes the sessions of its websites that are over', () => {
  for (const { index } of answers.filter((each) => each.website.php))
    expect(JSON.parse(index().body).collects).toBeGreaterThan(0);
});

test('no access log is kept in a guest, also where the main file of the distribution has one', () => {
  const logs = readdirSync(join(directory, 'apache'), { recursive: true, encoding: 'utf8' });
  expect(logs.filter((name) => name.includes('access'))).toEqual([]);
  expect(logs).toContain('web10/conf.d');
});

test('an unknown name is answered by nobody', () => {
  for (const response of unknown) {
    expect(response().status).toBe(404);
    expect(response().headers['x-answered-by']).toBeUndefined();
  }
});

test('the answer of an ACME challenge comes from the proxy', () => {
  expect([acme().status, acme().body, acme().headers['x-answered-by']]).toEqual([200, 'answer', undefined]);
});

test('what a client says of itself is not believed', () => {
  expect(JSON.parse(spoofed().body)).toMatchObject({
    ...{ client: clientAddress, way: '', https: 'on', proxy: '' },
    ...{ host: 'journal.math.example', said: '' },
  });
});

test('hidden and left-over files are not served, and a static site runs nothing', () => {
  for (const response of [...hidden, sneaky]) expect(response().status).toBe(403);
});

test("Drupal's front controller answers a path that is no file, and another site has none", () => {
  expect(JSON.parse(controller().body)).toMatchObject({ uri: '/node/1?q=2' });
  expect(missing().status).toBe(404);
});
