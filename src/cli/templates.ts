/** A YAML scalar: plain where that is safe, else in double quotes, which take JSON's escapes. */
export function scalar(text: string): string {
  const plain =
    /^[A-Za-z][\w ./@'()-]*$/.test(text) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(text) &&
    !/\s$/.test(text);
  return plain ? text : JSON.stringify(text);
}

/** The first platform.yaml of a project. */
export function platformSource({ name, contact }: { name: string; contact: string }): string {
  return `# yaml-language-server: $schema=../schema/platform.schema.json
# The platform: its name, whom to write to, and what everything in it inherits.
name: ${scalar(name)}
contact: ${scalar(contact)}

# Sites, machines and websites inherit these, and each may say otherwise; \`placo explain\` tells who said what.
defaults:
  guest:
    os: debian12
    memory: 1GiB
    cores: 1
    disk: {size: 8GiB}
  website:
    php: "8.2"
`;
}

/** What a new site is asked for. */
export interface SiteAnswers {
  readonly description: string;
  readonly domain: string;
  /** The prefix of its administrators; empty for none. */
  readonly admins: string;
  /** An IPv4 prefix of at least 128 addresses. */
  readonly internal: string;
  /** The n-th address of the prefix. */
  readonly address: (n: number) => string;
  /** Where the site has public addresses; the gateway is the provider's. */
  readonly public?: { readonly prefix: string; readonly gateway: string; readonly first: string };
}

/** A site with a hypervisor, an NFS server with its mirror, and the services that guests need. */
export function siteSource({
  description,
  domain,
  admins,
  internal,
  address,
  public: open,
}: SiteAnswers): string {
  const machine = (n: number) => `internal: {device: eno1, ipv4: ${address(n)}}`;
  // A hypervisor carries the public network for its guests, without an address of its own.
  const carried = open ? ', public: {device: eno2}' : '';
  const reached = open ? `, public: {device: eno2, ipv4: ${open.first}}` : '';
  return `# yaml-language-server: $schema=../../schema/site.schema.json
description: ${scalar(description)}
domain: ${scalar(domain)}
# From where administrators reach machines by SSH; nobody does from anywhere else.
admins: [${admins === '' ? '' : scalar(admins)}]

networks:
  # Every machine has an interface here.
  internal:
    ipv4: ${internal}
    guest_range: {from: ${address(64)}, to: ${address(126)}}
    nat: infra1  # the way out
${publicSource(open)}
# Guests run on any of these; the others can take them over.
hypervisors:
  hv1:
    cores: 16
    memory: 64GiB
    interfaces: {${machine(11)}${carried}}
  hv2:
    cores: 16
    memory: 64GiB
    interfaces: {${machine(12)}${carried}}

# Machines that are not virtualised.
servers:
  nfs1:
    roles: [nfs]
    mirror: nfs2
    service_address: {name: nfs, ipv4: ${address(20)}}  # of whichever of the two is in charge
    interfaces: {${machine(21)}}
  nfs2:
    roles: [mirror, logs]
    interfaces: {${machine(22)}}
  infra1:
    roles: [infrastructure]
    interfaces: {${machine(31)}${reached}}

# Who provides what every machine of the site uses.
services:
  dns: [infra1]
  dhcp: [infra1]
  ntp: [infra1]
  puppet: [infra1]
  log: [nfs2]

# Where the system disks of guests lie.
stores:
  containers: {type: nfs, volume: containers, mount_point: /srv/containers}

# Data lies here, never in a guest.
volumes:
  containers: {server: nfs1, size: 500GiB, contents: containers}
  homes: {server: nfs1, size: 1TiB, contents: homes}
  htdocs: {server: nfs1, size: 500GiB, contents: htdocs}
`;
}

function publicSource(open: SiteAnswers['public']): string {
  return open
    ? `  # For what the world may reach.
  public:
    ipv4: ${open.prefix}
    gateway4: ${open.gateway}
`
    : `  # Where the site has public addresses, say so here, and give the hypervisors and infra1 an interface there:
  # public: {ipv4: 192.0.2.0/26, gateway4: 192.0.2.62}
`;
}

/** What a new guest is asked for. */
export interface GuestAnswers {
  readonly description: string;
  readonly memory?: string;
  readonly role?: string;
}

/** A guest that inherits all that is not said. */
export function guestSource({ description, memory, role }: GuestAnswers): string {
  const roles = role === undefined ? '# roles: [web_hosting]' : `roles: [${role}]`;
  const access =
    role === 'reverse_proxy'
      ? 'public: auto'
      : '# public: auto  # an interface on the public network, for what the world may reach';
  return `# yaml-language-server: $schema=../../../schema/vm.schema.json
description: ${scalar(description)}
${roles}
${memory === undefined ? '# memory: 2GiB' : `memory: ${memory}`}
${access}
${role === 'web_hosting' ? 'mounts: [{volume: htdocs, path: /srv/www}]' : '# mounts: [{volume: homes, path: /home}]'}
# provides: [{service: https, from: internal}]
`;
}

/** What a new website is asked for. */
export interface WebsiteAnswers {
  readonly description: string;
  readonly serverName: string;
  readonly kind: string;
}

/** A website whose guest is chosen. */
export function websiteSource({ description, serverName, kind }: WebsiteAnswers): string {
  return `# yaml-language-server: $schema=../../../schema/website.schema.json
description: ${scalar(description)}
server_name: ${scalar(serverName)}
kind: ${kind}
# aliases: [www.${serverName}]
# guest: auto  # or the name of a guest with the role web_hosting
# weight: heavy
`;
}
