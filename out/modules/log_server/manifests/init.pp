# @summary Collects the logs of the site's machines, a file a host and day.
#
# @param config Content of the file that says from whom, and where to.
# @param group The group that may read the logs.
# @param logrotate The package that compresses and removes old files.
class log_server (
  String[1] $config,
  String[1] $group,
  String[1] $logrotate = 'logrotate',
) {
  package { $logrotate:
    ensure => installed,
  }

  file {
    default:
      ensure => file,
      owner  => 'root',
      group  => 'root',
      mode   => '0644',
      ;
    '/var/log/remote':
      ensure => directory,
      group  => $group,
      mode   => '0750',
      before => Service['rsyslog'],
      ;
    '/etc/rsyslog.d/placo-collector.conf':
      content => $config,
      require => Package['rsyslog', 'rsyslog-relp'],
      notify  => Service['rsyslog'],
      ;
    '/etc/logrotate.d/placo-remote':
      content => file('log_server/placo-remote.logrotate'),
      require => Package[$logrotate],
      ;
  }
}
