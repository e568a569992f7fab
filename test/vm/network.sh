#!/usr/bin/env bash
# unshare -n bash network.sh MACHINES : a switch with a port for every machine (port0, port1, ...). Lasts as long as its
# standard input.
set -euo pipefail
ip link set lo up
ip link add switch type bridge
ip link set switch up
for number in $(seq 0 $(($1 - 1))); do
  ip tuntap add "port$number" mode tap vnet_hdr
  ip link set "port$number" master switch up
done
echo ready
exec cat
