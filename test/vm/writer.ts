import type { Vm } from './machines.ts';

/** A process that appends numbers, a line each, to a file which it opened once. */
export interface Writer {
  /** The last number that fsync(2) answered for; throws what the process said when it failed. */
  readonly synced: () => Promise<number>;
  /** Ends it, and returns the last number; throws where it did not end well before. */
  readonly stop: () => Promise<number>;
}

const script = String.raw`use IO::Handle;
open my $file, ">>", $ARGV[0] or die "$!";
$file->autoflush;
STDOUT->autoflush;
for (my $number = 1; ! -e "/run/enough"; $number++) {
  print $file "$number\n" or die "write: $!";
  $file->sync or die "fsync: $!";
  print "$number\n";
  select undef, undef, undef, 0.1;
}`;

/** Starts it as a user. */
export async function startWriter(vm: Vm, file: string, uid: number, gid: number): Promise<Writer> {
  await vm.shell(
    `cat > /run/writer.pl
    echo 0 > /run/synced
    systemd-run --quiet --unit writer --remain-after-exit --property StandardOutput=append:/run/synced \
      setpriv --reuid ${uid} --regid ${gid} --clear-groups perl /run/writer.pl ${file}`,
    Buffer.from(script),
  );
  const synced = async () => {
    const said = await vm.shell('tail -n 1 /run/synced');
    if (!/^\d+$/.test(said)) throw new Error(said);
    return Number(said);
  };
  const stop = async () => {
    await vm.shell(`touch /run/enough
      while [ "$(systemctl show --value --property SubState writer)" = running ]; do sleep 1; done
      journalctl --no-pager --quiet --unit writer
      systemctl is-active --quiet writer
      systemctl stop writer; rm /run/enough`);
    return synced();
  };
  return { synced, stop };
}
