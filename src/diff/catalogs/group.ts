import { spellings, wordPattern } from '../subject.ts';
import type { MachineChanges, ResourceChange } from './machine.ts';

/** The same change on several machines, or of several resources of them. */
export interface ChangeGroup {
  readonly kind: ResourceChange['kind'];
  readonly type: string;
  /** References, as the first of the machines has them. */
  readonly resources: readonly string[];
  readonly machines: readonly string[];
  /**
   * As the first resource of the first machine has them; others may have their own name in it, and another text where it
   * was handed on to resources that tell it.
   */
  readonly parameters: ResourceChange['parameters'];
}

/** The same effect on several machines. */
export interface EffectGroup {
  readonly action: string;
  readonly resource: string;
  readonly machines: readonly string[];
  readonly paths: readonly (readonly string[])[];
}

/** The same resources applied in another order on several machines. */
export interface OrderGroup {
  readonly resources: readonly string[];
  readonly machines: readonly string[];
}

/** A text without the words that only say which machine it is. */
type Anonymous = (text: string) => string;

function anonymous(certname: string): Anonymous {
  const own = wordPattern([certname, ...spellings(certname.split('.')[0]!)]);
  return (text) => text.replace(own, '\0');
}

/**
 * Puts the same change of the same resource on many machines together, and then the same change of many resources on
 * the same machines. A machine's own name in it makes no difference, and neither do the words of a resource's title.
 */
export function groupResources(machines: readonly MachineChanges[]): ChangeGroup[] {
  const byResource = new Map<string, { change: ResourceChange; machines: string[] }>();
  for (const { certname, changes } of machines) {
    const plain = anonymous(certname);
    for (const change of changes) {
      const key = plain(`${change.ref}\n${changeKey(change)}`);
      at(byResource, key, () => ({ change, machines: [] })).machines.push(certname);
    }
  }
  const groups = new Map<string, ChangeGroup & { resources: string[] }>();
  for (const { change, machines: names } of byResource.values()) {
    const { kind, type, ref, parameters } = change;
    const make = () => ({ kind, type, resources: [] as string[], machines: names, parameters });
    at(groups, `${withoutTitle(change)}\n${names.join()}`, make).resources.push(ref);
  }
  return [...groups.values()];
}

/** The change with each word of the resource's title replaced by its place in the title. */
function withoutTitle(change: ResourceChange): string {
  const words = change.ref.slice(change.type.length).match(/\w+/g) ?? [];
  const places = new Map(words.map((word, place) => [word, `\0${place}`]));
  return changeKey(change).replace(/\w+/g, (word) => places.get(word) ?? word);
}

/** What makes a change another one. Of what is gone only the type counts. */
function changeKey({ kind, type, parameters }: ResourceChange): string {
  const lines =
    kind === 'removed'
      ? []
      : parameters.flatMap(({ name, lines, handedOn }) =>
          handedOn ? [name, ...handedOn] : lines.filter(isChanged),
        );
  return `${kind} ${type}\n${lines.join('\n')}`;
}

function isChanged(line: string): boolean {
  return !line.startsWith(' ') && !line.startsWith('@@');
}

/** Puts the same effect with the same causes on many machines together. */
export function groupEffects(machines: readonly MachineChanges[]): EffectGroup[] {
  const groups = new Map<string, EffectGroup & { machines: string[] }>();
  for (const { certname, effects } of machines) {
    const plain = anonymous(certname);
    for (const { action, ref, paths } of effects) {
      const key = plain(JSON.stringify([action, ref, paths]));
      const make = () => ({ action, resource: ref, machines: [] as string[], paths });
      at(groups, key, make).machines.push(certname);
    }
  }
  return [...groups.values()];
}

/** Puts machines together on which the same resources have another turn. */
export function groupOrders(machines: readonly MachineChanges[]): OrderGroup[] {
  const groups = new Map<string, OrderGroup & { machines: string[] }>();
  for (const { certname, moved } of machines) {
    if (moved.length === 0) continue;
    const key = anonymous(certname)(moved.join('\n'));
    at(groups, key, () => ({ resources: moved, machines: [] })).machines.push(certname);
  }
  return [...groups.values()];
}

/** The value of a key, made where there is none yet. */
function at<T>(groups: Map<string, T>, key: string, make: () => T): T {
  let group = groups.get(key);
  if (group === undefined) {
    group = make();
    groups.set(key, group);
  }
  return group;
}
