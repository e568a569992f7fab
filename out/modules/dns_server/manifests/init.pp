# @summary BIND, for the zones of the site and for what its machines ask about the world.
#
# @param packages Packages to install.
# @param service Name of the service.
# @param group The group that BIND runs as.
# @param config_file Where BIND reads its configuration.
# @param config Content of that file.
# @param zone_directory The directory of the zone files; whatever else lies in it is removed.
# @param zones Content of each zone file, by path.
class dns_server (
  Array[String[1], 1]                   $packages,
  String[1]                             $service,
  String[1]                             $group,
  Pattern[/\A\//]                       $config_file,
  String[1]                             $config,
  Pattern[/\A\//]                       $zone_directory,
  Hash[Pattern[/\A\/.*\.zone\z/], String[1]] $zones,
) {
  package { $packages:
    ensure => installed,
  }

  file {
    default:
      owner   => 'root',
      group   => $group,
      require => Package[$packages],
      notify  => Service[$service],
      ;
    $config_file:
      ensure       => file,
      mode         => '0640',
      content      => $config,
      validate_cmd => 'named-checkconf %',
      ;
    $zone_directory:
      ensure  => directory,
      mode    => '0750',
      purge   => true,
      recurse => true,
      force   => true,
      ;
  }

  $zones.each |String[1] $path, String[1] $content| {
    file { $path:
      ensure  => file,
      owner   => 'root',
      group   => $group,
      mode    => '0640',
      content => $content,
      before  => File[$config_file],
      notify  => Service[$service],
    }
  }

  service { $service:
    ensure  => running,
    enable  => true,
    restart => "named-checkconf -z ${config_file} >/dev/null && systemctl reload-or-restart ${service}.service",
  }
}
