# @summary What every managed machine has: its name, the names it knows without DNS, its time zone and resolver.
#
# The directories that other modules share, /etc/placo and /var/lib/placo, are here.
#
# @param hostname The short host name.
# @param hosts The content of /etc/hosts.
# @param motd What is shown after logging in.
# @param time_zone A name of the IANA database.
# @param packages Packages to install.
# @param time_zone_file Where the distribution keeps the name of the time zone too.
# @param resolver The content of /etc/resolv.conf; whoever writes it now keeps doing so where missing.
# @param network_manager Whether NetworkManager has to be kept from writing /etc/resolv.conf.
class base (
  String[1]                         $hostname,
  String[1]                         $hosts,
  String[1]                         $motd,
  Pattern[/\A[A-Za-z][\w+\/-]*\z/]  $time_zone,
  Array[String[1]]                  $packages = [],
  Optional[Pattern[/\A\//]]         $time_zone_file = undef,
  Optional[String[1]]               $resolver = undef,
  Boolean                           $network_manager = false,
) {
  package { $packages:
    ensure => installed,
  }

  file {
    default:
      ensure => file,
      owner  => 'root',
      group  => 'root',
      mode   => '0644',
      ;
    ['/etc/placo', '/var/lib/placo']:
      ensure => directory,
      mode   => '0755',
      ;
    '/etc/hostname':
      content => "${hostname}\n",
      ;
    '/etc/hosts':
      content => $hosts,
      ;
    '/etc/motd':
      content => $motd,
      ;
    '/etc/localtime':
      ensure  => link,
      target  => "/usr/share/zoneinfo/${time_zone}",
      require => Package[$packages],
      ;
  }

  if $time_zone_file {
    file { $time_zone_file:
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0644',
      content => "${time_zone}\n",
    }
  }

  if $resolver {
    file { '/etc/resolv.conf':
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0644',
      content => $resolver,
    }
  }

  if $resolver and $network_manager {
    file { '/etc/NetworkManager/conf.d/90-placo.conf':
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0644',
      content => "[main]\ndns=none\n",
      before  => File['/etc/resolv.conf'],
    }

    exec { 'base: reload NetworkManager':
      command     => 'nmcli general reload conf',
      path        => ['/usr/bin', '/bin'],
      onlyif      => 'systemctl is-active --quiet NetworkManager.service',
      refreshonly => true,
      subscribe   => File['/etc/NetworkManager/conf.d/90-placo.conf'],
    }
  }
}
