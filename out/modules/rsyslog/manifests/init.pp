# @summary rsyslog, with the credentials for its connections, on a machine that sends or collects logs.
#
# @param packages Packages to install.
# @param certname The name of the Puppet agent's certificate, which rsyslog shows to its peers.
# @param config Content of /etc/rsyslog.conf; the distribution's file stays where missing.
# @param journald Settings of journald; the distribution's stay where missing.
class rsyslog (
  Array[String[1], 1] $packages,
  String[1]           $certname,
  Optional[String[1]] $config   = undef,
  Optional[String[1]] $journald = undef,
) {
  $copy = '/usr/local/sbin/placo-log-credentials'

  package { $packages:
    ensure => installed,
    before => Service['rsyslog'],
  }

  file {
    default:
      owner => 'root',
      group => 'root',
      ;
    '/etc/placo/log':
      ensure => directory,
      mode   => '0700',
      ;
    $copy:
      ensure  => file,
      mode    => '0755',
      content => file('rsyslog/placo-log-credentials.sh'),
      ;
  }
  -> exec { 'rsyslog: copy the credentials':
    command  => "${copy} ${certname}",
    unless   => "test -x ${copy} && ${copy} --check ${certname}",
    provider => shell,
    notify   => Service['rsyslog'],
  }

  if $config {
    file { '/etc/rsyslog.conf':
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0644',
      content => $config,
      require => Package[$packages],
      notify  => Service['rsyslog'],
    }
  }

  if $journald {
    file {
      default:
        owner => 'root',
        group => 'root',
        ;
      '/etc/systemd/journald.conf.d':
        ensure => directory,
        mode   => '0755',
        ;
      '/etc/systemd/journald.conf.d/placo.conf':
        ensure  => file,
        mode    => '0644',
        content => $journald,
        ;
    }
    ~> exec { 'rsyslog: restart journald':
      command     => 'systemctl restart systemd-journald.service',
      path        => ['/usr/bin', '/bin'],
      refreshonly => true,
      notify      => Service['rsyslog'],
    }
  }

  service { 'rsyslog':
    ensure => running,
    enable => true,
  }
}
