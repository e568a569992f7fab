# @summary Sends the machine's logs to the collectors of the site.
#
# @param forward Content of the file that names the collectors.
class log_client (
  String[1] $forward,
) {
  file { '/etc/rsyslog.d/placo-forward.conf':
    ensure  => file,
    owner   => 'root',
    group   => 'root',
    mode    => '0644',
    content => $forward,
    require => Package['rsyslog', 'rsyslog-relp'],
    notify  => Service['rsyslog'],
  }
}
