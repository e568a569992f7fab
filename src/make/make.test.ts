import { expect, test } from 'vitest';
import { noSiteCache, type SiteCache, type SiteRecord } from '../cache/site-cache.ts';
import { jobDoer } from '../catalog/job.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { addGuest, type Mutable, placeAt, platformFixture, providedFixture } from '../model/fixture.ts';
import { operatingSystems } from '../model/os.ts';
import type { Guest, Machine, Platform, Site } from '../model/platform.ts';
import { renderSite } from '../render/index.ts';
import { readModules } from '../render/modules.ts';
import { type Content, textOf } from '../render/tree.ts';
import { sha256 } from '../sha256.ts';
import { siteCompilation } from './catalogs.ts';
import { makeTree } from './index.ts';

interface Two {
  readonly platform: Platform;
  readonly here: Mutable<Site>;
  readonly there: Mutable<Site>;
  readonly web: Mutable<Guest>;
}

/** Two sites, of which the first lets a machine of the second in. */
function twoSites(): Two {
  const here = platformFixture().site;
  const there = platformFixture().site;
  Object.assign(there, { name: 'lille', module: 'lille', domain: 'lille.plm.example' });
  for (const machine of [...there.hypervisors, ...there.servers, ...there.guests] as Mutable<Machine>[])
    machine.fqdn = machine.fqdn.replace('angers', 'lille');
  const web = here.guests.find(({ name }) => name === 'web01') as Mutable<Guest>;
  web.provides.push(...providedFixture('rsync', [{ kind: 'machine', machine: there.guests[0]! }]));
  return { platform: { name: 'plm', sites: [here, there] as unknown as Site[] }, here, there, web };
}

function memory(identity = 'one'): SiteCache & { readonly records: Map<string, string> } {
  const records = new Map<string, string>();
  return {
    records,
    identity,
    load: (site) => (records.has(site) ? (JSON.parse(records.get(site)!) as SiteRecord) : undefined),
    save: (site, record) => records.set(site, JSON.stringify(record)),
    keep: (sites) => {
      for (const site of records.keys()) if (!sites.includes(site)) records.delete(site);
    },
  };
}

interface Made {
  readonly files: ReadonlyMap<string, Content>;
  readonly diagnostics: readonly Diagnostic[];
}

function make(platform: Platform, cache: SiteCache): Made {
  const parts = [...makeTree(platform, cache)];
  const files = parts.flatMap((part) => [...part.files]).sort(([one], [other]) => (one < other ? -1 : 1));
  return { files: new Map(files), diagnostics: parts.flatMap(({ diagnostics }) => diagnostics) };
}

const hashOf = (content: Content) => (typeof content === 'string' ? sha256(content) : content.hash);
const hashes = ({ files }: Made) => [...files].map(([path, content]) => [path, hashOf(content)]);
const remembered = ({ files }: Made) =>
  [...files].filter(([, content]) => typeof content !== 'string' && 'make' in content).map(([path]) => path);
const web01 = 'catalogs/web01.angers.plm.example.json';
const lille = 'catalogs/web01.lille.plm.example.json';

test('what is as it was is remembered, and can be made again', () => {
  const cache = memory();
  const first = make(twoSites().platform, cache);
  expect(remembered(first)).toEqual([]);
  const second = make(twoSites().platform, cache);
  expect(hashes(second)).toEqual(hashes(first));
  const own = [...first.files.keys()].filter((path) => /^(sites|plans|catalogs)\//.test(path));
  expect(remembered(second)).toEqual(own);
  for (const [path, content] of second.files) expect(sha256(textOf(content)), path).toBe(hashOf(content));
});

const changes: [what: string, change: (two: Two) => void, stays: readonly string[]][] = [
  ['the memory of a guest', ({ web }) => Object.assign(web, { memory: 5 * 2 ** 30 }), [lille]],
  [
    'the ports of a guest',
    ({ web }) => web.provides.push(...providedFixture('smtp', [{ kind: 'world' }])),
    [lille],
  ],
  ['a guest more', ({ here }) => addGuest(here, 'new01', 99), [web01, lille]],
  ['a guest less', ({ here }) => here.guests.pop(), [web01, lille]],
  [
    'the place of a description',
    ({ web }) => Object.assign(web, { place: placeAt('sites/angers/x.yaml', 7) }),
    [lille],
  ],
  ['the description', ({ web }) => Object.assign(web, { description: 'Other words' }), [lille]],
  ['the system', ({ web }) => Object.assign(web, { os: operatingSystems.debian13 }), [lille]],
  ['the name for Puppet', ({ web }) => Object.assign(web, { fqdn: 'www.angers.plm.example' }), [lille]],
  ['the domain', ({ here }) => Object.assign(here, { domain: 'other.example' }), [lille]],
  ['the administrators', ({ here }) => Object.assign(here, { admins: ['203.0.113.0/28'] }), [web01, lille]],
  [
    'the address of a machine elsewhere',
    ({ there }) => {
      Object.assign(there.internal.natGateway!.interfaces[1]!, { ipv4: '203.0.113.77' });
      for (const guest of there.guests) Object.assign(guest, { interfaces: guest.interfaces.slice(0, 1) });
    },
    [lille],
  ],
  [
    'what only hosted systems have',
    ({ web }) => Object.assign(web, { os: operatingSystems.centos6 }),
    [lille],
  ],
];

test.each(changes)('%s changes: nothing stale is left', (_, change, stays) => {
  const cache = memory();
  make(twoSites().platform, cache);
  const two = twoSites();
  change(two);
  const made = make(two.platform, cache);
  const fresh = make(two.platform, noSiteCache);
  expect(hashes(made)).toEqual(hashes(fresh));
  expect(made.diagnostics).toEqual(fresh.diagnostics);
  expect(remembered(made).filter((path) => [web01, lille].includes(path))).toEqual(stays);
  expect(hashes(make(two.platform, cache))).toEqual(hashes(fresh));
});

test('another program remembers nothing, and sites that are gone are forgotten', () => {
  const cache = memory();
  const { platform } = twoSites();
  make(platform, cache);
  expect(remembered(make(platform, { ...cache, identity: 'two' }))).toEqual([]);
  make({ ...platform, sites: platform.sites.slice(1) }, cache);
  expect([...cache.records.keys()]).toEqual(['lille']);
});

test('what is wrong with a catalog is told again, at the place where the machine is described now', () => {
  const cache = memory();
  const broken = (line: number) => {
    const two = twoSites();
    // Puppet knows a node once.
    const [proxy] = two.here.guests.filter((guest) => guest !== two.web);
    Object.assign(proxy!, { fqdn: two.web.fqdn, place: placeAt('sites/angers/vms/web01.yaml', line) });
    return two.platform;
  };
  const problems = (platform: Platform, from: SiteCache) =>
    make(platform, from).diagnostics.filter(({ code }) => code.startsWith('catalog/'));
  const fresh = problems(broken(3), noSiteCache);
  expect(fresh.length).toBeGreaterThan(0);
  expect(problems(broken(3), cache)).toEqual(fresh);
  expect(problems(broken(3), cache)).toEqual(fresh);
  expect(problems(broken(4), cache)).toEqual(problems(broken(4), noSiteCache));
});

test('the key of a catalog holds each thing that it is compiled from, and nothing of another machine', () => {
  const site = platformFixture().site as unknown as Site;
  const rendered = renderSite(site);
  const modules = readModules();
  const keys = (change: {
    modules?: Map<string, string>;
    files?: Map<string, string>;
    secrets?: boolean;
    identity?: string;
  }) => {
    const needs = { ...rendered.needs, secrets: change.secrets ?? rendered.needs.secrets };
    const changed = { ...rendered, needs, files: change.files ?? rendered.files };
    const { machines } = siteCompilation(site, changed, change.modules ?? modules, {
      identity: change.identity ?? 'one',
    });
    return new Map(machines.map(({ machine, key }) => [machine.name, key]));
  };
  const before = keys({});
  const differing = (after: ReadonlyMap<string, string>) =>
    [...after].filter(([name, key]) => before.get(name) !== key).map(([name]) => name);
  expect(differing(keys({}))).toEqual([]);
  const all = [...before.keys()];
  const [used] = [...modules.keys()].filter((path) => path.startsWith('firewall/files/'));
  expect(differing(keys({ modules: new Map(modules).set(used!, 'other') }))).toEqual(all);
  expect(differing(keys({ modules: new Map(modules).set('firewall/manifests/init.pp', 'other') }))).toEqual(
    all,
  );
  expect(differing(keys({ modules: new Map(modules).set('firewall/functions/new.pp', 'new') }))).toEqual(all);
  expect(differing(keys({ secrets: true }))).toEqual(all);
  expect(differing(keys({ identity: 'two' }))).toEqual(all);
  for (const path of [
    'sites/angers/manifests/web01.pp',
    'sites/angers/files/web01/etc/placo/firewall/v4.rules',
    'sites/angers/files/web01/etc/new',
  ]) {
    expect(differing(keys({ files: new Map(rendered.files).set(path, 'other') })), path).toEqual(['web01']);
  }
});

test('a machine compiled alone has the catalog that it has among the others', () => {
  const site = platformFixture().site as unknown as Site;
  const { machines, jobOf } = siteCompilation(site, renderSite(site), readModules(), noSiteCache);
  const together = jobDoer()(jobOf(machines));
  expect(together.every(({ text }) => text !== undefined)).toBe(true);
  expect(machines.flatMap((each) => jobDoer()(jobOf([each])))).toEqual(together);
});
