#!/usr/bin/env bash
# image.sh DIRECTORY PACKAGE... : makes DIRECTORY with the kernel, the initrd and the disk (an ext4 file system) of a Debian 12
# that QEMU boots, unless it is there and less than thirty days old. It appears complete or not at all.
set -euo pipefail
here=$(dirname "$(realpath "$0")") directory=$1 mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
shift
mkdir -p "$(dirname "$directory")"
exec 9>"$directory.lock"
flock 9
[ -z "$(find "$directory" -maxdepth 0 -mtime -30 2>/dev/null)" ] || exit 0
rm -rf --one-file-system "$directory" "$directory.new"
log=$(mktemp)
trap 'rm -rf --one-file-system "$log" "$directory.new"' EXIT
root=$directory.new/root
mkdir -p "$root"
packages=$(IFS=,; echo "$*")

if ! mmdebstrap --mode=root --variant=minbase --aptopt='APT::Install-Recommends "0"' --dpkgopt=force-unsafe-io \
  --hook-dir="$here/hooks" \
  --include="$packages" bookworm "$root" "$mirror" 9>&- >"$log" 2>&1; then
  echo "Debian 12 cannot be installed from $mirror:" >&2
  grep -E '^[EW]: ' "$log" >&2 || tail -n 20 "$log" >&2
  exit 1
fi
cp "$root"/boot/vmlinuz-* "$directory.new/kernel"
cp "$root"/boot/initrd.img-* "$directory.new/initrd"
truncate --size 4G "$directory.new/disk"
mkfs.ext4 -q -O ^has_journal -E lazy_itable_init=0 -d "$root" "$directory.new/disk"
rm -rf --one-file-system "$root"
touch "$directory.new"
mv "$directory.new" "$directory"
