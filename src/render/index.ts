import type { Result } from '../diagnostics/diagnostic.ts';
import type { Platform } from '../model/platform.ts';
import { renderApache } from './apache/index.ts';
import { renderBase } from './base/index.ts';
import type { Rendered, Renderer } from './contribution.ts';
import { renderDhcp } from './dhcp/index.ts';
import { renderDns } from './dns/index.ts';
import { renderDrbd } from './drbd/index.ts';
import { renderFirewall } from './firewall/index.ts';
import { renderInterfaces } from './interfaces/index.ts';
import { renderLibvirt } from './libvirt/index.ts';
import { renderLogs } from './logs/index.ts';
import { renderNat } from './nat/index.ts';
import { renderNfs } from './nfs/index.ts';
import { renderNtp } from './ntp/index.ts';
import { puppetEnvironment } from './puppet/environment.ts';
import { type Tree, treeOf } from './tree.ts';
import { renderXen } from './xen/index.ts';

/** Every renderer; a machine's manifest declares their classes in this order. */
export const renderers: readonly Renderer[] = [
  renderBase,
  renderInterfaces,
  renderFirewall,
  renderNat,
  renderDns,
  renderDhcp,
  renderNtp,
  renderLogs,
  renderDrbd,
  renderNfs,
  renderLibvirt,
  renderXen,
  renderApache,
];

/**
 * Everything in out/ but the catalogs: a Puppet environment, and the documents for people. `modules` are the files of
 * the Puppet modules by path below modules/, of which those in use become part of the environment.
 */
export function renderPlatform(platform: Platform, modules: Tree): Result<Tree> {
  const rendered = platform.sites.map((site) => ({
    site,
    parts: renderers.map((render) => render(site, platform)),
  }));
  const parts = rendered.flatMap((each) => each.parts);
  const environment = puppetEnvironment(
    platform,
    parts.flatMap(({ contributions }) => contributions),
    modules,
  );
  const documents = rendered.flatMap((each) => documentsOf(each.site.name, each.parts));
  return {
    value: treeOf([...environment.value, ...documents]),
    diagnostics: [...parts.flatMap(({ diagnostics }) => diagnostics), ...environment.diagnostics],
  };
}

function documentsOf(site: string, parts: readonly Rendered[]): [string, string][] {
  const documents = parts.flatMap((part) => part.documents ?? []);
  return documents.map(({ path, content }) => [`plans/${site}/${path}`, content]);
}
