# @summary KVM hypervisor: libvirt, its locks, and the definitions of networks, storage pools and guests.
#
# Guests are defined, and started at boot where this host is theirs. No guest is ever started, stopped or restarted by
# Puppet; a changed definition counts from the guest's next start.
#
# @param packages The packages of libvirt and QEMU.
# @param sockets The sockets by which libvirt's daemons are started when they are needed.
# @param daemon The daemon that starts guests at boot and reads qemu.conf.
# @param guests_config Where the settings of libvirt-guests lie.
# @param qemu_lockd_conf The content of qemu-lockd.conf.
# @param networks Definitions of networks, by name.
# @param pools Definitions of storage pools, by name.
# @param domains Definitions of guests, by name.
# @param autostart The guests that start at boot.
# @param shared_store Where the store that all hypervisors share is mounted; it holds their locks.
# @param store_units The units that mount shared stores.
# @param selinux_booleans SELinux booleans that are switched on.
class kvm (
  Array[String[1], 1]                            $packages,
  Array[Pattern[/\A[\w-]+\.socket\z/], 1]        $sockets,
  Pattern[/\A[\w-]+\.service\z/]                 $daemon,
  Pattern[/\A\//]                                $guests_config,
  String[1]                                      $qemu_lockd_conf,
  Hash[Pattern[/\A[A-Za-z][\w-]*\z/], String[1]] $networks,
  Hash[Pattern[/\A[A-Za-z][\w-]*\z/], String[1]] $pools,
  Hash[Pattern[/\A[A-Za-z][\w-]*\z/], String[1]] $domains,
  Array[Pattern[/\A[A-Za-z][\w-]*\z/]]           $autostart,
  Optional[Pattern[/\A\/\S+\z/]]                 $shared_store     = undef,
  Array[String[1]]                               $store_units      = [],
  Array[Pattern[/\A\w+\z/]]                      $selinux_booleans = [],
) {
  $script = '/usr/local/sbin/placo-libvirt'
  $stores = $store_units.map |String $unit| { Service[$unit] }

  package { $packages:
    ensure => installed,
  }

  file {
    default:
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0644',
      require => Package[$packages],
      ;
    $script:
      mode    => '0755',
      content => file('kvm/placo-libvirt.sh'),
      ;
    '/etc/libvirt/qemu.conf':
      mode    => '0600',
      content => file('kvm/qemu.conf'),
      before  => Service[$sockets],
      notify  => Exec["kvm: restart ${daemon}"],
      ;
    '/etc/libvirt/qemu-lockd.conf':
      content => $qemu_lockd_conf,
      before  => Service[$sockets],
      notify  => Exec["kvm: restart ${daemon}"],
      ;
    # Read when the host goes down. Its service is never notified: to restart it is to shut the guests down.
    $guests_config:
      content => file('kvm/libvirt-guests'),
      ;
    '/etc/modules-load.d/placo-kvm.conf':
      content => "bfq\n",
      ;
    '/etc/udev/rules.d/60-placo-kvm.rules':
      content => file('kvm/scheduler.rules'),
      notify  => Exec['kvm: schedule disks'],
      ;
  }

  exec {
    default:
      path => ['/usr/sbin', '/usr/bin', '/sbin', '/bin'],
      ;
    'kvm: load bfq':
      command  => 'modprobe bfq',
      onlyif   => 'test -x "$(command -v modprobe)" && modprobe --dry-run --quiet bfq',
      creates  => '/sys/module/bfq',
      provider => shell,
      before   => Exec['kvm: schedule disks'],
      ;
    'kvm: schedule disks':
      command     => 'udevadm control --reload && udevadm trigger --subsystem-match=block --action=change',
      onlyif      => 'test -S /run/udev/control',
      provider    => shell,
      refreshonly => true,
      ;
    # Guests go on while their daemon restarts.
    "kvm: restart ${daemon}":
      command     => "systemctl try-restart ${daemon}",
      refreshonly => true,
      require     => Service[$sockets],
      ;
  }

  $selinux_booleans.each |String $boolean| {
    exec { "kvm: SELinux boolean ${boolean}":
      command  => "setsebool -P ${boolean} on",
      onlyif   => 'test -x /usr/sbin/selinuxenabled && selinuxenabled',
      unless   => "getsebool ${boolean} | grep -q 'on$'",
      provider => shell,
      path     => ['/usr/sbin', '/usr/bin', '/sbin', '/bin'],
    }
  }

  # The directory of locks is never made where the store is not mounted: locks there would keep nobody out.
  if $shared_store {
    exec { "kvm: locks in ${shared_store}":
      command => ['install', '-d', '-m', '0700', "${shared_store}/.placo-locks"],
      onlyif  => [['mountpoint', '-q', $shared_store]],
      creates => "${shared_store}/.placo-locks",
      path    => ['/usr/bin', '/bin'],
      require => $stores,
      before  => Service[$sockets],
    }
  }

  service {
    default:
      enable  => true,
      require => Package[$packages],
      ;
    $sockets:
      ensure => running,
      ;
    # They stop when they have nothing to do, so they need not be running.
    $daemon: ;
    'libvirt-guests.service':
      ensure  => running,
      require => File[$guests_config],
      ;
  }

  $definitions = { 'network' => $networks, 'pool' => $pools, 'domain' => $domains }

  file { '/etc/libvirt/placo':
    ensure  => directory,
    owner   => 'root',
    group   => 'root',
    mode    => '0755',
    require => Package[$packages],
  }

  $definitions.each |String $kind, Hash $named| {
    # What has no file any more is given up, so what others leave here goes.
    file { "/etc/libvirt/placo/${kind}":
      ensure  => directory,
      owner   => 'root',
      group   => 'root',
      mode    => '0755',
      recurse => true,
      purge   => true,
      before  => Exec['kvm: forget'],
    }

    $named.each |String $name, String $content| {
      $boot = ($kind != 'domain' or $name in $autostart) ? {
        true    => 'autostart',
        default => 'manual',
      }

      file { "/etc/libvirt/placo/${kind}/${name}.xml":
        ensure  => file,
        owner   => 'root',
        group   => 'root',
        mode    => '0644',
        content => $content,
      }

      exec { "kvm: ${kind} ${name}":
        command => "sh ${script} apply ${kind} ${name} ${boot}",
        unless  => "sh ${script} check ${kind} ${name} ${boot}",
        path    => ['/usr/bin', '/bin'],
        require => [
          File["/etc/libvirt/placo/${kind}/${name}.xml", $script],
          Service[$sockets],
          $stores,
          Exec["kvm: restart ${daemon}"],
        ],
      }
    }
  }

  exec { 'kvm: forget':
    command => "sh ${script} forget",
    unless  => "sh ${script} check-forgotten",
    path    => ['/usr/bin', '/bin'],
    require => [File[$script], Service[$sockets]],
  }
}
