import { compareNames } from '../../model/names.ts';
import type { Machine, Site } from '../../model/platform.ts';
import { knownServices } from '../../model/services.ts';
import { type Contribution, FileContent, type Rendered } from '../contribution.ts';
import { express, renderedOf } from '../express.ts';
import { rainerscript } from '../quote/rainerscript.ts';
import { internalAddresses, managedMachines, providersOf } from '../services.ts';
import { template } from '../template.ts';
import { logSoftware } from './os.ts';

const guestConf = template('rsyslog/guest', rainerscript);
const forwardConf = template('log_client/forward', rainerscript);
const collectorConf = template('log_server/collector', rainerscript);

const mainPath = '/etc/rsyslog.conf';
const journaldPath = '/etc/systemd/journald.conf.d/placo.conf';
const forwardPath = '/etc/rsyslog.d/placo-forward.conf';
const collectorPath = '/etc/rsyslog.d/placo-collector.conf';

/** Where the class rsyslog puts copies of the Puppet agent's certificates. */
const credentials = {
  ca: '/etc/placo/log/ca.pem',
  certificate: '/etc/placo/log/cert.pem',
  key: '/etc/placo/log/key.pem',
};

/**
 * Logs by RELP over TLS: every machine of a site sends its own to each of the collectors. Guests keep none; physical
 * machines keep theirs as their distribution does.
 */
export function renderLogs(site: Site): Rendered {
  if (providersOf(site, 'log').length === 0) return { contributions: [], diagnostics: [] };
  const expressed = managedMachines(site).flatMap((machine) =>
    [
      rsyslogOf,
      ...(collectorsOf(machine).length > 0 ? [clientOf] : []),
      ...(collects(machine) ? [serverOf] : []),
    ].map((contribution) =>
      express(`the logs of ${machine.name}`, machine.place, () => contribution(machine)),
    ),
  );
  return renderedOf(expressed);
}

const collects = (machine: Machine): boolean => providersOf(machine.site, 'log').includes(machine);

/** The collectors that a machine sends to: all but itself. */
function collectorsOf(machine: Machine): readonly Machine[] {
  return providersOf(machine.site, 'log').filter((collector) => collector !== machine);
}

function rsyslogOf(machine: Machine): Contribution {
  const { packages } = logSoftware(machine.os);
  const parameters = { packages, certname: machine.fqdn };
  if (machine.kind !== 'guest' || collects(machine))
    return { machine, module: 'rsyslog', parameters, files: [] };
  return {
    machine,
    module: 'rsyslog',
    parameters: { ...parameters, config: new FileContent(mainPath), journald: new FileContent(journaldPath) },
    files: [
      { path: mainPath, content: mainOf(machine) },
      { path: journaldPath, content: journaldOf(machine) },
    ],
  };
}

function mainOf(machine: Machine): string {
  const { workDirectory, readsJournal } = logSoftware(machine.os);
  return guestConf({ workDirectory, readsJournal, forwardFile: forwardPath });
}

function journaldOf(machine: Machine): string {
  const forward = logSoftware(machine.os).readsJournal ? 'no' : 'yes';
  const settings = ['Storage=volatile', `ForwardToSyslog=${forward}`, 'RateLimitIntervalSec=0'];
  return `# Written by placo: guests keep no log of their own.\n[Journal]\n${settings.join('\n')}\n`;
}

function clientOf(machine: Machine): Contribution {
  const collectors = collectorsOf(machine).map((collector) => ({
    name: `placo-forward-${collector.hostname}`,
    address: internalAddresses(collector)[0]!,
    port: relpPort(collector),
    peer: collector.fqdn,
  }));
  const content = forwardConf({ hostname: machine.fqdn, collectors, credentials });
  return {
    machine,
    module: 'log_client',
    parameters: { forward: new FileContent(forwardPath) },
    files: [{ path: forwardPath, content }],
  };
}

function serverOf(machine: Machine): Contribution {
  const { group } = logSoftware(machine.os);
  const senders = managedMachines(machine.site).filter((sender) => sender !== machine);
  const names = senders.map(({ fqdn }) => fqdn).sort(compareNames);
  const view = { port: relpPort(machine), group, senders: names, openFiles: names.length + 10, credentials };
  return {
    machine,
    module: 'log_server',
    parameters: { config: new FileContent(collectorPath), group },
    files: [{ path: collectorPath, content: collectorConf(view) }],
  };
}

/** The port that the collector's packet filter lets in. */
function relpPort({ provides }: Machine): number {
  return (provides.find(({ service }) => service === 'relp') ?? knownServices.relp[0]).port;
}
