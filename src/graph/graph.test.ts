import { expect, test } from 'vitest';
import { addGuest, platformFixture } from '../model/fixture.ts';
import type { Site } from '../model/platform.ts';
import { siteGraph } from './index.ts';
import { layOut } from './layout.ts';

test('names every machine, network and volume', () => {
  const { site } = platformFixture();
  const svg = siteGraph(site as Site);
  for (const { name } of [...site.hypervisors, ...site.guests, ...site.servers, ...site.volumes]) {
    expect(svg).toContain(`>${name}</text>`);
  }
  expect(svg).toContain(site.internal.ipv4);
  expect(svg).toMatch(/<title id="title">The site angers<\/title>/);
  expect(svg).toContain('aria-labelledby="title description"');
});

test('boxes do not overlap, and everything is within the picture', () => {
  const { site } = platformFixture();
  for (let n = 0; n < 20; n++) addGuest(site, `more${n}`, 120 + n);
  const { width, height, hypervisors, servers, internalBar } = layOut(site as Site);
  const guests = hypervisors.flatMap((box) => box.columns.flatMap((column) => column.guests));
  const volumes = servers.flatMap((box) => box.volumes);
  for (const group of [guests, volumes, [...hypervisors, internalBar, ...servers]]) {
    for (const [index, a] of group.entries()) {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true);
      for (const b of group.slice(index + 1)) {
        const apart =
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    }
  }
});

test('no name is markup, and no character is one that XML does not have', () => {
  const { site } = platformFixture();
  site.name = '<script>&"\u0007\ud800';
  const svg = siteGraph(site as Site);
  expect(svg).not.toContain('<script>');
  expect(svg).toContain('&lt;script&gt;&amp;&quot;\ufffd\ufffd');
});
