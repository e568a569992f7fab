import type { Platform, Server } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** Every NFS server has a mirror on its site, a machine of its own, that can take over. */
export const mirror: Rule = { code: 'check/mirror', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites)
    for (const server of site.servers) if (server.roles.includes('nfs')) yield* mirrorOf(server);
}

function* mirrorOf(server: Server): Generator<Finding> {
  if (!server.mirror)
    yield {
      subject: server,
      message: `the NFS server ${server.name} has no mirror`,
      hint: "name one with 'mirror'",
    };
  else if (server.mirror === server)
    yield { subject: server, message: `${server.name} is its own mirror`, hint: 'name another server' };
  else if (server.mirror.site !== server.site)
    yield {
      subject: server,
      message: `the mirror of ${server.name} is in ${server.mirror.site.name}, not in ${server.site.name}`,
      hint: 'name a server of the same site',
    };
}
