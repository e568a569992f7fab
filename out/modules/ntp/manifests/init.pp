# @summary Time by chrony, from the servers of the site or, on these, from outside.
#
# @param packages Packages to install.
# @param service Name of the service.
# @param config_file Where chrony reads its configuration.
# @param config Content of that file.
class ntp (
  Array[String[1], 1] $packages,
  String[1]           $service,
  Pattern[/\A\//]     $config_file,
  String[1]           $config,
) {
  package { $packages:
    ensure => installed,
  }
  -> file { $config_file:
    ensure  => file,
    owner   => 'root',
    group   => 'root',
    mode    => '0644',
    content => $config,
  }
  ~> service { $service:
    ensure => running,
    enable => true,
  }
}
