#!/bin/sh
# Makes libvirt's definitions what the files below /etc/libvirt/placo say. Managed by Puppet.
#
#   placo-libvirt check KIND NAME autostart|manual    is it defined so? (exit status)
#   placo-libvirt apply KIND NAME autostart|manual    define it so
#   placo-libvirt check-forgotten                     is nothing left of what has no file any more?
#   placo-libvirt forget                              give up what has no file any more
#
# KIND is domain, network or pool. No guest is ever started, stopped or changed while it runs: a new definition counts
# from the guest's next start. Networks and pools are started, since both only name what the host has already.
#
# What libvirt shows of a definition is never the file that it was given, so beside the digest of the file that of what
# libvirt showed right afterwards is kept: a change on either side is seen.
set -eu
export LC_ALL=C

wanted=/etc/libvirt/placo
applied=/var/lib/libvirt/placo

libvirt() {
  virsh -q -c "${LIBVIRT_DEFAULT_URI:-qemu:///system}" "$@"
}

# virsh's commands for networks and pools have a prefix, those for domains have none.
prefix() {
  case $1 in
    domain) ;;
    network) echo net- ;;
    pool) echo pool- ;;
    *) echo "placo-libvirt: unknown kind $1" >&2; exit 2 ;;
  esac
}

# What a pool holds changes all the time and is not its definition.
shown() {
  libvirt "$(prefix "$1")dumpxml" --inactive "$2" 2>/dev/null |
    sed '/^  <capacity /d; /^  <allocation /d; /^  <available /d' | sha256sum
}

digests() {
  sha256sum <"$wanted/$1/$2.xml"
  shown "$1" "$2"
}

# Whether a name is among those that virsh lists; it pads the names of pools with blanks.
is_listed() {
  kind=$1
  name=$2
  shift 2
  libvirt "$(prefix "$kind")list" --name "$@" | sed 's/ *$//' | grep -qFx -e "$name"
}

starts_at_boot() { is_listed "$1" "$2" --all --autostart; }

is_active() { is_listed "$1" "$2"; }

is_defined() { is_listed "$1" "$2" --all; }

check() {
  [ "$(digests "$1" "$2")" = "$(cat "$applied/$1/$2" 2>/dev/null)" ] || return 1
  if [ "$3" = autostart ]; then starts_at_boot "$1" "$2" || return 1
  else ! starts_at_boot "$1" "$2" || return 1; fi
  [ "$1" = domain ] || is_active "$1" "$2"
}

apply() {
  libvirt "$(prefix "$1")define" "$wanted/$1/$2.xml"
  if [ "$3" = autostart ]; then libvirt "$(prefix "$1")autostart" "$2"
  else libvirt "$(prefix "$1")autostart" --disable "$2"; fi
  [ "$1" = domain ] || is_active "$1" "$2" || libvirt "$(prefix "$1")start" "$2"
  mkdir -p "$applied/$1"
  digests "$1" "$2" >"$applied/$1/$2.new"
  mv "$applied/$1/$2.new" "$applied/$1/$2"
}

# Runs a command with the kind and the name of each thing that was applied once and has no file now.
each_forgotten() {
  for kind in domain network pool; do
    for record in "$applied/$kind"/*; do
      name=${record##*/}
      if [ -e "$record" ] && [ ! -e "$wanted/$kind/$name.xml" ]; then
        "$@" "$kind" "$name" || return 1
      fi
    done
  done
}

# What is in use is left alone, but does not come back at the next boot.
is_settled() {
  is_defined "$1" "$2" && is_active "$1" "$2" && ! starts_at_boot "$1" "$2"
}

give_up() {
  if is_defined "$1" "$2"; then
    libvirt "$(prefix "$1")autostart" --disable "$2" || return 1
    if is_active "$1" "$2"; then
      echo "$1 $2 is in use and stays until it is not"
      return 0
    fi
    libvirt "$(prefix "$1")undefine" "$2" || return 1
  fi
  rm "$applied/$1/$2"
}

case ${1:-}:$# in
  check:4 | apply:4) "$@" ;;
  check-forgotten:1) each_forgotten is_settled ;;
  forget:1) each_forgotten give_up ;;
  *) sed -n '4,7s/^#  *//p' "$0" >&2; exit 2 ;;
esac
