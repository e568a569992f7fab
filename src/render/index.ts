import type { Diagnostic, Result } from '../diagnostics/diagnostic.ts';
import type { Platform, Site } from '../model/platform.ts';
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
import { type Needs, needsOf, shadowing, sharedFiles, siteModule } from './puppet/environment.ts';
import { renderRecovery } from './recovery/index.ts';
import { type Tree, treeOf } from './tree.ts';
import { renderVolumes } from './volumes/index.ts';
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
  renderVolumes,
  renderNfs,
  renderLibvirt,
  renderXen,
  renderApache,
  renderRecovery,
];

/** Everything in out/ of one site but its catalogs. */
export interface RenderedSite {
  /** The site's Puppet module, and its documents for people. */
  readonly files: Tree;
  readonly needs: Needs;
  readonly diagnostics: readonly Diagnostic[];
}

/** Renders a site; no other site is looked at but where this one refers to it. */
export function renderSite(site: Site): RenderedSite {
  const parts = renderers.map((render) => render(site));
  const contributions = parts.flatMap((part) => part.contributions);
  const module = siteModule(site, contributions);
  return {
    files: treeOf([...module.value, ...documentsOf(site.name, parts)]),
    needs: needsOf(contributions),
    diagnostics: [...parts.flatMap(({ diagnostics }) => diagnostics), ...module.diagnostics],
  };
}

/** What the sites of a platform share. `modules` are the files of Puppet modules by path below modules/. */
export function renderShared({ sites }: Platform, each: readonly Needs[], modules: Tree): Result<Tree> {
  const needs = {
    modules: new Set(each.flatMap((needs) => [...needs.modules])),
    secrets: each.some(({ secrets }) => secrets),
  };
  return {
    value: sharedFiles(sites, needs, modules),
    diagnostics: sites.flatMap((site) => shadowing(site, needs.modules)),
  };
}

/**
 * Everything in out/ but the catalogs: a Puppet environment, and the documents for people. `modules` are the files of
 * the Puppet modules by path below modules/, of which those in use become part of the environment.
 */
export function renderPlatform(platform: Platform, modules: Tree): Result<Tree> {
  const sites = platform.sites.map(renderSite);
  const shared = renderShared(
    platform,
    sites.map(({ needs }) => needs),
    modules,
  );
  return {
    value: treeOf([...shared.value, ...sites.flatMap(({ files }) => [...files])]),
    diagnostics: [...sites.flatMap(({ diagnostics }) => diagnostics), ...shared.diagnostics],
  };
}

function documentsOf(site: string, parts: readonly Rendered[]): [string, string][] {
  const documents = parts.flatMap((part) => part.documents ?? []);
  return documents.map(({ path, content }) => [`plans/${site}/${path}`, content]);
}
