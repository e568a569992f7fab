# usage: unshare -mun bash drbdadm.sh DIRECTORY HOST ADDRESS VERSION
# Reads the resources in DIRECTORY as the node HOST with ADDRESS would, its kernel having that version of DRBD.
set -e
mount --make-rprivate /
hostname "$2"
ip link set lo up
ip link add internal type bridge
ip link set internal up
ip address add "$3" dev internal
printf 'include "%s/global_common.conf";\ninclude "%s/*.res";\n' "$1" "$1" > "$1/drbd.conf"
mkdir "$1/bin"
printf '#!/bin/sh\necho %s\n' "$4" > "$1/bin/modinfo"
chmod +x "$1/bin/modinfo"
export PATH="$1/bin:$PATH"
drbdadm -c "$1/drbd.conf" dump all
drbdadm -c "$1/drbd.conf" -d up all
drbdadm -c "$1/drbd.conf" -d wait-connect all
