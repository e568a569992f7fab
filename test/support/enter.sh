# unshare -mpf --kill-child bash enter.sh ROOT DIRECTORY... -- COMMAND ARGUMENT... : runs a command in a throw-away copy of
# ROOT (an overlay in memory), where the directories are at the places that they have outside.
set -euo pipefail
root=$1
directories=()
shift
while [ "$1" != -- ]; do directories+=("$1") && shift; done
shift
here=$PWD
mount --make-rprivate /
mount -t tmpfs none /run
mkdir /run/{upper,work,root}
new=/run/root
mount -t overlay overlay -o "lowerdir=$root,upperdir=/run/upper,workdir=/run/work" "$new"
mount -t proc none "$new/proc"
# Or what runs here could change the owner of a device of this machine.
mount -t tmpfs none "$new/dev"
mkdir "$new/dev/shm"
for device in null zero full random urandom tty; do
  touch "$new/dev/$device"
  mount --bind "/dev/$device" "$new/dev/$device"
done
ln -s /proc/self/fd "$new/dev/fd"
for directory in "${directories[@]}"; do
  mkdir -p "$new$directory"
  mount --bind "$directory" "$new$directory"
done
exec env PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$new" /bin/sh -c 'cd "$1" 2>/dev/null || cd /; shift; exec "$@"' sh "$here" "$@"
