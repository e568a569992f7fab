# @summary What NFS servers and clients have in common: the programs, and the domain of names of users.
#
# @param packages The packages with mount.nfs and nfsidmap.
# @param idmapd_conf The content of idmapd.conf(5).
class nfs_common (
  Array[String[1], 1] $packages,
  String[1]           $idmapd_conf,
) {
  package { $packages:
    ensure => installed,
  }

  file { '/etc/idmapd.conf':
    ensure  => file,
    owner   => 'root',
    group   => 'root',
    mode    => '0644',
    content => $idmapd_conf,
    require => Package[$packages],
    notify  => Exec['nfs_common: restart idmapd'],
  }

  # Only servers run the daemon; try-restart does nothing elsewhere.
  exec { 'nfs_common: restart idmapd':
    command     => 'systemctl try-restart nfs-idmapd.service',
    path        => ['/usr/bin', '/bin'],
    refreshonly => true,
  }
}
