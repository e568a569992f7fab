#!/bin/sh
# Nothing that Puppet is to start is started already, and nothing runs that only costs time.
set -eu
echo '/dev/vda / ext4 rw,noatime 0 1' >"$1/etc/fstab"
chroot "$1" systemctl --quiet disable nfs-server
chroot "$1" systemctl --quiet mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer \
  e2scrub_reap.service fstrim.timer getty.target modprobe@drm.service modprobe@efi_pstore.service modprobe@fuse.service \
  systemd-update-utmp-runlevel.service
printf '[Match]\nPath=pci-0000:00:10.0\n\n[Link]\nName=eno1\nMACAddressPolicy=none\n' \
  >"$1/etc/systemd/network/10-eno1.link"
mkdir -p "$1/etc/systemd/system/qemu-guest-agent.service.d"
printf '[Service]\nLogLevelMax=notice\n' >"$1/etc/systemd/system/qemu-guest-agent.service.d/quiet.conf"
: >"$1/etc/machine-id"
