import type { Place } from '../diagnostics/diagnostic.ts';
import type { OperatingSystem } from './os.ts';

/** A number of bytes. */
export type Bytes = number;
/** An IPv4 or IPv6 address in canonical text (RFC 5952 for IPv6). */
export type Address = string;
/** A prefix in canonical text, such as `192.0.2.0/24`, host bits zero. */
export type Prefix = string;

/** All that the sources describe: typed, every reference followed, every default filled in, every `auto` decided. */
export interface Platform {
  readonly name: string;
  readonly sites: readonly Site[];
}

/** One place with its own machines and networks; sites share nothing, the off-site backup apart. */
export interface Site {
  readonly name: string;
  /** The Puppet module that holds the site's classes and files: the name, with `-` as `_`. */
  readonly module: string;
  readonly domain: string;
  readonly description?: string;
  readonly contact: string;
  readonly timeZone: string;
  /** From where administrators reach machines by SSH. */
  readonly admins: readonly Prefix[];
  readonly internal: Network;
  readonly public?: Network;
  readonly hypervisors: readonly Hypervisor[];
  readonly servers: readonly Server[];
  readonly guests: readonly Guest[];
  readonly websites: readonly Website[];
  readonly stores: readonly Store[];
  readonly volumes: readonly Volume[];
  readonly services: readonly SiteService[];
  /** The machine of another site that keeps this one's off-site backups. */
  readonly offsiteBackup?: Server;
  readonly waivers: readonly Waiver[];
  readonly place: Place;
}

/** A layer-2 network of a site. */
export interface Network {
  readonly name: 'internal' | 'public';
  readonly site: Site;
  /** The bridge that carries it on every hypervisor, such as `br-int`. */
  readonly bridge: string;
  readonly vlan?: number;
  readonly mtu: number;
  readonly ipv4: Prefix;
  readonly ipv6?: Prefix;
  /** The default route of the machines in it: on the internal network the NAT gateway, else the provider's router. */
  readonly gateway4?: Address;
  readonly gateway6?: Address;
  /** The machine that translates addresses for the internal network; only on an internal network. */
  readonly natGateway?: Machine;
  /** What DHCP may hand out to machines it does not know. */
  readonly dynamicRange?: { readonly from: Address; readonly to: Address };
  readonly place: Place;
}

/** A network interface of a machine. */
export interface Interface {
  readonly network: Network;
  /** The device in the machine: `eno1` on a physical one, `eth0` in a guest. */
  readonly device: string;
  /** Missing where a hypervisor only bridges the network for its guests. */
  readonly ipv4?: Address;
  readonly ipv6?: Address;
  /** Lower case, with colons; missing on physical machines whose card was not described. */
  readonly mac?: string;
  readonly place: Place;
}

/** What every machine has, physical or not. */
interface MachineBase {
  /** The name in the sources, such as `icinga_nfs`; unique in its site. */
  readonly name: string;
  /** A valid host name made of it, such as `icinga-nfs`. */
  readonly hostname: string;
  /** Host name and domain; the machine's certname for Puppet. */
  readonly fqdn: string;
  /** The last segment of its Puppet class, such as `icinga_nfs`. */
  readonly className: string;
  readonly site: Site;
  readonly description?: string;
  readonly os: OperatingSystem;
  readonly memory: Bytes;
  readonly cores: number;
  /** The internal one first. */
  readonly interfaces: readonly Interface[];
  readonly provides: readonly Provided[];
  /** What it needs of other machines: its mounts and stores, the services of its site, what the sources name. */
  readonly uses: readonly Use[];
  readonly mounts: readonly Mount[];
  readonly waivers: readonly Waiver[];
  readonly place: Place;
}

/** A physical machine that runs guests. Layer 1. */
export interface Hypervisor extends MachineBase {
  readonly kind: 'hypervisor';
  readonly virtualization: 'kvm' | 'xen';
  /** Memory kept for the hypervisor itself. */
  readonly reservedMemory: Bytes;
  /** How much memory may be promised for each byte there is, 1 for none beyond it. */
  readonly memoryOvercommit: number;
  readonly coreOvercommit: number;
  /** The CPU model that guests see, one that all the hypervisors of the site share. */
  readonly cpuModel: string;
}

/** What a physical server is there for. */
export type ServerRole =
  | 'nfs'
  | 'mirror'
  | 'infrastructure'
  | 'directory'
  | 'computing'
  | 'interactive'
  | 'backup'
  | 'logs';

/** A physical machine that is not virtualised. Layer 1. */
export interface Server extends MachineBase {
  readonly kind: 'server';
  readonly roles: readonly ServerRole[];
  /** The server that mirrors this NFS server. */
  readonly mirror?: Server;
  /** By which clients reach its volumes, whichever of the pair is in charge; only with a mirror. */
  readonly serviceAddress?: ServiceAddress;
  /** The LVM volume group that its volumes lie in, and those that it mirrors. */
  readonly volumeGroup: string;
}

/** An address that the node in charge of a server's volumes has, beside its own. */
export interface ServiceAddress {
  readonly hostname: string;
  readonly fqdn: string;
  /** On the internal network, with the device of the server; the mirror takes it on its own. */
  readonly interface: Interface;
}

/** Software that placo configures inside a guest. */
export type GuestRole = 'reverse_proxy' | 'web_hosting';

/** A virtual machine. Layer 2. */
export interface Guest extends MachineBase {
  readonly kind: 'guest';
  readonly uuid: string;
  /** A template is defined but stays shut off. */
  readonly state: 'running' | 'template';
  readonly autostart: boolean;
  readonly roles: readonly GuestRole[];
  readonly cpu: CpuShare;
  readonly io: IoShare;
  /** The system disks ('containers'); the first one boots. */
  readonly disks: readonly Disk[];
  readonly production: Hypervisor;
  readonly standbys: readonly Hypervisor[];
  /** The websites that this guest serves. */
  readonly websites: readonly Website[];
}

/** Any machine. */
export type Machine = Hypervisor | Server | Guest;

/** A guest's part of the processors; libvirt's cputune. */
export interface CpuShare {
  /** Relative weight under contention, 1024 being the ordinary one. */
  readonly shares: number;
  /** At most this many cores' worth of time; no limit where missing. */
  readonly limit?: number;
}

/** A guest's part of the disks; libvirt's blkiotune and iotune. Limits are for each disk. */
export interface IoShare {
  /** Relative weight, 100 to 1000. */
  readonly weight: number;
  readonly bytesPerSecond?: Bytes;
  readonly operationsPerSecond?: number;
}

/** A guest's virtual disk. */
export interface Disk {
  /** `system` for the first. */
  readonly name: string;
  readonly size: Bytes;
  readonly store: Store;
  /** The device in the guest: `vda`, `vdb`, … */
  readonly target: string;
  /** What it holds. Data belongs on NFS, and a rule says so. */
  readonly contents: 'system' | DataKind;
  readonly place: Place;
}

/** Where containers lie: LVM local to each hypervisor, or LVM on the NFS server, exported to the hypervisors. */
export type Store = LocalStore | NfsStore;

interface StoreBase {
  readonly name: string;
  readonly site: Site;
  readonly place: Place;
}

/** A volume group on each hypervisor, one logical volume a container. */
export interface LocalStore extends StoreBase {
  readonly type: 'lvm';
  readonly volumeGroup: string;
  /** Size of the volume group on each hypervisor. */
  readonly size: Bytes;
}

/** A logical volume on the NFS server, with raw images, mounted at the same path by every hypervisor. */
export interface NfsStore extends StoreBase {
  readonly type: 'nfs';
  readonly volume: Volume;
  /** Where hypervisors mount it. */
  readonly mountPoint: string;
}

/** What kind of data a volume or a disk holds. */
export type DataKind =
  | 'homes'
  | 'mailboxes'
  | 'htdocs'
  | 'repositories'
  | 'databases'
  | 'lists'
  | 'shares'
  | 'containers'
  | 'backups'
  | 'logs';

/** What a volume can be formatted with: both grow while they are mounted. */
export type FileSystem = 'xfs' | 'ext4';

/** A file system of the NFS server, exported whole. */
export interface Volume {
  readonly name: string;
  readonly site: Site;
  readonly server: Server;
  /** Where the server mounts it, such as `/srv/nfs/homes`. */
  readonly path: string;
  readonly size: Bytes;
  readonly contents: DataKind;
  readonly fileSystem: FileSystem;
  /** Stable over servers, so that a mirror can take over; 1 and up, 0 being the pseudo-root. */
  readonly fsid: number;
  readonly place: Place;
}

/** A volume, or a directory in it, mounted by a machine. */
export interface Mount {
  readonly volume: Volume;
  /** Below the volume's root; empty for the whole. */
  readonly directory: string;
  readonly path: string;
  readonly readOnly: boolean;
  readonly place: Place;
}

/** Who may reach a provided service. */
export type Audience =
  | { readonly kind: 'world' }
  /** Every machine of the internal network of the site. */
  | { readonly kind: 'internal' }
  | { readonly kind: 'hypervisors' }
  | { readonly kind: 'admins' }
  | { readonly kind: 'machine'; readonly machine: Machine }
  | { readonly kind: 'prefix'; readonly prefix: Prefix };

/** A service that a machine offers on ports of its own. */
export interface Provided {
  /** The service's name, such as `https` or `flexlm`. */
  readonly service: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** Last port of a range; the same as `port` for one. */
  readonly endPort: number;
  readonly from: readonly Audience[];
  /** The world reaches it through the NAT gateway, on this port of the gateway's public address. */
  readonly forwardedPort?: number;
  readonly place: Place;
}

/** A service of another machine that a machine needs to do its work. */
export interface Use {
  readonly service: string;
  readonly provider: Machine;
  /** Why, for the reader of a finding: `mounts homes`, `resolves names`, … */
  readonly reason: string;
  readonly place: Place;
}

/** The services of layer 1 that a site's machines use. */
export type SiteServiceName =
  | 'dns'
  | 'dhcp'
  | 'ntp'
  | 'log'
  | 'ldap'
  | 'puppet'
  | 'smtp'
  | 'packages'
  | 'backup';

/** Who provides a layer-1 service to the machines of a site. */
export interface SiteService {
  readonly name: SiteServiceName;
  /** In order of preference; never empty. */
  readonly providers: readonly Machine[];
  readonly place: Place;
}

/** What a website is made with. */
export type WebsiteKind = 'static' | 'spip' | 'drupal' | 'php';

/** A website, served by a webxx guest behind the site's reverse proxy. */
export interface Website {
  readonly name: string;
  readonly site: Site;
  /** The canonical host name, then the others. */
  readonly serverName: string;
  readonly aliases: readonly string[];
  readonly kind: WebsiteKind;
  /** `8.2`; missing for a static site. */
  readonly php?: string;
  readonly guest: Guest;
  /** The guest with the reverse proxy in front of it. */
  readonly proxy: Guest;
  /** Where the guest sees its files, on NFS. */
  readonly documentRoot: string;
  readonly tls: WebsiteTls;
  readonly weight: 'light' | 'normal' | 'heavy';
  /** Unix user of the site's processes, at most 32 characters. */
  readonly user: string;
  /** Its numeric identity, also of its group: the same on every machine that mounts its files, and recorded. */
  readonly uid: number;
  readonly waivers: readonly Waiver[];
  readonly place: Place;
}

/** How a website is offered over TLS by the proxy. */
export interface WebsiteTls {
  readonly enabled: boolean;
  /** HTTP answers with a redirection to HTTPS. */
  readonly redirect: boolean;
  /** Seconds of Strict-Transport-Security; none where missing. */
  readonly hsts?: number;
  readonly certificate: string;
  readonly key: string;
}

/** A finding that its owner accepts, with the reason. */
export interface Waiver {
  readonly code: string;
  readonly reason: string;
  readonly place: Place;
}
