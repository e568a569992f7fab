#!/bin/sh
# Makes the volumes of an NFS server where they are missing, lets them grow, and mounts them. Managed by Puppet.
#
#   placo-volumes check NAME   says what is left to do for a volume, and exits 1 where that is anything
#   placo-volumes apply NAME   does it
#   placo-volumes size NAME    exits 1 where a volume is larger than it is described: nothing is ever made smaller
#   placo-volumes promote [SERVER]   puts this node in charge of the mirrored volumes, or of those of one server: mounts and
#                                    exports them, and takes the address that clients reach them by
#   placo-volumes demote [SERVER]    lets go of them, so that the other node may be put in charge
#
# A volume is formatted when nothing at all is found on its device. A mirrored one is formatted, mounted and grown only on
# the node that is in charge (DRBD's primary); who that is, is never decided here.
# shellcheck disable=SC1090,SC2317 # the table calls functions of this script
set -eu

table=/etc/placo/volumes
mebibyte=1048576
slack=$((8 * mebibyte)) # of a device, which a file system may leave unused at its end

fail() {
  echo "placo-volumes: $*" >&2
  exit 1
}

# One step: told and done, or where it is only asked for, told, and that is the answer.
step() {
  echo "$*"
  [ "$mode" = apply ] || exit 1
  "$@"
}

# The entries of the table: `volume` takes the one that is asked for, `directory` is read when it is mounted.
volume() {
  [ "$1" = "$wanted" ] || return 0
  name=$1 group=$2 bytes=$3 type=$4 path=$5 unit=$6 drbd=${8-}
  backing=/dev/$group/$name
  device=${drbd:-$backing}
}
directory() { :; }
address() { :; }

find_volume() {
  wanted=$1 name=''
  . "$table"
  [ -n "$name" ] || fail "there is no volume '$wanted' in $table"
}

size_of() { blockdev --getsize64 "$1"; }

lv_size() { lvs --noheadings --nosuffix --units b --options lv_size "$group/$name" | tr -d ' '; }

# Nothing that anybody knows, and zeros where lvcreate wrote them: what cannot be read is not blank either.
is_blank() {
  if blkid --probe "$1" >/dev/null 2>&1; then return 1; else [ $? -eq 2 ] || return 1; fi
  [ -z "$(wipefs --no-act --noheadings "$1")" ] && cmp --silent --bytes 4096 "$1" /dev/zero
}

is_primary() {
  case $(drbdadm role "$name" 2>/dev/null) in Primary*) ;; *) return 1 ;; esac
}

# Metadata lie at the end of the device, where only a running DRBD can take them along.
is_attached() {
  case $(drbdadm dstate "$name" 2>/dev/null) in '' | Diskless* | Detaching* | Failed* | DUnknown*) return 1 ;; esac
}

is_connected() {
  case $(drbdadm dstate "$name" 2>/dev/null) in UpToDate/UpToDate) ;; *) return 1 ;; esac
}

make_volume() {
  lvs "$group/$name" >/dev/null 2>&1 ||
    step lvcreate --yes --wipesignatures y --zero y --size "${bytes}b" --name "$name" "$group"
}

make_metadata() {
  if is_attached || ! is_blank "$backing"; then return 0; fi
  step drbdadm create-md "$name" </dev/null
  step drbdadm up "$name"
}

grow_volume() {
  [ "$(lv_size)" -lt "$bytes" ] || return 0
  [ -z "$drbd" ] || is_attached || return 0
  step lvextend --size "${bytes}b" "$group/$name"
}

# Metadata take 32 KiB for each GiB and each peer; what is missing beyond that was added since.
grow_mirror() {
  below=$(size_of "$backing")
  [ $((below - below / 16384 - $(size_of "$drbd"))) -ge "$slack" ] || return 0
  if is_connected; then step drbdadm resize "$name"; fi
}

make_file_system() {
  found=$(blkid --probe --match-tag TYPE --output value "$device" 2>/dev/null || :)
  [ "$found" = "$type" ] && return 0
  is_blank "$device" || fail "$device carries ${found:-something} and no $type: it is left alone"
  case $type in
    xfs) step mkfs.xfs -q "$device" ;;
    ext4) step mkfs.ext4 -q "$device" ;;
  esac
}

mount_volume() {
  if mountpoint --quiet "$path"; then
    [ "$(mountpoint --fs-devno "$path")" = "$(mountpoint --devno "$device")" ] ||
      fail "something else than $device is mounted at $path"
  else
    make_file_system
    step systemctl start "$unit"
  fi
}

file_system_size() {
  case $type in
    xfs) xfs_info "$path" | awk '/^data / {gsub(/[a-z]+=|,/, ""); printf "%.0f", $3 * $4}' ;;
    ext4) dumpe2fs -h "$device" 2>/dev/null |
      awk '/^Block count:/ {n = $3} /^Block size:/ {printf "%.0f", n * $3}' ;;
  esac
}

grow_file_system() {
  used=$(file_system_size)
  [ -n "$used" ] || fail "the size of the file system at $path cannot be read"
  [ $(($(size_of "$device") - used)) -ge "$slack" ] || return 0
  case $type in
    xfs) step xfs_growfs "$path" ;;
    ext4) step resize2fs "$device" ;;
  esac
}

# Directories of websites. A link on the way would lead out of the volume, and is nothing that placo made.
make_directories() (
  volume() { :; }
  directory() {
    [ "$1" = "$name" ] || return 0
    target=$path${2:+/$2}
    [ "$(realpath --canonicalize-missing "$target")" = "$target" ] || fail "there is a link on the way to $target"
    [ "$(stat --format '%u:%g:%a' "$target" 2>/dev/null)" = "$3:$4:2750" ] && return 0
    [ -d "$(dirname "$target")" ] || step mkdir -p -m 0755 "$(dirname "$target")"
    step install -d -o "$3" -g "$4" -m 2750 "$target"
  }
  . "$table"
)

settle() {
  make_volume
  if [ -n "$drbd" ]; then make_metadata; fi
  grow_volume
  if [ -n "$drbd" ]; then
    is_primary || return 0
    grow_mirror
  fi
  mount_volume
  grow_file_system
  make_directories
}

# LVM rounds sizes up to its extents.
check_size() {
  lvs "$group/$name" >/dev/null 2>&1 || return 0
  extent=$(vgs --noheadings --nosuffix --units b --options vg_extent_size "$group" | tr -d ' ')
  [ $(($(lv_size) - bytes)) -lt "$extent" ] ||
    fail "$name has $(($(lv_size) / mebibyte)) MiB and is to have $((bytes / mebibyte)) MiB: a volume is never made smaller"
}

# Reads the table for the mirrored volumes of a server, or of all where none is named: for each the function `mirrored` is
# called, and for each address `service`.
each_of() {
  server=$1
  is_asked() { [ -z "$server" ] || [ "$1" = "$server" ]; }
  volume() { if [ -n "${8-}" ] && is_asked "$7"; then mirrored "$@"; fi; }
  address() { if is_asked "$1"; then service "$2" "$3"; fi; }
  . "$table"
}
mirrored() { :; }
service() { :; }

# Asks first whether somebody has the address (RFC 5227), where 1 is an answer; then says who has it.
take_ipv4() {
  answered=0
  arping -q -D -c 2 -w 3 -I "$1" "${2%/*}" || answered=$?
  [ "$answered" -ne 1 ] || return 1
  ip address add "$2" dev "$1"
  arping -q -A -c 2 -w 3 -I "$1" "${2%/*}" || :
}

# The kernel asks (RFC 4862) and says. The address is not chosen for what this node begins: that stays when it moves on.
take_ipv6() {
  echo 1 >"/proc/sys/net/ipv6/conf/$1/ndisc_notify"
  ip address add "$2" dev "$1" preferred_lft 0
  for _ in 1 2 3 4 5; do
    [ -n "$(ip address show dev "$1" to "$2" tentative)" ] || return 0
    [ -z "$(ip address show dev "$1" to "$2" dadfailed)" ] || break
    sleep 1
  done
  ip address delete "$2" dev "$1"
  return 1
}

take_address() {
  [ -z "$(ip address show dev "$1" to "$2")" ] || return 0
  case $2 in
    *:*) take_ipv6 "$1" "$2" ;;
    *) take_ipv4 "$1" "$2" ;;
  esac || fail "another machine has ${2%/*}: it must let go of it, or be off, first"
}

drop_address() {
  [ -z "$(ip address show dev "$1" to "$2")" ] || ip address delete "$2" dev "$1"
}

promote() (
  names=''
  mirrored() { names="$names $1"; }
  each_of "$1"
  [ -n "$names" ] || fail "there is no mirrored volume${1:+ of $1} in $table"
  for each in $names; do
    drbdadm primary "$each"
    "$0" apply "$each"
  done
  exportfs -ra
  mirrored() { :; }
  service() { take_address "$@"; }
  each_of "$1"
)

# What clients have open, the server of NFS holds until it stops. Without the address they wait, and are not refused.
demote() (
  service() { drop_address "$@"; }
  each_of "$1"
  service() { :; }
  if systemctl is-active --quiet nfs-server; then
    trap 'systemctl start nfs-server' EXIT
    systemctl stop nfs-server
  fi
  mirrored() { systemctl stop "$6"; }
  each_of "$1"
  mirrored() { drbdadm secondary "$1"; }
  each_of "$1"
)

case ${1-} in
  check | apply)
    mode=$1
    find_volume "$2"
    settle
    ;;
  size)
    find_volume "$2"
    check_size
    ;;
  promote | demote) "$1" "${2-}" ;;
  *) fail 'usage: placo-volumes check|apply|size NAME, or placo-volumes promote|demote [SERVER]' ;;
esac
