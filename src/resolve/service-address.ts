import { canonicalAddress } from '../model/ip.ts';
import type { Mutable } from '../model/mutable.ts';
import { hostnameOf } from '../model/names.ts';
import type { Server, ServiceAddress } from '../model/platform.ts';
import type { Server as ServerSource } from '../read/types.generated.ts';
import { report, type SiteContext } from './context.ts';
import { ipv6IfPossible } from './machine.ts';
import { placeOfSetting, type Settings } from './settings.ts';

/** The service address of a server, when its mirror is known; a diagnostic where nobody could take it over. */
export function resolveServiceAddress(
  context: SiteContext,
  server: Mutable<Server>,
  settings: Settings<ServerSource>,
): void {
  const source = settings.data.service_address;
  if (!source) return;
  const place = placeOfSetting(settings, ['service_address']);
  if (settings.data.mirror === undefined) {
    const message = `'${server.name}' has a service address, and no mirror that could take it over.`;
    const hint = "name a mirror, or remove 'service_address': clients use the server's own address";
    report(context, 'resolve/conflict', message, place, { hint });
    return;
  }
  if (source.ipv4 === undefined && source.ipv6 === undefined) {
    const message = `The service address of '${server.name}' has neither ipv4 nor ipv6.`;
    report(context, 'resolve/missing-value', message, place, { hint: 'give one of them, or both' });
    return;
  }
  server.serviceAddress = serviceAddress(context, server, settings, source);
}

function serviceAddress(
  context: SiteContext,
  server: Mutable<Server>,
  settings: Settings<ServerSource>,
  { name, ipv4, ipv6 }: NonNullable<ServerSource['service_address']>,
): ServiceAddress {
  const { site } = context;
  const hostname = hostnameOf(name);
  const place6 = placeOfSetting(settings, ['service_address', 'ipv6']);
  return {
    hostname,
    fqdn: `${hostname}.${site.domain}`,
    interface: {
      network: site.internal,
      device: server.interfaces[0]?.device ?? '',
      ipv4: ipv4 && canonicalAddress(ipv4),
      ipv6: ipv6IfPossible(context, site.internal, ipv6, place6),
      place: placeOfSetting(settings, ['service_address']),
    },
  };
}
