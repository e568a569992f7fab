#!/usr/bin/env bash
# unshare -n bash network.sh MACHINES : two switches, `internal` and `public`, with a port on each for every machine
# (internal0, public0, internal1, ...). Lasts as long as this process.
set -euo pipefail
ip link set lo up
for switch in internal public; do
  ip link add "$switch" type bridge
  sysctl --quiet --write "net.ipv6.conf.$switch.disable_ipv6=1"
  ip link set "$switch" up
  for number in $(seq 0 $(($1 - 1))); do
    ip tuntap add "$switch$number" mode tap vnet_hdr
    ip link set "$switch$number" master "$switch" up
  done
done
echo ready
exec sleep infinity
