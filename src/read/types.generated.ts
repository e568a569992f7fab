// Generated from schema/ by `npm run generate`; do not edit.

/**
 * From where administrators reach machines by SSH.
 *
 * Items: An IPv4 or IPv6 prefix, or one address, such as `198.51.100.0/28` or `198.51.100.7`.
 */
export type Admins = string[];
/**
 * The NFS volumes that the machine mounts. Data lies there, never in the container.
 */
export type Mounts = Mount[];
/**
 * The services that the machine offers, those that its roles imply excepted.
 */
export type Provides = Provided[];
/**
 * The services of other machines that it needs; mounts, stores, the services of the site and the default route count by themselves.
 */
export type Uses = Use[];
/**
 * The software that is configured inside the guest.
 */
export type Roles = ('reverse_proxy' | 'web_hosting')[];
/**
 * Findings of checks that are accepted here, each with its reason.
 *
 * Items: An accepted finding.
 */
export type Waivers = {
  /**
   * The code of the check, such as `check/standby`.
   */
  code: string;
  /**
   * Why it is accepted here, for the reader of the report.
   */
  reason: string;
}[];
/**
 * Where containers lie: `lvm` on each hypervisor, or `nfs` from an NFS server.
 */
export type Store = LvmStore | NfsStore;

/**
 * The data of each kind of source file.
 */
export interface SourceTypes {
  platform: Platform;
  site: Site;
  vm: Guest;
  website: Website;
  lock: Lock;
}
/**
 * `sites/platform.yaml`: the platform and what its sites inherit.
 */
export interface Platform {
  /**
   * The name of the platform.
   */
  name: string;
  /**
   * What the platform is, for people.
   */
  description?: string;
  /**
   * Who answers for the platform; sites inherit it.
   */
  contact: string;
  /**
   * What sites, machines and websites inherit. A site overrides it in its own `defaults`, an object in its own file.
   */
  defaults?: {
    /**
     * What sites inherit.
     */
    site?: {
      /**
       * Who answers for the site; that of the platform where missing.
       */
      contact?: string;
      /**
       * The time zone of its machines.
       */
      time_zone?: string;
      admins?: Admins;
    };
    hypervisor?: HypervisorDefaults;
    server?: ServerDefaults;
    guest?: GuestDefaults;
    website?: WebsiteDefaults;
  };
}
/**
 * What hypervisors inherit.
 */
export interface HypervisorDefaults {
  /**
   * What runs the guests.
   */
  virtualization?: 'kvm' | 'xen';
  /**
   * The operating system of the hypervisor.
   */
  os?:
    | 'debian11'
    | 'debian12'
    | 'debian13'
    | 'rocky8'
    | 'rocky9'
    | 'rocky10'
    | 'centos5'
    | 'centos6'
    | 'centos7';
  /**
   * Cores of the processors, threads not counted.
   */
  cores?: number;
  /**
   * Memory of the machine.
   */
  memory?: string;
  /**
   * Memory kept for the hypervisor itself.
   */
  reserved_memory?: string;
  /**
   * Memory that may be promised to guests for each byte there is: 1 for none beyond it.
   */
  memory_overcommit?: number;
  /**
   * Virtual cores that guests may have for each core.
   */
  core_overcommit?: number;
  /**
   * The processor model that guests see: a named model of libvirt that all the hypervisors of the site can give, so that guests can move.
   */
  cpu_model?: string;
  mounts?: Mounts;
  provides?: Provides;
  uses?: Uses;
}
/**
 * A volume of the site, or a directory of it, mounted by the machine over NFS.
 */
export interface Mount {
  /**
   * The volume, one of `volumes` in site.yaml.
   */
  volume: string;
  /**
   * The directory below the volume's root; the whole volume where missing.
   */
  directory?: string;
  /**
   * Where the machine mounts it.
   */
  path: string;
  /**
   * Whether the machine may only read it.
   */
  read_only?: boolean;
}
/**
 * A service that the machine offers. The firewalls open exactly what is declared.
 */
export interface Provided {
  /**
   * The name of the service, such as `https` or `flexlm`. The ports of the usual ones are known.
   */
  service: string;
  /**
   * The port or range of ports; that of the service where it is a known one.
   */
  port?: number | string;
  /**
   * The transport; that of the service where it is a known one, else tcp.
   */
  protocol?: 'tcp' | 'udp';
  /**
   * Who may reach it: one audience or a list of them.
   */
  from?: string | [string, ...string[]];
  /**
   * The world reaches the service through the NAT gateway of the site, on this port of the gateway's public address.
   */
  forward?: number;
}
/**
 * A service of another machine that the machine needs to do its work.
 */
export interface Use {
  /**
   * The name of the service, one that the other machine provides.
   */
  service: string;
  /**
   * The machine that provides it; one of another site as `site/machine`, which the checks accept with a waiver only.
   */
  on: string;
}
/**
 * What physical servers inherit.
 */
export interface ServerDefaults {
  /**
   * The operating system of the server.
   */
  os?:
    | 'debian11'
    | 'debian12'
    | 'debian13'
    | 'rocky8'
    | 'rocky9'
    | 'rocky10'
    | 'centos5'
    | 'centos6'
    | 'centos7';
  /**
   * Cores of the processors, threads not counted.
   */
  cores?: number;
  /**
   * Memory of the machine.
   */
  memory?: string;
  /**
   * The LVM volume group that volumes lie in, on an NFS server and on a mirror; its physical volumes are made by hand.
   */
  volume_group?: string;
  mounts?: Mounts;
  provides?: Provides;
  uses?: Uses;
}
/**
 * What guests inherit.
 */
export interface GuestDefaults {
  /**
   * The operating system inside the guest.
   */
  os?:
    | 'debian11'
    | 'debian12'
    | 'debian13'
    | 'rocky8'
    | 'rocky9'
    | 'rocky10'
    | 'centos5'
    | 'centos6'
    | 'centos7';
  /**
   * Memory of the guest.
   */
  memory?: string;
  /**
   * Virtual cores of the guest.
   */
  cores?: number;
  cpu?: Cpu;
  io?: Io;
  disk?: Disk;
  /**
   * Whether the guest starts with its production hypervisor; a template never does.
   */
  autostart?: boolean;
  roles?: Roles;
  /**
   * The hypervisor that runs the guest, or `auto`.
   */
  production?: string;
  /**
   * The hypervisors that take the guest over, in order, or `auto` for one of the others.
   */
  standbys?: 'auto' | string[];
  mounts?: Mounts;
  provides?: Provides;
  uses?: Uses;
  /**
   * Its interface on the internal network, or `auto`.
   */
  internal?:
    | 'auto'
    | {
        /**
         * Its IPv4 address; chosen and recorded where missing.
         */
        ipv4?: string;
        /**
         * Its IPv6 address; chosen and recorded where missing.
         */
        ipv6?: string;
        /**
         * Its MAC address; derived and recorded where missing.
         */
        mac?: string;
      };
  /**
   * Its interface on the public network, or `auto`; none where `false`.
   */
  public?:
    | false
    | 'auto'
    | {
        /**
         * Its IPv4 address; chosen and recorded where missing.
         */
        ipv4?: string;
        /**
         * Its IPv6 address; chosen and recorded where missing.
         */
        ipv6?: string;
        /**
         * Its MAC address; derived and recorded where missing.
         */
        mac?: string;
      };
}
/**
 * The guest's part of the processors.
 */
export interface Cpu {
  /**
   * Weight against other guests when all want to run, 1024 being the ordinary one.
   */
  shares?: number;
  /**
   * At most this many cores' worth of time, such as `1.5`; no limit where missing.
   */
  limit?: number;
}
/**
 * The guest's part of the disks; the limits hold for each disk.
 */
export interface Io {
  /**
   * Weight against other guests, 100 to 1000.
   */
  weight?: number;
  /**
   * At most this many bytes a second, as a size such as `50MiB`; no limit where missing.
   */
  bytes_per_second?: string;
  /**
   * At most this many operations a second; no limit where missing.
   */
  operations_per_second?: number;
}
/**
 * The system disk, the 'container'.
 */
export interface Disk {
  /**
   * Size of the disk.
   */
  size?: string;
  /**
   * The store it lies in, one of `stores` in site.yaml; the site's only one where missing.
   */
  store?: string;
}
/**
 * What websites inherit.
 */
export interface WebsiteDefaults {
  /**
   * The guest with the role `web_hosting` that serves it, or `auto`.
   */
  guest?: string;
  /**
   * The guest with the role `reverse_proxy` in front of it, or `auto` for the site's only one.
   */
  proxy?: string;
  /**
   * What the website is made with.
   */
  kind?: 'static' | 'spip' | 'drupal' | 'php';
  /**
   * The PHP version, in quotes; a static website has none.
   */
  php?: string;
  /**
   * How much work it is; `auto` spreads websites over guests by it.
   */
  weight?: 'light' | 'normal' | 'heavy';
  tls?: Tls;
}
/**
 * How the proxy offers it over TLS.
 */
export interface Tls {
  /**
   * Whether it is offered over HTTPS.
   */
  enabled?: boolean;
  /**
   * Whether HTTP answers with a redirection to HTTPS.
   */
  redirect?: boolean;
  /**
   * How long browsers remember to use HTTPS only, or `false`.
   */
  hsts?: false | string;
  /**
   * The certificate chain on the proxy; `/etc/placo/tls/<website>.crt` where missing.
   */
  certificate?: string;
  /**
   * Its private key on the proxy; `/etc/placo/tls/<website>.key` where missing.
   */
  key?: string;
}
/**
 * `sites/<site>/site.yaml`: a site, its networks and what is not virtualised. The name of the directory is the name of the site.
 */
export interface Site {
  /**
   * What the site is, for people.
   */
  description?: string;
  /**
   * The DNS domain of its machines.
   */
  domain: string;
  /**
   * Who answers for the site; that of the platform where missing.
   */
  contact?: string;
  /**
   * The time zone of its machines.
   */
  time_zone?: string;
  admins?: Admins;
  /**
   * What machines and websites of this site inherit, before what the platform says.
   */
  defaults?: {
    hypervisor?: HypervisorDefaults;
    server?: ServerDefaults;
    guest?: GuestDefaults;
    website?: WebsiteDefaults;
  };
  /**
   * The layer-2 networks of the site.
   */
  networks: {
    /**
     * The private network that every machine is in.
     */
    internal: {
      /**
       * The bridge that carries the network on every hypervisor.
       */
      bridge?: string;
      /**
       * The VLAN that carries it between machines, untagged where missing; a machine sends tags itself where its device is named so, such as `eno1.10`.
       */
      vlan?: number;
      /**
       * The largest packet, in bytes.
       */
      mtu?: number;
      /**
       * Its IPv4 prefix.
       */
      ipv4: string;
      /**
       * Its IPv6 prefix; no IPv6 where missing.
       */
      ipv6?: string;
      guest_range?: Range;
      /**
       * IPv4 addresses that are never chosen by `auto`, one by one or as ranges, such as `10.49.0.1-10.49.0.9`: of machines that these files do not describe.
       */
      reserved?: string[];
      /**
       * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
       */
      nat?: string;
      dynamic_range?: Range1;
    };
    /**
     * The network that the world reaches, for the machines that offer it something.
     */
    public?: {
      /**
       * The bridge that carries the network on every hypervisor.
       */
      bridge?: string;
      /**
       * The VLAN that carries it between machines, untagged where missing; a machine sends tags itself where its device is named so, such as `eno1.10`.
       */
      vlan?: number;
      /**
       * The largest packet, in bytes.
       */
      mtu?: number;
      /**
       * Its IPv4 prefix.
       */
      ipv4: string;
      /**
       * Its IPv6 prefix; no IPv6 where missing.
       */
      ipv6?: string;
      guest_range?: Range2;
      /**
       * IPv4 addresses that are never chosen by `auto`, one by one or as ranges, such as `10.49.0.1-10.49.0.9`: of machines that these files do not describe.
       */
      reserved?: string[];
      /**
       * The provider's IPv4 router.
       */
      gateway4: string;
      /**
       * The provider's IPv6 router.
       */
      gateway6?: string;
    };
  };
  /**
   * The machines that run the guests, by name. They are interchangeable.
   */
  hypervisors?: {
    [k: string]: Hypervisor;
  };
  /**
   * The physical machines that are not virtualised, by name.
   */
  servers?: {
    [k: string]: Server;
  };
  /**
   * Who provides the services of layer 1 to the machines of the site, in order of preference.
   */
  services?: {
    /**
     * Resolve names for the site's machines.
     *
     * @minItems 1
     *
     * Items: A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    dns?: [string, ...string[]];
    /**
     * Give addresses to the machines of the internal network.
     *
     * @minItems 1
     *
     * Items: A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    dhcp?: [string, ...string[]];
    /**
     * Tell the time.
     *
     * @minItems 1
     *
     * Items: A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    ntp?: [string, ...string[]];
    /**
     * Collect the logs.
     *
     * @minItems 1
     *
     * Items: A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    log?: [string, ...string[]];
    /**
     * Hold the directory of users.
     *
     * @minItems 1
     *
     * Items: A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    ldap?: [string, ...string[]];
    /**
     * Serve their configuration to the machines.
     *
     * @minItems 1
     *
     * Items: A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    puppet?: [string, ...string[]];
    /**
     * Relay the mail that machines send.
     *
     * @minItems 1
     *
     * Items: A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    smtp?: [string, ...string[]];
    /**
     * Mirror or cache the packages.
     *
     * @minItems 1
     *
     * Items: A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    packages?: [string, ...string[]];
    /**
     * Fetch the backups of the machines.
     *
     * @minItems 1
     *
     * Items: A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    backup?: [string, ...string[]];
  };
  /**
   * Where the system disks of guests ('containers') lie, by name.
   */
  stores?: {
    [k: string]: Store;
  };
  /**
   * The file systems of the NFS servers, each exported whole, by name.
   */
  volumes?: {
    [k: string]: Volume;
  };
  /**
   * The server of another site that keeps this one's off-site backups, as `site/server`: the NFS servers reach it over SSH.
   */
  offsite_backup?: string;
  waivers?: Waivers;
}
/**
 * The IPv4 addresses from which guests get theirs where it is `auto`; the whole network where missing.
 */
export interface Range {
  /**
   * The first address.
   */
  from: string;
  /**
   * The last address.
   */
  to: string;
}
/**
 * The IPv4 addresses that DHCP hands out to machines it does not know.
 */
export interface Range1 {
  /**
   * The first address.
   */
  from: string;
  /**
   * The last address.
   */
  to: string;
}
/**
 * The IPv4 addresses from which guests get theirs where it is `auto`; the whole network where missing.
 */
export interface Range2 {
  /**
   * The first address.
   */
  from: string;
  /**
   * The last address.
   */
  to: string;
}
/**
 * A physical machine that runs guests.
 */
export interface Hypervisor {
  /**
   * What the machine is, for people.
   */
  description?: string;
  /**
   * What runs the guests.
   */
  virtualization?: 'kvm' | 'xen';
  /**
   * The operating system of the hypervisor.
   */
  os?:
    | 'debian11'
    | 'debian12'
    | 'debian13'
    | 'rocky8'
    | 'rocky9'
    | 'rocky10'
    | 'centos5'
    | 'centos6'
    | 'centos7';
  /**
   * Cores of the processors, threads not counted.
   */
  cores?: number;
  /**
   * Memory of the machine.
   */
  memory?: string;
  /**
   * Memory kept for the hypervisor itself.
   */
  reserved_memory?: string;
  /**
   * Memory that may be promised to guests for each byte there is: 1 for none beyond it.
   */
  memory_overcommit?: number;
  /**
   * Virtual cores that guests may have for each core.
   */
  core_overcommit?: number;
  /**
   * The processor model that guests see: a named model of libvirt that all the hypervisors of the site can give, so that guests can move.
   */
  cpu_model?: string;
  interfaces: Interfaces;
  mounts?: Mounts;
  provides?: Provides;
  uses?: Uses;
  waivers?: Waivers;
}
/**
 * Its network interfaces. One without an address only carries the network for the guests.
 */
export interface Interfaces {
  internal: Interface;
  public?: Interface1;
}
/**
 * On the internal network.
 */
export interface Interface {
  /**
   * The device, such as `eno1`.
   */
  device: string;
  /**
   * Its IPv4 address.
   */
  ipv4?: string;
  /**
   * Its IPv6 address.
   */
  ipv6?: string;
  /**
   * Its MAC address, for DHCP.
   */
  mac?: string;
}
/**
 * On the public network.
 */
export interface Interface1 {
  /**
   * The device, such as `eno1`.
   */
  device: string;
  /**
   * Its IPv4 address.
   */
  ipv4?: string;
  /**
   * Its IPv6 address.
   */
  ipv6?: string;
  /**
   * Its MAC address, for DHCP.
   */
  mac?: string;
}
/**
 * A physical machine that is not virtualised.
 */
export interface Server {
  /**
   * What the machine is, for people.
   */
  description?: string;
  /**
   * What the server is there for.
   */
  roles?: (
    'nfs' | 'mirror' | 'infrastructure' | 'directory' | 'computing' | 'interactive' | 'backup' | 'logs'
  )[];
  /**
   * The operating system of the server.
   */
  os?:
    | 'debian11'
    | 'debian12'
    | 'debian13'
    | 'rocky8'
    | 'rocky9'
    | 'rocky10'
    | 'centos5'
    | 'centos6'
    | 'centos7';
  /**
   * Cores of the processors, threads not counted.
   */
  cores?: number;
  /**
   * Memory of the machine.
   */
  memory?: string;
  /**
   * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
   */
  mirror?: string;
  service_address?: ServiceAddress;
  /**
   * The LVM volume group that volumes lie in, on an NFS server and on a mirror; its physical volumes are made by hand.
   */
  volume_group?: string;
  interfaces: Interfaces1;
  mounts?: Mounts;
  provides?: Provides;
  uses?: Uses;
  waivers?: Waivers;
}
/**
 * The address, on the internal network, by which clients reach the volumes of a server that has a mirror: `placo-volumes promote` gives it to the node that it puts in charge, so that clients find the volumes wherever they are, and neither node ever needs the address of the other. Without it clients use the address of the server itself.
 */
export interface ServiceAddress {
  /**
   * A name that is given here. Words that mean something where a name is expected (`auto`, `world`, `internal`, `public`, `hypervisors`, `admins`) and `init`, which Puppet keeps for itself, are no names.
   */
  name: string;
  /**
   * The IPv4 address, which no machine has as its own.
   */
  ipv4?: string;
  /**
   * The IPv6 address, which no machine has as its own.
   */
  ipv6?: string;
}
/**
 * Its network interfaces.
 */
export interface Interfaces1 {
  internal: Interface;
  public?: Interface1;
}
/**
 * A volume group on each hypervisor, one logical volume a container.
 */
export interface LvmStore {
  /**
   * Local to each hypervisor.
   */
  type: 'lvm';
  /**
   * The LVM volume group.
   */
  volume_group?: string;
  /**
   * Size of the volume group on each hypervisor.
   */
  size: string;
}
/**
 * A volume of an NFS server with raw images, mounted by every hypervisor.
 */
export interface NfsStore {
  /**
   * Exported by the NFS server to the hypervisors.
   */
  type: 'nfs';
  /**
   * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
   */
  volume: string;
  /**
   * Where hypervisors mount it; `/srv/<store>` where missing.
   */
  mount_point?: string;
}
/**
 * A file system of an NFS server, on LVM, exported whole.
 */
export interface Volume {
  /**
   * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
   */
  server: string;
  /**
   * Its size. It grows with it; a volume is never made smaller.
   */
  size: string;
  /**
   * What kind of data it holds.
   */
  contents:
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
  /**
   * What it is formatted with when it is made.
   */
  file_system?: 'xfs' | 'ext4';
  /**
   * Where the server mounts it; `/srv/nfs/<volume>` where missing.
   */
  path?: string;
  /**
   * The identity of the export, the same on the mirror.
   */
  fsid?: 'auto' | number;
}
/**
 * `sites/<site>/vms/<guest>.yaml`: a virtual machine. The name of the file is the name of the guest.
 */
export interface Guest {
  /**
   * What the guest is there for, for people.
   */
  description: string;
  /**
   * `running`, or a `template` that is defined and stays shut off.
   */
  state?: 'running' | 'template';
  /**
   * Whether the guest starts with its production hypervisor; a template never does.
   */
  autostart?: boolean;
  roles?: Roles;
  /**
   * The operating system inside the guest.
   */
  os?:
    | 'debian11'
    | 'debian12'
    | 'debian13'
    | 'rocky8'
    | 'rocky9'
    | 'rocky10'
    | 'centos5'
    | 'centos6'
    | 'centos7';
  /**
   * Memory of the guest.
   */
  memory?: string;
  /**
   * Virtual cores of the guest.
   */
  cores?: number;
  cpu?: Cpu;
  io?: Io;
  disk?: Disk;
  /**
   * Further disks, after the system disk.
   *
   * Items: A further disk.
   */
  disks?: {
    /**
     * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    name: string;
    /**
     * Size of the disk.
     */
    size: string;
    /**
     * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
     */
    store?: string;
    /**
     * What kind of data it holds.
     */
    contents:
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
  }[];
  /**
   * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
   */
  production?: string;
  /**
   * The hypervisors that take the guest over, in order, or `auto` for one of the others.
   */
  standbys?: 'auto' | string[];
  /**
   * Its interface on the internal network, or `auto`.
   */
  internal?:
    | 'auto'
    | {
        /**
         * Its IPv4 address; chosen and recorded where missing.
         */
        ipv4?: string;
        /**
         * Its IPv6 address; chosen and recorded where missing.
         */
        ipv6?: string;
        /**
         * Its MAC address; derived and recorded where missing.
         */
        mac?: string;
      };
  /**
   * Its interface on the public network, or `auto`; none where `false`.
   */
  public?:
    | false
    | 'auto'
    | {
        /**
         * Its IPv4 address; chosen and recorded where missing.
         */
        ipv4?: string;
        /**
         * Its IPv6 address; chosen and recorded where missing.
         */
        ipv6?: string;
        /**
         * Its MAC address; derived and recorded where missing.
         */
        mac?: string;
      };
  mounts?: Mounts;
  provides?: Provides;
  uses?: Uses;
  /**
   * The UUID that an imported guest has; derived from its name where missing.
   */
  uuid?: string;
  waivers?: Waivers;
}
/**
 * `sites/<site>/websites/<website>.yaml`: a website behind the reverse proxy of its site. The name of the file is the name of the website.
 */
export interface Website {
  /**
   * What the website is, for people.
   */
  description?: string;
  /**
   * Its canonical host name.
   */
  server_name: string;
  /**
   * Its other host names.
   *
   * Items: A full host name, such as `www.math.example` (RFC 1123); names with other letters are written in their `xn--` form.
   */
  aliases?: string[];
  /**
   * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
   */
  guest?: string;
  /**
   * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
   */
  proxy?: string;
  /**
   * What the website is made with.
   */
  kind?: 'static' | 'spip' | 'drupal' | 'php';
  /**
   * The PHP version, in quotes; a static website has none.
   */
  php?: string;
  /**
   * How much work it is; `auto` spreads websites over guests by it.
   */
  weight?: 'light' | 'normal' | 'heavy';
  /**
   * The numeric identity of the Unix user and group of its processes, the same on every machine that mounts its files.
   */
  uid?: 'auto' | number;
  /**
   * Where the guest sees its files; a directory of its name in the guest's mount of htdocs where missing.
   */
  document_root?: string;
  tls?: Tls;
  waivers?: Waivers;
}
/**
 * `sites/<site>/placo.lock.yaml`: what was decided where the sources say `auto`. placo writes it; commit it with the sources.
 */
export interface Lock {
  /**
   * The version of this format.
   */
  version: 1;
  /**
   * Decisions for guests, by name.
   */
  guests?: {
    /**
     * Decisions for a guest.
     */
    [k: string]: {
      /**
       * Its interface on the internal network.
       */
      internal?: {
        /**
         * The chosen IPv4 address.
         */
        ipv4?: string;
        /**
         * The chosen IPv6 address.
         */
        ipv6?: string;
        /**
         * The derived MAC address.
         */
        mac?: string;
      };
      /**
       * Its interface on the public network.
       */
      public?: {
        /**
         * The chosen IPv4 address.
         */
        ipv4?: string;
        /**
         * The chosen IPv6 address.
         */
        ipv6?: string;
        /**
         * The derived MAC address.
         */
        mac?: string;
      };
      /**
       * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
       */
      production?: string;
      /**
       * The chosen standbys.
       *
       * Items: A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
       */
      standbys?: string[];
    };
  };
  /**
   * Decisions for websites, by name.
   */
  websites?: {
    /**
     * Decisions for a website.
     */
    [k: string]: {
      /**
       * A name of a site, a machine, a volume, a store or a website: lower-case letters, digits, `-` and `_`, beginning with a letter, at most 63 characters. It becomes a host name (with `_` as `-`) and a Puppet class (with `-` as `_`).
       */
      guest?: string;
      /**
       * The chosen numeric identity.
       */
      uid?: number;
    };
  };
  /**
   * Decisions for volumes, by name.
   */
  volumes?: {
    /**
     * Decisions for a volume.
     */
    [k: string]: {
      /**
       * The chosen identity of the export.
       */
      fsid?: number;
    };
  };
}
