#!/usr/bin/env bash
# Installs, where they are missing, the Debian packages whose programs the tests drive, the release of Debian that this
# machine is not, and the image of virtual machines. A second word in packages.txt is the release that has the package.
set -euo pipefail
cd "$(dirname "$0")"
release=$(. /etc/os-release && echo "${VERSION_ID-}")
mapfile -t wanted < <(awk -v release="$release" '!/^#/ && (NF == 1 || $2 == release) { print $1 }' packages*.txt)
mapfile -t missing < <(comm -13 <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' | sort -u) \
  <(printf '%s\n' "${wanted[@]}" | sort))
install="apt-get install --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -eq 0 ]; then sudo=(); elif sudo -n true 2>/dev/null; then sudo=(sudo -n); else
  echo "The tests drive real programs as root: use sudo or be root${missing[*]+, and install them by '$install'}." >&2
  exit 1
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${#missing[@]} Debian packages" >&2
  apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! { "${apt[@]}" update && "${apt[@]}" --yes --no-install-recommends install "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "The programs that the tests drive are not all there: '$install' failed." >&2
    exit 1
  fi
fi
for maker in 'debian.sh 12' 'debian.sh 13' vm-image.sh; do
  # shellcheck disable=SC2086 # a script and its argument
  "${sudo[@]}" env ${DEBIAN_MIRROR+"DEBIAN_MIRROR=$DEBIAN_MIRROR"} bash $maker >/dev/null
done
