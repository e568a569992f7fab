#!/bin/sh
# placo-firewall load [DIRECTORY]      puts DIRECTORY/v4.rules and DIRECTORY/v6.rules in force
# placo-firewall check COMMAND FILE    says whether COMMAND-restore would take FILE; changes nothing
#
# Each table changes in one step, and only placo's own chains, the jumps to them and the policies change. Files that
# do not load change nothing; where nothing is in force yet, the machine is then shut for what comes in.
# IPTABLES and IP6TABLES name other programs, such as iptables-legacy.
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin

# The file without the jumps that are in force already: a second one would judge each packet twice.
missing() {
  "$1-save" | awk '
    present { if (/^\*/) table = $1; else if (/^-A / && NF == 4) there[table, $2, $4] = 1; next }
    /^\*/ { table = $1 }
    /^-I / && (table, $2, $4) in there { next }
    { print }' present=1 - present=0 "$2"
}

# A load into a network namespace of its own finds what `--test` does not look for, such as an unknown target.
check() {
  "$1-restore" --test --noflush <"$2" && unshare --net "$1-restore" --noflush <"$2"
}

put() {
  rules=$(missing "$1" "$2") && printf '%s\n' "$rules" | "$1-restore" --wait --noflush
}

load() {
  check "$v4" "$directory/v4.rules" && check "$v6" "$directory/v6.rules" &&
    put "$v4" "$directory/v4.rules" && put "$v6" "$directory/v6.rules"
}

shut() {
  for command in "$v4" "$v6"; do
    if ! "$command" --wait --numeric --list placo-input >/dev/null 2>&1; then
      "$command" --wait --policy INPUT DROP
      "$command" --wait --policy FORWARD DROP
    fi
  done
  echo 'placo-firewall: the rules do not load; those in force stay' >&2
  exit 1
}

v4=${IPTABLES:-iptables} v6=${IP6TABLES:-ip6tables}
case ${1:-} in
  check) check "$2" "$3" ;;
  load)
    directory=${2:-/etc/placo/firewall}
    load || shut
    ;;
  *)
    sed -n '2,3s/^# /usage: /p' "$0" >&2
    exit 2
    ;;
esac
