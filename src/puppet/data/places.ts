import type { Scope } from '../evaluate/scope.ts';
import type { Files } from '../files.ts';
import type { PHash, Value } from '../values/value.ts';
import type { HieraConfig, Level } from './config.ts';
import type { Variables } from './interpolate.ts';
import { type Location, resolveLocations } from './locations.ts';

/** A place of a level, and what was read there. */
export interface Place extends Location {
  hash?: PHash;
}

interface Known {
  /** What the variables interpolated so far were, undefined for those that were not there. */
  readonly variables: Map<string, Value | undefined>;
  readonly places: Map<Level, readonly Place[] | undefined>;
}

/**
 * Where the levels of each configuration have their data, for one machine. Worked out once, and again only when a
 * variable that a path interpolates has another value in the scope of a lookup.
 */
export class Places {
  readonly #known = new Map<HieraConfig, Known>();
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Begins a lookup in a configuration: gives its levels' places, undefined for a level that has none. */
  seenFrom(scope: Scope, config: HieraConfig): (level: Level) => readonly Place[] | undefined {
    const known = this.#valid(scope, config);
    return (level) => {
      const places = known.places.get(level);
      if (places !== undefined || known.places.has(level)) return places;
      const context = { scope: recorded(scope, known.variables) };
      const resolved = resolveLocations(level, config.root, this.#files, context);
      known.places.set(level, resolved);
      return resolved;
    };
  }

  #valid(scope: Scope, config: HieraConfig): Known {
    const known = this.#known.get(config);
    if (known !== undefined && isUnchanged(scope, known.variables)) return known;
    const fresh: Known = { variables: new Map(), places: new Map() };
    this.#known.set(config, fresh);
    return fresh;
  }
}

function isUnchanged(scope: Scope, variables: ReadonlyMap<string, Value | undefined>): boolean {
  for (const [name, value] of variables) if (variableOf(scope, name) !== value) return false;
  return true;
}

function variableOf(scope: Variables, name: string): Value | undefined {
  return scope.hasVariable(name) ? scope.lookupVariable(name) : undefined;
}

/** A scope that notes the value of each variable that it is asked for. */
function recorded(scope: Scope, variables: Map<string, Value | undefined>): Variables {
  return {
    hasVariable: (name) => {
      variables.set(name, variableOf(scope, name));
      return variables.get(name) !== undefined;
    },
    lookupVariable: (name) => scope.lookupVariable(name),
  };
}
