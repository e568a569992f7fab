import { expect, test } from 'vitest';
import { platformFixture, serviceAddressFixture } from '../../model/fixture.ts';
import type { Site } from '../../model/platform.ts';
import { reverseName, reverseZone } from './reverse.ts';
import { zonesOf } from './zones.ts';

test.each([
  // The examples of RFC 1035, 3.5 and RFC 3596, 2.5.
  ['10.2.0.52', '52.0.2.10.in-addr.arpa'],
  ['4321:0:1:2:3:4:567:89ab', 'b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa'],
])('%s has the reverse name %s', (address, name) => {
  expect(reverseName(address)).toBe(name);
});

test.each([
  ['10.49.3.7', '10.49.0.0/22', '3.49.10.in-addr.arpa'],
  ['10.49.3.7', '10.49.3.0/24', '3.49.10.in-addr.arpa'],
  ['10.49.3.7', '10.48.0.0/15', '49.10.in-addr.arpa'],
  ['10.49.3.7', '10.49.3.0/29', '3.49.10.in-addr.arpa'],
  ['10.49.3.7', '10.0.0.0/8', '10.in-addr.arpa'],
  ['2001:db8::7', '2001:db8::/32', '8.b.d.0.1.0.0.2.ip6.arpa'],
  ['2001:db8:1000::7', '2001:db8::/33', '1.8.b.d.0.1.0.0.2.ip6.arpa'],
])('%s in %s belongs to the zone %s', (address, prefix, zone) => {
  expect(reverseZone(address, prefix)).toBe(zone);
});

test('a service address has a name in both directions, beside that of its server', () => {
  const { site } = platformFixture();
  Object.assign(site.servers[0]!, { serviceAddress: serviceAddressFixture(site, 'nfs', 20) });
  const records = zonesOf(site as Site).flatMap(({ content }) => content.split('\n'));
  expect(records).toContain('nfs.angers.plm.example. IN A 10.49.0.20');
  expect(records).toContain('nfs.angers.plm.example. IN AAAA fd00:49::14');
  expect(records).toContain('20.0.49.10.in-addr.arpa. IN PTR nfs.angers.plm.example.');
  expect(records).toContain('nfs1.angers.plm.example. IN A 10.49.0.21');
});

test('a zone keeps its serial unless its own content changes', () => {
  const serials = (site: Site) =>
    new Map(zonesOf(site).map(({ name, content }) => [name, /\( (\d+) /.exec(content)![1]]));
  const before = serials(platformFixture().site as Site);
  expect(serials(platformFixture().site as Site)).toEqual(before);
  const { site } = platformFixture();
  Object.assign(site.guests[0]!.interfaces[0]!, { ipv6: 'fd00:49::999' });
  const after = serials(site as Site);
  const changed = [...before].filter(([name, serial]) => after.get(name) !== serial).map(([name]) => name);
  expect(changed).toEqual(['angers.plm.example', '0.0.0.0.0.0.0.0.9.4.0.0.0.0.d.f.ip6.arpa']);
});
