/** A port of a service. */
export interface Port {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly endPort: number;
}

const tcp = (port: number, endPort = port): Port => ({ protocol: 'tcp', port, endPort });
const udp = (port: number, endPort = port): Port => ({ protocol: 'udp', port, endPort });

/** The services that the sources can name without giving ports: those of IANA's registry, or of the software's manual. */
export const knownServices = {
  bigbluebutton: [tcp(443), udp(16384, 32768)],
  dhcp: [udp(67), udp(547)],
  dns: [udp(53), tcp(53)],
  dnsovertls: [tcp(853)],
  drbd: [tcp(7788, 7799)],
  flexlm: [tcp(27000, 27009)],
  http: [tcp(80)],
  https: [tcp(443)],
  icinga: [tcp(5665)],
  imap: [tcp(143)],
  imaps: [tcp(993)],
  jabber: [tcp(5222), tcp(5269)],
  ldap: [tcp(389)],
  ldaps: [tcp(636)],
  libvirt_migration: [tcp(49152, 49215)],
  managesieve: [tcp(4190)],
  mysql: [tcp(3306)],
  nfs: [tcp(2049)],
  nrpe: [tcp(5666)],
  ntp: [udp(123)],
  postgresql: [tcp(5432)],
  puppet: [tcp(8140)],
  relp: [tcp(20514)],
  rsync: [tcp(873)],
  smb: [tcp(445)],
  smtp: [tcp(25)],
  squid: [tcp(3128)],
  ssh: [tcp(22)],
  submission: [tcp(587)],
  submissions: [tcp(465)],
  svn: [tcp(3690)],
  syslog_tls: [tcp(6514)],
  turn: [tcp(3478), udp(3478), tcp(5349)],
} as const satisfies Record<string, readonly Port[]>;

/** The ports of a service, `undefined` for one whose ports the sources must give. */
export function portsOf(service: string): readonly Port[] | undefined {
  return Object.hasOwn(knownServices, service)
    ? knownServices[service as keyof typeof knownServices]
    : undefined;
}
