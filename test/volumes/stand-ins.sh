#!/bin/sh
# Stands in for LVM and DRBD, which this kernel lacks, under the name that it is called by: a logical volume is a file
# behind a loop device, and so is the device of a DRBD resource. Metadata are real, written by drbdmeta. What is done is
# told in $state/log. resize2fs is the real one, which may need a privilege to grow what is mounted that tests lack: then it
# grows it unmounted. Real are the file systems, blkid, wipefs and mount.
set -eu
state=STATE
tell() { echo "${0##*/} $*" >>"$state/log"; }
extent=4194304

file_of() { echo "$state/lv-$(echo "$1" | tr / -)"; }
attach() { # FILE DEVICE
  loop=$(losetup --find --show "$1")
  mkdir -p "$(dirname "$2")"
  ln -sfn "$loop" "$2"
}
resize() { # FILE BYTES DEVICE
  truncate --size "$2" "$1"
  losetup --set-capacity "$(readlink "$3")"
}
last() { for word; do :; done; echo "$word"; }
option() { # NAME WORDS...: the word after NAME
  name=$1; shift
  while [ $# -gt 0 ]; do [ "$1" != "$name" ] || echo "$2"; shift; done
}
rounded() { echo $(((${1%b} + extent - 1) / extent * extent)); }

case ${0##*/} in
  vgs) echo "  $extent" ;;
  lvs)
    file=$(file_of "$(last "$@")")
    [ -e "$file" ] || exit 5
    echo "  $(stat --format %s "$file")"
    ;;
  lvcreate)
    tell "$@"
    group=$(last "$@") name=$(option --name "$@")
    [ -e "$state/group-$group" ] || { echo "  Volume group \"$group\" not found" >&2; exit 5; }
    truncate --size "$(rounded "$(option --size "$@")")" "$(file_of "$group/$name")"
    attach "$(file_of "$group/$name")" "/dev/$group/$name"
    ;;
  lvextend)
    tell "$@"
    resize "$(file_of "$(last "$@")")" "$(rounded "$(option --size "$@")")" "/dev/$(last "$@")"
    ;;
  resize2fs)
    tell "$@"
    resize2fs.real "$1" && exit
    device=$(readlink "$1")
    path=$(findmnt --noheadings --output TARGET --source "$device")
    umount "$path"
    e2fsck -fp "$device"
    resize2fs.real "$device"
    mount "$device" "$path"
    ;;
  drbdadm)
    resource=$(last "$@")
    config=/etc/drbd.d/$resource.res
    device=$(sed -n 's/^ *device \([^ ]*\) .*/\1/p' "$config")
    backing=$(sed -n 's/^ *disk \(.*\);/\1/p' "$config" | head -n 1)
    below() { echo $(($(blockdev --getsize64 "$backing") - 1048576)); }
    case $1 in
      role | dstate)
        [ -e "$state/up-$resource" ] || exit 10
        [ "$1" = role ] && cat "$state/up-$resource" || echo UpToDate/UpToDate
        ;;
      create-md)
        tell "$@"
        drbdmeta --force 0 v09 "$backing" internal create-md 1 >/dev/null 2>&1
        ;;
      up)
        tell "$@"
        [ "$(blkid --probe --match-tag TYPE --output value "$backing")" = drbd ]
        echo Secondary >"$state/up-$resource"
        truncate --size "$(below)" "$state/drbd-$resource"
        attach "$state/drbd-$resource" "$device"
        ;;
      primary)
        tell "$@"
        echo Primary >"$state/up-$resource"
        ;;
      secondary)
        tell "$@"
        ! findmnt --source "$(readlink "$device")" || exit 11
        echo Secondary >"$state/up-$resource"
        ;;
      resize)
        tell "$@"
        resize "$state/drbd-$resource" "$(below)" "$device"
        ;;
    esac
    ;;
esac
