import type { Guest, Hypervisor, Machine, Platform, Use } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * Layer 1 (hypervisors and everything they need) never uses layer 2 (guests): after a power cut, a hypervisor that
 * waits for a service of a guest waits for itself.
 */
export const layers: Rule = { code: 'check/layers', find };

/** How a machine was reached: over which use, from which step. */
interface Step {
  readonly machine: Machine;
  readonly use?: Use;
  readonly from?: Step;
}

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) {
    const steps = site.hypervisors.flatMap(reachedGuests);
    for (const step of onePerNeed(steps)) yield finding(step);
  }
}

/** Interchangeable hypervisors have the same need each: one stands for all, best the one that runs the guest. */
function onePerNeed(steps: readonly Step[]): Iterable<Step> {
  const needs = new Map<string, Step>();
  for (const step of steps) {
    const user = step.from!.machine;
    const key = JSON.stringify([
      user.kind === 'hypervisor' || user.name,
      step.use!.service,
      step.machine.fqdn,
    ]);
    if (!needs.has(key) || root(step) === (step.machine as Guest).production) needs.set(key, step);
  }
  return needs.values();
}

function root(step: Step): Machine {
  return step.from ? root(step.from) : step.machine;
}

function finding(step: Step): Finding {
  const use = step.use!;
  const user = step.from!.machine;
  const guest = step.machine as Guest;
  return {
    subject: user,
    message: `${user.name} belongs to layer 1 and uses ${use.service} of the guest ${guest.name}: ${path(step)}`,
    place: use.place,
    hint: `let a physical server provide ${use.service}, or do without it on ${user.name}`,
    related: [{ place: guest.place, message: `${guest.name} runs on ${guest.production.name}` }],
  };
}

/** The guests that a hypervisor needs, each with the shortest way to it; what guests need themselves is layer 2. */
function reachedGuests(start: Hypervisor): Step[] {
  const seen = new Set<Machine>([start]);
  const queue: Step[] = [{ machine: start }];
  const guests: Step[] = [];
  for (const step of queue) {
    for (const use of step.machine.uses) {
      const next = { machine: use.provider, use, from: step };
      if (use.provider.kind === 'guest') guests.push(next);
      else if (!seen.has(use.provider)) queue.push(next);
      seen.add(use.provider);
    }
  }
  return guests;
}

function path(step: Step): string {
  const names: string[] = [];
  for (let at: Step | undefined = step; at; at = at.from) {
    names.unshift(at.use ? `${at.machine.name} (${at.use.service})` : at.machine.name);
  }
  return [...names, `${(step.machine as Guest).production.name} (runs it)`].join(' → ');
}
