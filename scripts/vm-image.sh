#!/usr/bin/env bash
# vm-image.sh : prints the directory with the kernel, the initrd and the disk (an ext4 file system) of a Debian 12 that QEMU
# boots. It is made unless it is there (debian.sh clears away what is older than thirty days); it appears complete or not at all.
set -euo pipefail
cd "$(dirname "$0")"
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian} cache=/var/cache/placo
directory=$cache/vm-$(find vm-image.sh vm-image -type f | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c 1-12)
echo "$directory"
mkdir -p "$cache"
exec 9>"$directory.lock"
flock 9
[ ! -d "$directory" ] || exit 0
echo "Installing Debian 12 for virtual machines in $directory" >&2
log=$(mktemp)
trap 'rm -rf --one-file-system "$log" "$directory.new"' EXIT
rm -rf --one-file-system "$directory.new"
root=$directory.new/root
mkdir -p "$root"
packages=$(grep -v '^#' vm-image/packages.txt | paste -sd ,)
if ! mmdebstrap --mode=root --variant=minbase --aptopt='APT::Install-Recommends "0"' --dpkgopt=force-unsafe-io \
  --hook-dir="$PWD/vm-image/hooks" --include="$packages" bookworm "$root" "deb $mirror bookworm main" \
  "deb $mirror-security bookworm-security main" 9>&- >"$log" 2>&1; then
  echo "Debian 12, whose kernel the tests start in virtual machines, cannot be installed from $mirror:" >&2
  grep -E '^[EW]: ' "$log" >&2 || tail -n 20 "$log" >&2
  exit 1
fi
cp "$root"/boot/vmlinuz-* "$directory.new/kernel"
cp "$root"/boot/initrd.img-* "$directory.new/initrd"
truncate --size 4G "$directory.new/disk"
mkfs.ext4 -q -E lazy_itable_init=0 -d "$root" "$directory.new/disk"
rm -rf --one-file-system "$root"
touch "$directory.new"
mv "$directory.new" "$directory"
