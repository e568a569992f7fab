import type { Guest, Website } from '../../model/platform.ts';
import { accessLog } from './os.ts';

/** What the template of the proxy's common part shows. */
export function proxyGlobalView(proxy: Guest) {
  return {
    site: proxy.site.name,
    accessLog,
    acmeAlias: `${acmeDirectory}/.well-known/acme-challenge/`,
    acmeDirectory,
  };
}

/** Where an ACME client writes its answers, below `.well-known/acme-challenge/`. */
export const acmeDirectory = '/var/lib/placo/acme';

/** The certificate for names that no website has. */
export const defaultCertificate = {
  certificate: '/etc/placo/tls/default.crt',
  key: '/etc/placo/tls/default.key',
};

/** What the template of a website's virtual hosts on the proxy shows. */
export function proxyVhostView(website: Website) {
  const { tls, serverName, aliases } = website;
  const plain = { port: 80, scheme: 'http', tls: false };
  const redirect = tls.enabled && tls.redirect ? `https://${serverName}/$1` : undefined;
  // Apache of the guest is asked over HTTP, and says so where it leads to a directory.
  const origins = [serverName, ...aliases].map((name) => `http://${name}/`);
  const secure = { port: 443, scheme: 'https', tls: true, origins };
  return {
    name: website.name,
    guest: website.guest.name,
    serverName,
    aliases,
    hosts: [{ ...plain, redirect }, ...(tls.enabled ? [secure] : [])],
    certificate: tls.certificate,
    key: tls.key,
    hsts: tls.hsts === undefined ? undefined : `max-age=${tls.hsts}`,
    backend: `http://${backendAddress(website.guest)}/`,
  };
}

/** The guest's internal address, as it stands in a URL; no name is looked up when the proxy starts. */
function backendAddress(guest: Guest): string {
  const internal = guest.interfaces.find((each) => each.network.name === 'internal');
  return internal?.ipv4 ?? `[${internal?.ipv6}]`;
}
