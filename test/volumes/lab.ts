import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../src/pipeline.ts';
import { renderPlatform } from '../../src/render/index.ts';
import { readModules } from '../../src/render/modules.ts';
import { connect } from '../puppet-environment/connect.ts';
import { applyArguments, managedMachines, writeFacts, writeLab } from '../puppet-environment/lab.ts';
import { type Run, startMachine, type TestMachine } from '../support/machine.ts';

const standIns = readFileSync(join(import.meta.dirname, 'stand-ins.sh'), 'utf8');

/** An NFS server that Puppet configures for real, but for LVM, DRBD and the kernel's part of NFS. */
export interface Storage {
  readonly machine: TestMachine;
  /** Applies what the sources of a site say to the machine. */
  readonly apply: (site: string) => Run;
  /** What a shell prints in the machine, both outputs. */
  readonly shell: (script: string) => string;
  /** What LVM and DRBD were told to do since this was asked last. */
  readonly told: () => string[];
  readonly stop: () => void;
}

/** Starts the machine of that name, with the volume group `vg_data`. */
export async function startStorage(name: string): Promise<Storage> {
  const machine = await startMachine();
  const log = join(machine.directory, 'log');
  const shell = (script: string) => machine.run('sh', '-c', `exec 2>&1; ${script}`).stdout.trim();
  writeFileSync(join(machine.directory, 'stand-in'), standIns.replace('STATE', machine.directory));
  writeFileSync(join(machine.directory, 'group-vg_data'), '');
  shell(prepare(machine.directory));
  let connected = false;
  return {
    machine,
    shell,
    apply: (site) => {
      const { lab, described } = write(machine.directory, site, name);
      if (!connected) connect(machine, described);
      connected = true;
      return machine.run('puppet', ...applyArguments(lab, described));
    },
    told: () => {
      const lines = machine.run('sh', '-c', `cat ${log} 2>/dev/null; rm -f ${log}`).stdout.trim();
      return lines === '' ? [] : lines.split('\n');
    },
    stop: () => {
      shell(`losetup --list --noheadings --output NAME,BACK-FILE | grep ' ${machine.directory}/' |
        while read -r loop file; do losetup --detach $loop; done`);
      machine.stop();
    },
  };
}

/** Loop devices, the stand-ins in the places of the programs, and a server of NFS that only reads its exports. */
function prepare(directory: string): string {
  return `
    mknod /dev/loop-control c 10 237
    for n in $(seq 0 63); do mknod /dev/loop$n b 7 $n; done
    chmod +x ${directory}/stand-in
    mv /usr/sbin/resize2fs /usr/sbin/resize2fs.real
    for program in vgs lvs lvcreate lvextend drbdadm resize2fs; do
      ln -sf ${directory}/stand-in /usr/sbin/$program
    done
    mkdir -p /etc/systemd/system
    printf '[Service]\\nType=oneshot\\nRemainAfterExit=yes\\nExecStart=/usr/sbin/exportfs -r\\n[Install]\\nWantedBy=multi-user.target\\n' \\
      > /etc/systemd/system/nfs-server.service
    systemctl daemon-reload`;
}

function write(directory: string, site: string, name: string) {
  const sources = {
    'sites/platform.yaml': 'name: plm\ncontact: admin@plm.example\n',
    'sites/angers/site.yaml': site,
    'sites/angers/vms/proxy1.yaml': 'description: Reverse proxy\nroles: [reverse_proxy]\npublic: auto\n',
    'sites/angers/vms/web01.yaml':
      'description: Web hosting\nroles: [web_hosting]\nmounts: [{volume: htdocs, path: /srv/www}]\n',
    'sites/angers/websites/journal.yaml': 'server_name: journal.math.example\n',
    'sites/angers/websites/wiki.yaml':
      'server_name: wiki.math.example\ndocument_root: /srv/www/project/wiki\n',
  };
  const files = Object.entries(sources).map(([file, text]) => [file, Buffer.from(text)] as const);
  const { platform, diagnostics } = compile(new Map(files));
  const wrong = diagnostics.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  for (const old of ['environments', 'conf']) rmSync(join(directory, old), { recursive: true, force: true });
  const lab = writeLab(directory, renderPlatform(platform, readModules()).value);
  const described = managedMachines(platform).find((each) => each.name === name)!;
  writeFacts(lab, described);
  return { lab, described };
}
