# Machines that share a network and nothing else: `boot NAME` starts rsyslogd as NAME, `halt NAME` ends it in order.
# $ROOT/NAME holds a machine's own files; its /var is $ROOT/NAME.var.

ip address add 10.49.0.22/24 dev lo

# Certificates as a Puppet authority makes them: a common name, and no other names.
authority() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=Puppet CA: $1" \
    -keyout "$ROOT/$1.key" -out "$ROOT/$1.pem" 2>/dev/null
}
# certify NAME CN AUTHORITY
certify() {
  mkdir -p "$ROOT/$1/etc/placo/log" "$ROOT/$1.var"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$2" \
    -keyout "$ROOT/$1/etc/placo/log/key.pem" -out "$ROOT/$1.csr" 2>/dev/null
  openssl x509 -req -in "$ROOT/$1.csr" -CA "$ROOT/$3.pem" -CAkey "$ROOT/$3.key" -CAcreateserial -days 2 \
    -out "$ROOT/$1/etc/placo/log/cert.pem" 2>/dev/null
  cp "$ROOT/$3.pem" "$ROOT/$1/etc/placo/log/ca.pem"
}

declare -A init
# inside NAME: the rest of the script line by line, as NAME
boot() {
  mkdir -p "$ROOT/$1.var"/{log,spool/rsyslog,run}
  unshare --mount bash -euc '
    mount -t tmpfs none /mnt; mkdir /mnt/upper /mnt/work
    mount -t overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work none /etc
    rm -rf /etc/rsyslog.d/*; cp -r "$1"/etc/. /etc/
    for part in log spool; do mount --bind "$1.var/$part" "/var/$part"; done
    mount --bind "$1.var/run" /run
    mount -t tmpfs none /dev
    mknod -m 666 /dev/null c 1 3; mknod -m 666 /dev/zero c 1 5; mknod -m 666 /dev/urandom c 1 9; mknod -m 666 /dev/random c 1 8
    mount --bind /dev/null /proc/kmsg
    rsyslogd -N1 -f /etc/rsyslog.conf >/var/spool/check 2>&1 || { cat /var/spool/check >&2; exit 1; }
    exec rsyslogd -n -f /etc/rsyslog.conf -i /run/rsyslogd.pid' boot "$ROOT/$1" 2>"$ROOT/$1.errors" &
  init[$1]=$!
  for _ in $(seq 100); do
    [ -s "$ROOT/$1.var/run/rsyslogd.pid" ] && return
    kill -0 "${init[$1]}" 2>/dev/null || { cat "$ROOT/$1.errors" >&2; return 1; }
    sleep 0.1
  done
}
halt() {
  kill "${init[$1]}"
  wait "${init[$1]}" || true
  rm -f "$ROOT/$1.var/run/rsyslogd.pid"
}
inside() {
  nsenter --mount="/proc/${init[$1]}/ns/mnt" "${@:2}"
}
# say NAME MESSAGE: as a program of that machine does
say() {
  inside "$1" logger --tag program "$2"
}
# Prints the names of the collector's files that hold a text, when there are any, or after the time that was given.
find_log() {
  for _ in $(seq "$((${2:-20} * 5))"); do
    (cd "$ROOT/nfs2.var/log/remote" 2>/dev/null && grep -rl -- "$1" .) && return
    sleep 0.2
  done
  echo nowhere
}
