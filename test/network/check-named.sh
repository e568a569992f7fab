# usage: check-named.sh DIRECTORY: lets BIND check a machine's configuration and zones at their own paths
set -eu
mount -t tmpfs none /mnt
for part in etc var; do
  mkdir -p /mnt/$part/upper /mnt/$part/work "$1/$part"
  mount -t overlay -o lowerdir=/$part,upperdir=/mnt/$part/upper,workdir=/mnt/$part/work none /$part
  cp -r "$1/$part/." /$part/
done
conf=/etc/named.conf; [ -e "$1$conf" ] || conf=/etc/bind/named.conf
# EL's packages have these.
mkdir -p /var/named/dynamic /etc/crypto-policies/back-ends
echo 'disable-algorithms "." { RSASHA1; NSEC3RSASHA1; };' >/etc/crypto-policies/back-ends/bind.config
named-checkconf -z $conf
[ $conf != /etc/named.conf ] || named-checkconf -p $conf | grep -q RSASHA1
