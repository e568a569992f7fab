import type { LookupOptions } from './data/api.ts';
import { Explainer } from './data/explain.ts';
import type { Hiera } from './data/hiera.ts';
import { fullMessage, PuppetError } from './error.ts';
import { Compilation } from './evaluate/compilation.ts';
import type { CompilerOptions, LogMessage, NodeInfo } from './evaluate/compiler.ts';
import { runCompilation } from './evaluate/phases.ts';
import type { Session } from './evaluate/session.ts';
import { assertInstance } from './types/index.ts';
import type { Value } from './values/value.ts';

/** What to look up, and how. */
export interface LookupRequest {
  /** The first one that is found counts. */
  keys: readonly string[];
  merge?: LookupOptions['merge'];
  /** A type expression that the value must be of. */
  type?: string;
  /** The value where there is none. */
  fallback?: Value;
  /** Keep an explanation: of the data, or of lookup_options alone. */
  explain?: 'data' | 'options';
}

/** What a lookup gave. Without a value there is `missing`, which says so, or errors. */
export interface LookupOutcome {
  value?: Value;
  /** What stopped the lookup: no key was found, or data cannot be used. */
  failure?: string;
  /** Whether data or code is wrong, and not merely missing. */
  wrong: boolean;
  explanation?: Explainer;
  /** Texts that were decrypted: nobody should see them who did not ask for them. */
  secrets: ReadonlySet<string>;
  messages: readonly LogMessage[];
}

/** What a lookup works on. `session` reads no manifests unless the catalog is to be compiled first. */
export interface LookupWorld {
  session: Session;
  node: NodeInfo;
  options: CompilerOptions;
  hiera: (compiler: Compilation) => Hiera;
}

/** Looks keys up in the data of a machine, in the top scope, as `puppet lookup` does. */
export function runLookup(world: LookupWorld, request: LookupRequest): LookupOutcome {
  let compilation: Compilation | undefined;
  let hiera: Hiera | undefined;
  const explanation = request.explain && new Explainer(request.explain === 'options');
  const secrets = () => hiera?.secrets ?? new Set<string>();
  const messages = () => compilation?.messages ?? [];
  try {
    compilation = new Compilation(world.session, world.node, world.options, (compiler) => {
      hiera = world.hiera(compiler as Compilation);
      return hiera;
    });
    runCompilation(compilation);
  } catch (error) {
    return failed(error, (text) => `${text} on node ${world.node.name}`);
  }
  try {
    const value = find(compilation, request, explanation);
    if (value !== undefined)
      return { value, wrong: false, explanation, secrets: secrets(), messages: messages() };
    const failure = missing(request.keys);
    explanation?.say(failure);
    return { failure, wrong: false, explanation, secrets: secrets(), messages: messages() };
  } catch (error) {
    return failed(error, (text) => text);
  }

  function failed(error: unknown, shown: (text: string) => string): LookupOutcome {
    if (!(error instanceof PuppetError)) throw error;
    const text = fullMessage(error);
    const told = error.code === 'LOOKUP_ERROR';
    if (told) explanation?.say(text);
    return {
      failure: shown(text),
      wrong: true,
      explanation: told ? explanation : undefined,
      secrets: secrets(),
      messages: messages(),
    };
  }
}

function find(
  compilation: Compilation,
  { keys, merge, type, fallback }: LookupRequest,
  explainer: Explainer | undefined,
): Value | undefined {
  const expected = type === undefined ? undefined : compilation.parseType(type);
  const typed = (subject: string, value: Value) =>
    expected === undefined ? value : assertInstance(subject, expected, value);
  for (const key of keys) {
    const found = compilation.data.lookup(key, compilation.topScope, { merge, explainer });
    if (found.found) return typed('Found value', found.value);
  }
  return fallback === undefined ? undefined : typed('Default value', fallback);
}

function missing(keys: readonly string[]): string {
  if (keys.length === 1) return `Function lookup() did not find a value for the name '${keys[0]}'`;
  const names = keys.map((key) => `'${key}'`).join(', ');
  return `Function lookup() did not find a value for any of the names [${names}]`;
}
