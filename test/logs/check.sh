# usage: check.sh DIRECTORY: lets rsyslogd check a machine's configuration at its own paths, with certificates there
set -eu
mount -t tmpfs none /mnt; mkdir /mnt/upper /mnt/work
mount -t overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work none /etc
mount -t tmpfs none /var/lib; mkdir /var/lib/rsyslog
rm -rf /etc/rsyslog.d/*; cp -r "$1"/etc/rsyslog* /etc/; mkdir -p /etc/placo/log
for part in ca cert key; do cp /etc/ssl/certs/ca-certificates.crt /etc/placo/log/$part.pem 2>/dev/null || : >/etc/placo/log/$part.pem; done
said=$(rsyslogd -N1 -f /etc/rsyslog.conf 2>&1) || { echo "$said"; exit 1; }
# Lines about the run itself are fine, anything else is a finding.
! printf '%s\n' "$said" | grep -vE 'version .* config validation run|End of config validation run'
