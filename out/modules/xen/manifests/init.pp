# @summary Xen hypervisor: the configurations of guests for xl, and which of them start at boot.
#
# No guest is ever started, stopped or restarted by Puppet; a changed configuration counts from the guest's next start.
# The directory of what starts at boot belongs to Puppet: a guest that is in production elsewhere must not be in it.
#
# @param packages The packages of the hypervisor and its tools.
# @param guests Configurations of guests for xl, by name.
# @param autostart The guests that start at boot.
class xen (
  Array[String[1], 1]                            $packages,
  Hash[Pattern[/\A[A-Za-z][\w-]*\z/], String[1]] $guests,
  Array[Pattern[/\A[A-Za-z][\w-]*\z/]]           $autostart,
) {
  package { $packages:
    ensure => installed,
  }

  file {
    default:
      owner   => 'root',
      group   => 'root',
      require => Package[$packages],
      ;
    ['/etc/xen/placo', '/etc/xen/auto']:
      ensure  => directory,
      mode    => '0755',
      recurse => true,
      purge   => true,
      ;
    # Read at boot and when the host goes down. The service is never notified: to restart it is to shut the guests down.
    '/etc/default/xendomains':
      ensure  => file,
      mode    => '0644',
      content => file('xen/xendomains'),
      ;
  }

  $guests.each |String $name, String $content| {
    file { "/etc/xen/placo/${name}.cfg":
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0644',
      content => $content,
    }
  }

  $autostart.each |String $name| {
    file { "/etc/xen/auto/${name}.cfg":
      ensure => link,
      target => "/etc/xen/placo/${name}.cfg",
    }
  }

  service { 'xendomains':
    enable  => true,
    require => Package[$packages],
  }
}
