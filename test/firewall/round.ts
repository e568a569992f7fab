import { setTimeout as sleep } from 'node:timers/promises';
import { address, type Reach, reaches, served } from './expectations.ts';
import { forgeries } from './forgeries.ts';
import { type Lab, world } from './lab.ts';

/** The machines with an agent that the probes need. */
export const observed = [
  'hv1',
  'nfs1',
  'nfs2',
  'infra1',
  'proxy1',
  'web01',
  'web02',
  'icinga_nfs',
  world.name,
];

let rounds = 0;

/**
 * Tries everything that is promised, and everything else, at once: what is not as it should be, one line each.
 * `wait` is in seconds: how long something that must not pass is given to pass. With `about`, connections between
 * other machines are left out, and so are floods and most of the ports that nobody may reach.
 */
export async function failures(lab: Lab, wait: number, about?: string): Promise<string[]> {
  const round = rounds++;
  const found = await Promise.all([
    ...reaches
      .filter((reach) => concerns(reach, about))
      .map((reach) => tryReach(lab, about ? fewer(reach) : reach, wait)),
    ...questions(lab, wait),
  ]);
  for (const name of observed) await lab.agent(name).tell({ do: 'seen' });
  const rest = await Promise.all([tryForgeries(lab, round, about), ...(about ? [] : floods(lab))]);
  return [...found, ...rest].flat();
}

function concerns({ client, to }: Reach, about: string | undefined): boolean {
  if (about === undefined || client === about) return true;
  const addresses: readonly string[] = address[about as keyof typeof address];
  if (about === 'proxy1') return addresses.includes(to) || address.proxy.some((one) => one === to);
  const through = client === 'world' || !/^(10\.49\.|fd00:49:|127\.|::1)/.test(to);
  return addresses.includes(to) || (about === 'infra1' && through);
}

/** One port that nobody may reach stands for all of them. */
function fewer(reach: Reach): Reach {
  return { ...reach, tries: served.filter((port) => port === 9999 || reach.ports.includes(port)) };
}

async function tryReach(
  lab: Lab,
  { client, as, to, ports, seenAs, tries = served }: Reach,
  wait: number,
): Promise<string[]> {
  const agent = lab.agent(client);
  const answers = await Promise.all(
    tries.map((port) => agent.tell<string | null>({ do: 'connect', to, port, source: as ?? null, wait })),
  );
  const open = tries.filter((_, index) => answers[index] !== null);
  const from = `${client}${as ? ` as ${as}` : ''} to ${to}`;
  const reached = String(open) === String(ports) ? [] : [`${from} reaches ${open}, not ${ports}`];
  const strange = answers.filter((seen) => seen !== null && seenAs !== undefined && seen !== seenAs);
  return [...reached, ...strange.map((seen) => `${from} is seen as ${seen}, not as ${seenAs}`)];
}

/** Errors find their way back through translation; declared datagrams pass; everyone answers to ping. */
function questions(lab: Lab, wait: number): Promise<string[]>[] {
  return ([0, 1] as const).flatMap((family) => [
    ask('web01', address.stranger[family], 9999, 'refused'),
    ask('web01', address.infra1[family], 53, 'refused'),
    ask('web01', address.infra1[family], 123, 'refused'),
    ask('web01', address.infra1[family], 124, null),
    ask('web01', address.nfs1[family], 53, null),
    ask('world', address.gateway[family], 53, null),
    ...(['hv1', 'hv2', 'nfs1', 'infra1', 'proxy1'] as const).map((name) =>
      answers('web01', address[name][family]),
    ),
    answers('infra1', address.web01[family]),
    answers('world', address.proxy[family]),
  ]);

  async function ask(client: string, to: string, port: number, want: string | null): Promise<string[]> {
    const answer = await lab.agent(client).tell<string | null>({ do: 'ask', to, port, wait });
    return answer === want ? [] : [`a datagram from ${client} to ${to} port ${port}: ${answer}, not ${want}`];
  }

  async function answers(client: string, to: string): Promise<string[]> {
    const count = await lab.agent(client).tell<number>({ do: 'ping', to, count: 1, wait });
    return count === 1 ? [] : [`${to} does not answer ${client}'s ping`];
  }
}

/** Pings are answered up to a rate, a series of one sender's too. */
function floods(lab: Lab): Promise<string[]>[] {
  const targets = (['hv1', 'infra1', 'proxy1', 'web01'] as const).flatMap((name) => address[name]);
  return targets.map(async (to) => {
    const client = to === address.web01[0] || to === address.web01[1] ? 'proxy1' : 'web01';
    const count = await lab.agent(client).tell<number>({ do: 'ping', to, count: 120, wait: 2 });
    return count > 0 && count < 80 ? [] : [`${to} answers ${count} of 120 pings`];
  });
}

/** What other machines send passes through these. */
const carriers = ['infra1', 'hv1'];

async function tryForgeries(lab: Lab, round: number, about: string | undefined): Promise<string[]> {
  const port = (index: number): number => 10_000 + ((round * forgeries.length + index) % 50_000);
  const relevant = [...forgeries.entries()].filter(
    ([, { from, at }]) => !about || [from, at].includes(about) || carriers.includes(about),
  );
  await Promise.all(
    relevant.map(([index, { from, packet }]) => {
      const sport = packet.kind === 'icmpv6' ? {} : { sport: port(index) };
      return lab.agent(from).tell({ do: 'forge', ...sport, ...packet });
    }),
  );
  await sleep(300);
  const seen = new Map<string, string[]>();
  for (const name of observed) seen.set(name, await lab.agent(name).tell<string[]>({ do: 'seen' }));
  return relevant.flatMap(([index, { title, from, at, trace, arrives }]) => {
    const pattern = new RegExp(String(trace).replace('PORT', String(port(index))));
    const arrived = seen.get(at)!.some((line) => pattern.test(line));
    return arrived === arrives ? [] : [`${title}, from ${from}, ${arrived ? 'arrives' : 'is lost'} at ${at}`];
  });
}
