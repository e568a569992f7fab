# @summary NFS mounts of a machine, as systemd units, which need no Puppet module beside this one.
#
# What is mounted is never unmounted or mounted anew by Puppet, since guests and services work in it: a changed unit
# counts from the next mount on.
#
# @param units The content of each mount unit by its name, which systemd derives from the mount point.
class nfs_client (
  Hash[Pattern[/\A\S+\.mount\z/], String[1]] $units,
) {
  $units.each |String $unit, String $content| {
    file { "/etc/systemd/system/${unit}":
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0644',
      content => $content,
      notify  => Exec['nfs_client: systemctl daemon-reload'],
    }

    service { $unit:
      ensure  => running,
      enable  => true,
      require => [Class['nfs_common'], Exec['nfs_client: systemctl daemon-reload']],
    }
  }

  exec { 'nfs_client: systemctl daemon-reload':
    command     => 'systemctl daemon-reload',
    path        => ['/usr/bin', '/bin'],
    refreshonly => true,
  }
}
