# bash accept.sh OUT SITE/MACHINE... : hands the files of each machine to the programs of this Debian that read them, and
# prints what one of them did not take. Runs in a throw-away root, whose /etc it replaces.
set -uo pipefail
out=$1
shift

# Runs a program quietly; a failure is told with what it said.
accepts() {
  local said
  said=$("$@" 2>&1) || printf '%s: %s: %s\n' "$machine" "$*" "$said"
  counted=$((counted + 1))
}

apache() {
  local conf user
  rm -f /etc/apache2/sites-enabled/* /etc/apache2/conf-enabled/* "/etc/php/$php"/fpm/pool.d/*
  a2enmod -q alias dir headers proxy proxy_fcgi proxy_http remoteip reqtimeout rewrite setenvif ssl > /dev/null
  echo 'IncludeOptional placo.d/*.conf' > /etc/apache2/conf-enabled/zz-placo.conf
  for conf in $(grep -rhoE '/etc/[^" ]+\.(pem|crt|key)' /etc/apache2/placo.d | sort -u); do certificate "$conf"; done
  accepts apache2ctl configtest
  [ -d "$files/etc/php/$php" ] || return 0
  cp "$files/etc/php/$php"/fpm/pool.d/* "/etc/php/$php/fpm/pool.d/"
  for user in $(sed -nE 's/^user = (.*)/\1/p' "/etc/php/$php"/fpm/pool.d/*); do
    id "$user" > /dev/null 2>&1 || useradd "$user"
  done
  accepts "php-fpm$php" --test
}

certificate() {
  mkdir -p "$(dirname "$1")"
  cp /run/placo.pem "$1"
}

check() {
  local file
  cp -a "$files/etc" /
  accepts iptables-restore --test /etc/placo/firewall/v4.rules
  accepts ip6tables-restore --test /etc/placo/firewall/v6.rules
  for file in "$files"/etc/systemd/system/*.mount; do
    [ ! -e "$file" ] || accepts systemd-analyze verify "/etc/systemd/system/${file##*/}"
  done
  [ ! -e "$files/etc/chrony/chrony.conf" ] || accepts chronyd -p -f /etc/chrony/chrony.conf
  [ ! -e "$files/etc/rsyslog.conf" ] || accepts rsyslogd -N1
  [ ! -e "$files/etc/bind/named.conf" ] || accepts named-checkconf -z /etc/bind/named.conf
  [ ! -e "$files/etc/dnsmasq.conf" ] || accepts dnsmasq --test
  [ ! -e "$files/etc/network/interfaces" ] || accepts ifquery --list
  [ ! -d "$files/etc/apache2/placo.d" ] || apache
  for file in $(find "$files/etc/libvirt" -path '*/domain/*.xml' 2> /dev/null); do
    accepts virt-xml-validate "$file" domain
  done
}

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=placo -keyout /run/key -out /run/crt 2> /dev/null
cat /run/crt /run/key > /run/placo.pem
for name in ca cert key; do certificate "/etc/placo/log/$name.pem"; done
counted=0
php=$(php -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
for machine in "$@"; do
  files=$out/sites/${machine%/*}/files/${machine#*/}
  rm -rf /etc/apache2/placo.d /etc/network/interfaces.d /etc/rsyslog.d /etc/bind/zones /etc/systemd/system/*.mount
  check
done
echo "accepted $counted" >&2
