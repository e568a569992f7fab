#!/usr/bin/env bash
# Installs the Debian packages whose programs the tests drive, where they are missing. Of `one|other`, which differ by
# release, whichever is there is enough, and else the one that can be had is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t wanted < <(grep -vE '^\s*(#|$)' scripts/packages.txt)
missing=()
for choice in "${wanted[@]}"; do
  IFS='|' read -ra packages <<<"$choice"
  states=$(dpkg-query -W -f='${Status}\n' "${packages[@]}" 2>/dev/null || true)
  [[ $states == *'ok installed'* ]] || missing+=("$choice")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ]; then sudo=(); elif sudo -n true 2>/dev/null; then sudo=(sudo -n); else
  echo "The tests drive real programs: run as root 'apt-get install --no-install-recommends ${missing[*]}'" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
"${sudo[@]}" apt-get -o DPkg::Lock::Timeout=300 update -qq
for i in "${!missing[@]}"; do
  IFS='|' read -ra packages <<<"${missing[$i]}"
  for package in "${packages[@]}"; do
    [ -z "$(apt-cache madison "$package")" ] || missing[i]=$package
  done
done
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=300 --no-install-recommends install "${missing[@]}" >/dev/null
