# usage: unshare -mnpf --mount-proc bash libvirtd.sh SCRATCH COMMAND...
# Runs a command beside a libvirtd and a virtlockd of its own, which are gone when it ends. SCRATCH keeps their logs,
# and qemu-lockd.conf where it is there.
set -e
scratch=$1
shift
# Waits for the socket of a daemon, whose log tells why there is none.
await() {
  for _ in $(seq 600); do
    if [ -S "$1" ]; then return; fi
    sleep 0.1
  done
  cat "$2" >&2
  exit 1
}
mount --make-rprivate /
for directory in /etc/libvirt /var/lib/libvirt /run /var/cache/libvirt /var/log/libvirt; do
  mkdir -p $directory
  mount -t tmpfs none $directory
done
mkdir -p /run/lock /run/netns
ip link set lo up
for bridge in br-int br-pub; do ip link add $bridge type bridge && ip link set $bridge up; done
printf 'auth_unix_rw = "none"\nunix_sock_group = "root"\n' > /etc/libvirt/libvirtd.conf
cat > /etc/libvirt/qemu.conf <<'C'
user = "root"
group = "root"
stdio_handler = "file"
namespaces = []
seccomp_sandbox = 0
cgroup_controllers = []
security_driver = "none"
C
: > /etc/libvirt/virtlockd.conf
if [ -e "$scratch/qemu-lockd.conf" ]; then
  cp "$scratch/qemu-lockd.conf" /etc/libvirt/
  echo 'lock_manager = "lockd"' >> /etc/libvirt/qemu.conf
  virtlockd -f /etc/libvirt/virtlockd.conf > "$scratch/virtlockd.log" 2>&1 &
  # A libvirtd that finds no lock manager ends.
  await /run/libvirt/virtlockd-sock "$scratch/virtlockd.log"
fi
libvirtd -f /etc/libvirt/libvirtd.conf > "$scratch/libvirtd.log" 2>&1 &
await /run/libvirt/libvirt-sock "$scratch/libvirtd.log"
export LIBVIRTD_SH=$0
exec "$@"
