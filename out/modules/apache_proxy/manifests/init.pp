# @summary What the reverse proxy needs beside Apache's configuration: certificates to start with, and a place for
#   the answers of ACME challenges.
#
# A certificate that is not there yet is made, signed by itself, so that Apache starts and the ACME client can prove
# that the name is ours; one that is there is never touched.
#
# @param certificates The names that each certificate is for, by path of the certificate, with the path of its key.
# @param acme_directory Where an ACME client writes its answers.
# @param service The service of Apache.
class apache_proxy (
  Hash[Pattern[/\A\//], Struct[{ key => Pattern[/\A\//], name => Pattern[/\A[\w.-]+\z/] }]] $certificates,
  Pattern[/\A\//] $acme_directory,
  String[1]       $service,
) {
  file {
    default:
      ensure => directory,
      owner  => 'root',
      group  => 'root',
      before => Service[$service],
      ;
    $acme_directory:
      mode => '0755',
      ;
    '/etc/placo/tls':
      mode => '0700',
      ;
  }

  $certificates.each |String $certificate, Hash $pair| {
    $subject = "-subj /CN=${pair['name']} -addext subjectAltName=DNS:${pair['name']}"
    exec { "certificate ${certificate}":
      command => "/usr/bin/openssl req -x509 -newkey rsa:2048 -nodes -days 30 ${subject} -keyout ${pair['key']} -out ${certificate}",
      creates => $certificate,
      umask   => '077',
      require => File['/etc/placo/tls'],
      before  => Service[$service],
    }
  }
}
