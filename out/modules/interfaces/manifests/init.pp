# @summary The machine's network devices, as files that its next start follows.
#
# Puppet never takes a device down or up, and restarts nothing: it would cut off the branch that it sits on.
#
# @param packages The packages that read the files.
# @param files Content of each file, by path.
# @param mode Permissions of the files; NetworkManager reads its own only where nobody else can.
class interfaces (
  Array[String[1], 1]                 $packages,
  Hash[Pattern[/\A\//], String[1], 1] $files,
  Pattern[/\A0[0-7]{3}\z/]            $mode,
) {
  package { $packages:
    ensure => installed,
  }

  $files.each |String $path, String $content| {
    file { $path:
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => $mode,
      content => $content,
      require => Package[$packages],
    }
  }
}
