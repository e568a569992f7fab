# @summary The virtual disks of a hypervisor's guests, made where they are missing.
#
# What is there is never changed, resized or removed.
#
# @param volumes Sizes in bytes of logical volumes, by `group/volume`.
# @param images Raw images on shared stores, by path, with the mount point of their store: none is made where the store
#   is not mounted.
class containers (
  Hash[Pattern[/\A[\w+.][\w+.-]*\/[\w+.][\w+.-]*\z/], Integer[1]] $volumes,
  Hash[Pattern[/\A\//], Struct[{ size => Integer[1], store => Pattern[/\A\//] }]] $images,
) {
  package { 'lvm2':
    ensure => installed,
  }

  $volumes.each |String $volume, Integer $size| {
    [$group, $name] = split($volume, '/')
    exec { "containers: logical volume ${volume}":
      command  => "lvcreate --yes --wipesignatures y --size ${size}b --name ${name} ${group}",
      unless   => "lvs ${volume}",
      provider => shell,
      path     => ['/usr/sbin', '/usr/bin', '/sbin', '/bin'],
      require  => Package['lvm2'],
    }
  }

  $images.each |String $image, Hash $container| {
    exec { "containers: image ${image}":
      command => ['truncate', '--size', String($container['size']), $image],
      onlyif  => [['mountpoint', '-q', $container['store']]],
      creates => $image,
      umask   => '077',
      path    => ['/usr/bin', '/bin'],
    }
  }
}
