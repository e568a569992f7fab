# @summary DRBD: the volumes of an NFS server, mirrored block by block on another one.
#
# Nothing here makes metadata or changes who is primary, as both decide which data live: what is up follows its file.
# Only a volume that was never used is given metadata, by placo-volumes.
#
# @param packages The packages with drbdadm.
# @param resources The resources as drbd.conf(5) has them, by name.
# @param verify Whether this node starts the monthly comparison; one of the two does.
class drbd (
  Array[String[1], 1]                            $packages,
  Hash[Pattern[/\A[A-Za-z][\w-]*\z/], String[1]] $resources,
  Boolean                                        $verify,
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
    '/etc/drbd.d/global_common.conf':
      content => file('drbd/global_common.conf'),
      require => Package[$packages],
      ;
    '/etc/systemd/system/placo-drbd-verify.service':
      content => file('drbd/placo-drbd-verify.service'),
      notify  => Exec['drbd: systemctl daemon-reload'],
      ;
    '/etc/systemd/system/placo-drbd-verify.timer':
      content => file('drbd/placo-drbd-verify.timer'),
      notify  => Exec['drbd: systemctl daemon-reload'],
      ;
  }

  exec { 'drbd: systemctl daemon-reload':
    command     => 'systemctl daemon-reload',
    path        => ['/usr/bin', '/bin'],
    refreshonly => true,
  }

  service { 'placo-drbd-verify.timer':
    ensure  => $verify,
    enable  => $verify,
    require => Exec['drbd: systemctl daemon-reload'],
  }

  # Brings up at boot what has metadata; who is primary is said by hand, or by a cluster manager.
  service { 'drbd':
    enable  => true,
    require => Package[$packages],
  }

  $resources.each |String $name, String $content| {
    file { "/etc/drbd.d/${name}.res":
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0644',
      content => $content,
      require => File['/etc/drbd.d/global_common.conf'],
    }

    exec { "drbd: adjust ${name}":
      command     => "drbdadm adjust ${name}",
      onlyif      => "drbdsetup status ${name}",
      provider    => shell,
      path        => ['/usr/sbin', '/usr/bin', '/sbin', '/bin'],
      refreshonly => true,
      subscribe   => File["/etc/drbd.d/${name}.res", '/etc/drbd.d/global_common.conf'],
    }
  }
}
