#!/usr/bin/env bash
# debian.sh RELEASE : prints the root directory of a Debian 12 or 13 that has packages-of-each-release.txt: that of this
# machine where it is one, and else one to change the root to. That one is made unless it is there and less than thirty
# days old; it appears at its place complete or not at all.
set -euo pipefail
cd "$(dirname "$0")"
release=$1 mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian} cache=/var/cache/placo
suites=([12]=bookworm [13]=trixie)
own=$(. /etc/os-release && echo "$ID ${VERSION_ID-}")
[ "$own" != "debian $release" ] || { echo / && exit; }
directory=$cache/debian$release-$(sha256sum debian.sh packages-of-each-release.txt | sha256sum | cut -c 1-12)
echo "$directory"
mkdir -p "$cache"
exec 9>"$directory.lock"
flock 9
find "$cache" -mindepth 1 -maxdepth 1 -mtime +30 -exec rm -rf --one-file-system {} +
[ ! -d "$directory" ] || exit 0
echo "Installing Debian $release in $directory" >&2
log=$(mktemp)
trap 'rm -rf --one-file-system "$log" "$directory.new"' EXIT
rm -rf --one-file-system "$directory.new"
suite=${suites[release]}
packages=$(grep -v '^#' packages-of-each-release.txt | paste -sd ,)
if ! mmdebstrap --mode=root --variant=minbase --aptopt='APT::Install-Recommends "0"' --dpkgopt=force-unsafe-io \
  --include="$packages" "$suite" "$directory.new" "deb $mirror $suite main" \
  "deb $mirror-security $suite-security main" 9>&- >"$log" 2>&1; then
  echo "Debian $release, whose programs the tests drive too, cannot be installed from $mirror:" >&2
  grep -E '^[EW]: ' "$log" >&2 || tail -n 20 "$log" >&2
  exit 1
fi
# Links to Puppet modules hold from outside too.
for link in "$directory.new"/usr/share/puppet/modules/*; do
  ln -sfnr "$directory.new$(chroot "$directory.new" readlink -f "${link#"$directory.new"}")" "$link"
done
touch "$directory.new"
mv "$directory.new" "$directory"
