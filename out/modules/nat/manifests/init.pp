# @summary Lets the NAT gateway forward packets; what it forwards and translates is decided by the class firewall.
#
# @param settings Content of the file of kernel settings.
class nat (
  String[1] $settings,
) {
  file { '/etc/sysctl.d/60-placo-nat.conf':
    ensure  => file,
    owner   => 'root',
    group   => 'root',
    mode    => '0644',
    content => $settings,
  }
  ~> exec { 'nat: load the kernel settings':
    command     => 'sysctl --load /etc/sysctl.d/60-placo-nat.conf',
    path        => ['/usr/sbin', '/sbin', '/usr/bin', '/bin'],
    refreshonly => true,
  }
}
