# @summary Packet filter for IPv4 and IPv6, loaded early at boot and whenever its rules change.
#
# Only chains whose names begin with `placo-`, the jumps to them, and the policies of INPUT and FORWARD are changed:
# the chains of libvirt and other software stay. A file that iptables-restore would refuse never gets in place.
#
# @param packages The packages with iptables-restore and ip6tables-restore.
# @param rivals Services that would load rules of their own, or flush these; stopped and masked where they exist.
# @param v4_rules The rules for IPv4, as iptables-restore reads them.
# @param v6_rules The rules for IPv6, as ip6tables-restore reads them.
class firewall (
  Array[String[1], 1] $packages,
  Array[String[1]]    $rivals,
  String[1]           $v4_rules,
  String[1]           $v6_rules,
) {
  package { $packages:
    ensure => installed,
  }

  $rivals.each |String[1] $rival| {
    exec { "mask ${rival}":
      command  => "systemctl mask --now ${rival}.service",
      onlyif   => "systemctl cat ${rival}.service >/dev/null 2>&1",
      unless   => "systemctl is-enabled ${rival}.service 2>/dev/null | grep -qx masked",
      path     => ['/usr/sbin', '/usr/bin', '/sbin', '/bin'],
      provider => shell,
      # Where the rules do not load, such as before a restart with the kernel's modules, the filter that is there stays.
      require  => File['/etc/placo/firewall/v4.rules', '/etc/placo/firewall/v6.rules'],
      # What stops may flush every rule.
      notify   => Service['placo-firewall'],
    }
  }

  file {
    default:
      ensure => file,
      owner  => 'root',
      group  => 'root',
      ;
    '/etc/placo/firewall':
      ensure => directory,
      mode   => '0755',
      ;
    '/usr/local/sbin/placo-firewall':
      mode    => '0755',
      content => file('firewall/placo-firewall.sh'),
      ;
    '/etc/placo/firewall/v4.rules':
      mode         => '0600',
      content      => $v4_rules,
      validate_cmd => '/usr/local/sbin/placo-firewall check iptables %',
      require      => [Package[$packages], File['/usr/local/sbin/placo-firewall']],
      notify       => Service['placo-firewall'],
      ;
    '/etc/placo/firewall/v6.rules':
      mode         => '0600',
      content      => $v6_rules,
      validate_cmd => '/usr/local/sbin/placo-firewall check ip6tables %',
      require      => [Package[$packages], File['/usr/local/sbin/placo-firewall']],
      notify       => Service['placo-firewall'],
      ;
    '/etc/systemd/system/placo-firewall.service':
      mode    => '0644',
      content => file('firewall/placo-firewall.service'),
      notify  => Exec['placo-firewall: systemctl daemon-reload'],
      ;
  }

  exec { 'placo-firewall: systemctl daemon-reload':
    command     => 'systemctl daemon-reload',
    path        => ['/usr/bin', '/bin'],
    refreshonly => true,
    before      => Service['placo-firewall'],
  }

  service { 'placo-firewall':
    ensure  => running,
    enable  => true,
    restart => 'systemctl reload placo-firewall.service',
  }
}
