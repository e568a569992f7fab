# @summary The PHP side of a web hosting guest: a user and a pool for each website.
#
# @param sites User of each website, by user name, with its numeric identity, the same on every machine.
# @param php The PHP versions in use, each with its packages, service, pool directory and pools.
# @param web_service The service of Apache.
class web_hosting (
  Hash[Pattern[/\A[a-z][a-z0-9_-]{0,31}\z/], Struct[{ uid => Integer[1000], home => Pattern[/\A\//] }]] $sites,
  Hash[
    Pattern[/\A\d+\.\d+\z/],
    Struct[{
        packages       => Array[String[1], 1],
        service        => String[1],
        pool_directory => Pattern[/\A\//],
        pools          => Hash[Pattern[/\A[\w.-]+\.conf\z/], String],
    }]
  ]         $php,
  String[1] $web_service,
) {
  # The policy of SELinux lets php-fpm write below /var/lib/php.
  file { ['/var/lib/php', '/var/lib/php/placo']:
    ensure => directory,
    owner  => 'root',
    group  => 'root',
    mode   => '0755',
  }

  $sites.each |String $user, Hash $site| {
    group { $user:
      ensure => present,
      gid    => $site['uid'],
    }
    user { $user:
      ensure     => present,
      uid        => $site['uid'],
      gid        => $user,
      home       => $site['home'],
      managehome => false,
      shell      => '/usr/sbin/nologin',
    }
    file {
      default:
        ensure => directory,
        owner  => $user,
        group  => $user,
        mode   => '0700',
        ;
      "/var/lib/php/placo/${user}":
        ;
      ["/var/lib/php/placo/${user}/sessions", "/var/lib/php/placo/${user}/tmp"]:
        ;
    }
  }

  $php.each |String $version, Hash $fpm| {
    package { $fpm['packages']:
      ensure => installed,
    }
    file { $fpm['pool_directory']:
      ensure  => directory,
      owner   => 'root',
      group   => 'root',
      mode    => '0755',
      purge   => true,
      recurse => true,
      force   => true,
      require => Package[$fpm['packages']],
      notify  => Service[$fpm['service']],
    }
    $fpm['pools'].each |String $name, String $content| {
      file { "${fpm['pool_directory']}/${name}":
        ensure  => file,
        owner   => 'root',
        group   => 'root',
        mode    => '0644',
        content => $content,
        require => User[$sites.keys],
        notify  => Service[$fpm['service']],
      }
    }
    # A pool's socket must be there before Apache looks for it.
    service { $fpm['service']:
      ensure  => running,
      enable  => true,
      restart => "/usr/bin/systemctl reload-or-restart ${fpm['service']}",
      before  => Service[$web_service],
    }
  }
}
