#!/usr/bin/env bash
# unshare -mnpf --mount-proc bash lab.sh DIRECTORY : starts the proxy and the hosting guests of DIRECTORY/lab.json, each an
# Apache with the generated files and its own addresses, then php-fpm, and runs the requests; gone when it ends.
set -euo pipefail
lab=$1
mount --make-rprivate /
for directory in /srv /etc/placo /var/lib/placo /var/lib/php /run/php /var/opt; do
  mkdir -p "$directory"
  mount -t tmpfs none "$directory"
done
mount --bind "$lab/passwd" /etc/passwd
mount --bind "$lab/group" /etc/group
cp -a "$lab/root/." /
ip link set lo up
while read -r address; do ip address add "$address" dev lo; done <"$lab/addresses"
while read -r route; do eval "ip $route"; done <"$lab/routes"
while read -r socket_directory; do mkdir -p "$socket_directory"; done <"$lab/socket-directories"
"$(compgen -c php-fpm | sort -V | tail -n 1)" --daemonize --fpm-config "$lab/php-fpm.conf"
for conf in "$lab"/apache/*.conf; do apache2 -f "$conf" -k start; done
node "$2" "$lab"
