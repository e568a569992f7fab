# @summary dnsmasq, for the addresses of the internal network: DHCP, DHCPv6 and router advertisements, no DNS.
#
# @param packages Packages to install.
# @param config Content of /etc/dnsmasq.conf.
class dhcp_server (
  Array[String[1], 1] $packages,
  String[1]           $config,
) {
  package { $packages:
    ensure => installed,
  }
  -> file { '/etc/dnsmasq.conf':
    ensure       => file,
    owner        => 'root',
    group        => 'root',
    mode         => '0644',
    content      => $config,
    validate_cmd => 'dnsmasq --test --conf-file=%',
  }
  ~> service { 'dnsmasq':
    ensure => running,
    enable => true,
  }
}
