#!/bin/sh
# The initrd finds the disk, and nothing else.
set -eu
mkdir -p "$1/etc/initramfs-tools/conf.d"
printf 'MODULES=list\nRESUME=none\n' >"$1/etc/initramfs-tools/conf.d/placo"
printf 'virtio_pci\nvirtio_blk\next4\n' >"$1/etc/initramfs-tools/modules"
