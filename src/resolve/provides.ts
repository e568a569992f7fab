import type { Place } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/didyoumean.ts';
import type { Mutable } from '../model/mutable.ts';
import type { Audience, Machine, Provided } from '../model/platform.ts';
import { knownServices, type Port, portsOf } from '../model/services.ts';
import { formats } from '../read/formats.ts';
import type { Provided as ProvidedSource } from '../read/types.generated.ts';
import { referToMachine, report, type SiteContext } from './context.ts';
import { type MachineSource, placeOfItem } from './machine.ts';
import type { Settings } from './settings.ts';
import { prefixOf } from './site.ts';

/**
 * Adds a service to what a machine provides, on the ports that it is known by. Where the machine provides it there
 * already, only the audiences are joined, so that a port has one owner.
 */
export function provide(
  machine: Mutable<Machine>,
  service: string,
  from: readonly Audience[],
  place: Place,
  more: { readonly ports?: readonly Port[]; readonly forwardedPort?: number } = {},
): void {
  const { ports = portsOf(service) ?? [], forwardedPort } = more;
  for (const { protocol, port, endPort } of ports) {
    const same = machine.provides.find((provided) => isSame(provided, service, { protocol, port, endPort }));
    if (same) join(same, from);
    else machine.provides.push({ service, protocol, port, endPort, from: [...from], forwardedPort, place });
  }
}

function isSame(provided: Provided, service: string, { protocol, port, endPort }: Port): boolean {
  return (
    provided.service === service &&
    provided.protocol === protocol &&
    provided.port === port &&
    provided.endPort === endPort
  );
}

function join(provided: Provided, audiences: readonly Audience[]): void {
  const from = provided.from as Audience[];
  for (const audience of audiences) {
    if (!from.some((known) => isSameAudience(known, audience))) from.push(audience);
  }
}

function isSameAudience(one: Audience, other: Audience): boolean {
  if (one.kind === 'machine') return other.kind === 'machine' && one.machine === other.machine;
  if (one.kind === 'prefix') return other.kind === 'prefix' && one.prefix === other.prefix;
  return one.kind === other.kind;
}

/** Adds what the sources say that a machine provides. */
export function resolveProvides(
  context: SiteContext,
  machine: Mutable<Machine>,
  settings: Settings<MachineSource>,
): void {
  for (const [index, source] of (settings.data.provides ?? []).entries()) {
    const place = placeOfItem(settings, 'provides', index);
    const ports = portsIn(context, source, place);
    if (!ports || !forwards(context, source, ports, place)) continue;
    const fallback = source.forward === undefined ? 'internal' : 'world';
    const names = source.from === undefined ? [fallback] : [source.from].flat();
    const from = names
      .map((name) => audienceOf(context, name, place))
      .filter((audience) => audience !== undefined);
    provide(machine, source.service, from, place, { ports, forwardedPort: source.forward });
  }
}

function portsIn(context: SiteContext, source: ProvidedSource, place: Place): readonly Port[] | undefined {
  const known = portsOf(source.service);
  if (source.port === undefined) {
    if (known) return known.filter(({ protocol }) => protocol === (source.protocol ?? protocol));
    const hint =
      didYouMean(source.service, Object.keys(knownServices)) ?? 'give port, and protocol where it is udp';
    const message = `The ports of '${source.service}' are not known.`;
    report(context, 'resolve/missing-value', message, place, { hint });
    return undefined;
  }
  const [port, endPort = port] = String(source.port).split('-').map(Number) as [number, number?];
  const protocols = new Set(known?.map(({ protocol }) => protocol));
  const protocol = source.protocol ?? (protocols.size === 1 ? [...protocols][0]! : 'tcp');
  return [{ protocol, port, endPort }];
}

function forwards(
  context: SiteContext,
  source: ProvidedSource,
  ports: readonly Port[],
  place: Place,
): boolean {
  if (source.forward === undefined) return true;
  const several = ports.length !== 1 || ports[0]!.port !== ports[0]!.endPort;
  const message = several
    ? `'${source.service}' has several ports, and one port is forwarded.`
    : `${context.site.name} has no NAT gateway that could forward port ${source.forward}.`;
  if (!several && context.document.data.networks.internal.nat !== undefined) return true;
  const hint = several
    ? 'give port'
    : `name one with nat under networks.internal in ${context.document.file}`;
  report(context, 'resolve/conflict', message, place, { hint });
  return false;
}

function audienceOf(context: SiteContext, name: string, place: Place): Audience | undefined {
  if (name === 'world' || name === 'internal' || name === 'hypervisors' || name === 'admins') {
    return { kind: name };
  }
  if (formats.name!(name)) return { kind: 'prefix', prefix: prefixOf(name) };
  const machine = referToMachine(context, name, place);
  return machine && { kind: 'machine', machine: machine as Machine };
}
