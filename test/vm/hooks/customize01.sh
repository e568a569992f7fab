#!/bin/sh
# Nothing that Puppet is to start is started already, and nothing runs that only costs time.
set -eu
echo '/dev/vda / ext4 rw,noatime 0 1' >"$1/etc/fstab"
chroot "$1" systemctl --quiet disable apache2 php8.2-fpm chrony rsyslog nfs-server NetworkManager networking puppet \
  libvirtd.service libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket virtlockd.socket virtlogd.socket libvirt-guests
chroot "$1" systemctl --quiet mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer \
  e2scrub_reap.service fstrim.timer phpsessionclean.timer NetworkManager-wait-online.service getty.target \
  systemd-binfmt.service modprobe@drm.service modprobe@efi_pstore.service modprobe@fuse.service \
  systemd-update-utmp-runlevel.service
for number in 1 2; do
  printf '[Match]\nPath=pci-0000:00:1%s.0\n\n[Link]\nName=eno%s\nMACAddressPolicy=none\n' $((number - 1)) $number \
    >"$1/etc/systemd/network/10-eno$number.link"
done
: >"$1/etc/machine-id"
