#!/usr/bin/env bash
# debian13.sh DIRECTORY PACKAGE... : makes DIRECTORY, a Debian 13 with these packages to change the root to, unless it is
# there and less than thirty days old. It appears at its place complete or not at all.
set -euo pipefail
directory=$1 mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
shift
mkdir -p "$(dirname "$directory")"
exec 9>"$directory.lock"
flock 9
[ -z "$(find "$directory" -maxdepth 0 -mtime -30 2>/dev/null)" ] || exit 0
rm -rf --one-file-system "$directory" "$directory.new"
log=$(mktemp)
trap 'rm -rf --one-file-system "$log" "$directory.new"' EXIT
packages=$(IFS=,; echo "$*")
if ! mmdebstrap --mode=root --variant=minbase --aptopt='APT::Install-Recommends "0"' --dpkgopt=force-unsafe-io \
  --include="$packages" trixie "$directory.new" "$mirror" 9>&- >"$log" 2>&1; then
  echo "Debian 13 cannot be installed from $mirror:" >&2
  grep -E '^[EW]: ' "$log" >&2 || tail -n 20 "$log" >&2
  exit 1
fi
# Links to Puppet modules hold from outside too.
for link in "$directory.new"/usr/share/puppet/modules/*; do
  ln -sfnr "$directory.new$(chroot "$directory.new" readlink -f "${link#"$directory.new"}")" "$link"
done
touch "$directory.new"
mv "$directory.new" "$directory"
