# @summary The volumes of an NFS server: logical volumes with a file system, mounted below the root of the exports.
#
# What is there is never formatted and never made smaller. A mirrored volume is formatted and mounted only on the node that
# somebody put in charge. Physical volumes and the volume group are the administrator's.
#
# @param packages LVM, and the programs of the file systems.
# @param table What placo-volumes makes, as it reads it.
# @param volumes The unit that mounts each volume, and its content, by the volume's name.
class volumes (
  Array[String[1], 1] $packages,
  String[1]           $table,
  Hash[
    Pattern[/\A[a-z][\w-]*\z/],
    Struct[{
        unit     => Pattern[/\A\S+\.mount\z/],
        content  => String[1],
        mirrored => Boolean,
    }]
  ]                   $volumes,
) {
  $script = '/usr/local/sbin/placo-volumes'

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
    $script:
      mode    => '0755',
      content => file('volumes/placo-volumes.sh'),
      ;
    '/etc/placo/volumes':
      content => $table,
      ;
  }

  exec { 'volumes: systemctl daemon-reload':
    command     => 'systemctl daemon-reload',
    path        => ['/usr/bin', '/bin'],
    refreshonly => true,
  }

  $volumes.each |String $name, Hash $volume| {
    $mirror = $volume['mirrored'] ? { true => [Class['drbd']], default => [] }

    file { "/etc/systemd/system/${volume['unit']}":
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0644',
      content => $volume['content'],
      notify  => Exec['volumes: systemctl daemon-reload'],
    }

    exec {
      default:
        provider => shell,
        path     => ['/usr/sbin', '/usr/bin', '/sbin', '/bin'],
        require  => $mirror + [
          Package[$packages],
          File[$script, '/etc/placo/volumes', "/etc/systemd/system/${volume['unit']}"],
          Exec['volumes: systemctl daemon-reload'],
        ],
        ;
      "volumes: ${name}":
        command => "${script} apply ${name}",
        unless  => "test -x ${script} && ${script} check ${name}",
        timeout => 1800,
        ;
      # Fails where the sources ask for less than there is. Nothing waits for it.
      "volumes: size of ${name}":
        command => "${script} size ${name}",
        unless  => "test ! -x ${script} || ${script} size ${name}",
        ;
    }

    unless $volume['mirrored'] {
      service { $volume['unit']:
        enable  => true,
        require => Exec['volumes: systemctl daemon-reload'],
      }
    }
  }
}
