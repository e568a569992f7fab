import type { Site } from '../model/platform.ts';
import { drawHypervisors, drawLegend, drawMounts, drawNetworks, drawServers } from './draw.ts';
import { layOut, margin } from './layout.ts';
import { element, escapeXml, label } from './svg.ts';

/**
 * A picture of a site as SVG: its networks, the hypervisors with their guests, the servers with their volumes, and who
 * mounts what. The same site gives the same bytes.
 */
export function siteGraph(site: Site): string {
  const layout = layOut(site);
  const { width, height } = layout;
  const parts = [
    element('title', { id: 'title' }, escapeXml(`The site ${site.name}`)),
    element('desc', { id: 'description' }, escapeXml(description(site))),
    element('rect', { width, height, fill: '#ffffff' }),
    label(margin, 38, site.name, 24, 400, { fill: '#1c2733', 'font-weight': 700 }),
    label(margin, 60, site.description ?? site.domain, 13, width - 2 * margin, { fill: '#5b6b7b' }),
    drawServers(layout),
    drawHypervisors(layout),
    drawMounts(layout),
    drawNetworks(site, layout),
    drawLegend(layout, site.volumes.length > 0),
  ];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-labelledby': 'title description',
    'font-family': 'Inter, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif',
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', attributes, '\n', parts.join('\n'), '\n')}\n`;
}

function description(site: Site): string {
  const { hypervisors, guests, servers, volumes, websites } = site;
  const counts = [
    [hypervisors.length, 'hypervisors'],
    [guests.length, 'guests'],
    [websites.length, 'websites'],
    [servers.length, 'physical servers'],
    [volumes.length, 'NFS volumes'],
  ];
  const where = guests.map(({ name, production }) => `${name} on ${production.name}`).join(', ');
  return `${counts.map(([n, noun]) => `${n} ${noun}`).join(', ')}. ${where}`;
}
