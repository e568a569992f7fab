# @summary NFS 4 server: what it exports, to whom, and its settings.
#
# Exports change without a restart, so that clients never wait. The directories are only made where they are missing:
# once a volume is mounted on one, its owner and mode are the volume's own.
#
# @param packages The packages that a server needs beyond those of clients.
# @param config_file Where the settings of the server go.
# @param directories The mount points of the volumes, their parent first.
# @param exports The exports, as exports(5) has them.
# @param volumes The volumes that are exported, by name: each is mounted before, where this node is in charge of it.
class nfs_server (
  Array[String[1]]           $packages,
  Pattern[/\A\//]            $config_file,
  Array[Pattern[/\A\//], 1]  $directories,
  String[1]                  $exports,
  Array[String[1], 1]        $volumes,
) {
  $mounted = $volumes.map |String $name| { Exec["volumes: ${name}"] }

  package { $packages:
    ensure => installed,
  }

  file {
    default:
      owner   => 'root',
      group   => 'root',
      require => [Class['nfs_common'], Package[$packages]],
      ;
    $directories:
      ensure => directory,
      owner  => undef,
      group  => undef,
      ;
    ['/etc/exports.d', '/etc/nfs.conf.d']:
      ensure => directory,
      mode   => '0755',
      ;
    $config_file:
      ensure  => file,
      mode    => '0644',
      content => file('nfs_server/nfs.conf'),
      notify  => Service['nfs-server'],
      ;
    '/etc/exports.d/placo.exports':
      ensure  => file,
      mode    => '0644',
      content => $exports,
      require => $mounted + [Package[$packages]],
      before  => Service['nfs-server'],
      notify  => Exec['nfs_server: exportfs -ra'],
      ;
  }

  service { 'nfs-server':
    ensure  => running,
    enable  => true,
    require => $mounted + [File[$directories]],
  }

  # Also when a volume was mounted, since none is exported before.
  exec { 'nfs_server: exportfs -ra':
    command     => 'exportfs -ra',
    path        => ['/usr/sbin', '/sbin'],
    refreshonly => true,
    subscribe   => $mounted,
    require     => Service['nfs-server'],
  }
}
