#!/usr/bin/env bash
# unshare -mnpfCiu --mount-proc bash machine.sh DIRECTORY : starts systemd in a throw-away copy of this machine
# (an overlay in memory) with namespaces of its own; DIRECTORY is the same inside and outside.
set -euo pipefail
directory=$1
mount --make-rprivate /
mkdir -p "$directory/overlay"
mount -t tmpfs -o size=3g none "$directory/overlay"
mkdir "$directory"/overlay/{upper,work,root}
root=$directory/overlay/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$directory/overlay/upper,workdir=$directory/overlay/work" "$root"
mount -t proc none "$root/proc"
mount -t sysfs -o ro none "$root/sys"
mount -t cgroup2 none "$root/sys/fs/cgroup"
mount -t tmpfs none "$root/run"
mount -t tmpfs none "$root/dev"
mkdir "$root/dev/pts" "$root/dev/shm"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount -t devpts -o newinstance,ptmxmode=0666 none "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mkdir -p "$root$directory"
mount --bind "$directory" "$root$directory"
# Or /tmp is emptied at boot, or mounted over, and the directory gone with it.
: >"$root/etc/tmpfiles.d/tmp.conf"
ln -sf /dev/null "$root/etc/systemd/system/tmp.mount"
echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"
ip link set lo up
exec env -i container=lxc PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" /lib/systemd/systemd --unit=basic.target
