import type { Explainer } from '../../puppet/data/explain.ts';
import { explainHash } from '../../puppet/data/explain-hash.ts';
import { explainText } from '../../puppet/data/explain-text.ts';
import { strategyNames } from '../../puppet/data/merge.ts';
import { rubyJson } from '../../puppet/functions/stdlib/json.ts';
import { toYaml } from '../../puppet/functions/support/psych.ts';
import { rubyToS } from '../../puppet/functions/support/ruby-text.ts';
import { createCompiler, type LookupOutcome, type LookupRequest } from '../../puppet/index.ts';
import { makeHash } from '../../puppet/values/keys.ts';
import { type PHash, PSensitive, type Value } from '../../puppet/values/value.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from '../io.ts';
import { type MachineOptions, openMachine } from '../machine.ts';
import { reportMessages } from '../messages.ts';

type Format = 's' | 'json' | 'yaml';

/** Options of `placo lookup`. */
export interface LookupCommandOptions extends MachineOptions {
  node: string;
  merge?: string;
  knockOutPrefix?: string;
  sortMergedArrays?: boolean;
  mergeHashArrays?: boolean;
  type?: string;
  default?: string;
  explain?: boolean;
  explainOptions?: boolean;
  compile?: boolean;
  renderAs?: Format;
}

/** Looks keys up in the data of a machine, and prints the value or how it was found. */
export function lookup(keys: readonly string[], options: LookupCommandOptions, io: Io): ExitCode {
  const request = requestOf(keys, options);
  const { environment, node, globalData, eyaml, puppetVersion } = openMachine(options.node, options, io);
  const compiler = createCompiler({ environment, globalData, eyaml, options: { puppetVersion } });
  const outcome = compiler.lookup(node, request, options.compile === true);
  reportMessages(outcome.messages, io);
  return answer(outcome, options, io);
}

function requestOf(keys: readonly string[], options: LookupCommandOptions): LookupRequest {
  const onlyOptions = options.explainOptions === true && options.explain !== true;
  if (keys.length === 0 && !onlyOptions) throw new UsageError('No keys were given to lookup.');
  return {
    keys: keys.length === 0 ? ['__global__'] : keys,
    merge: mergeOf(options),
    type: options.type,
    fallback: options.default,
    ...(onlyOptions ? { explain: 'options' } : options.explain ? { explain: 'data' } : {}),
  };
}

function mergeOf(options: LookupCommandOptions): PHash | undefined {
  const { merge, knockOutPrefix, sortMergedArrays, mergeHashArrays } = options;
  const deepOnly = knockOutPrefix !== undefined || sortMergedArrays || mergeHashArrays;
  if (deepOnly && merge !== 'deep')
    throw new UsageError(
      "The options --knock-out-prefix, --sort-merged-arrays, and --merge-hash-arrays are only available with '--merge deep'",
    );
  if (merge === undefined) return undefined;
  if (!strategyNames.includes(merge))
    throw new UsageError(`The --merge option only accepts 'first', 'hash', 'unique', or 'deep'`);
  if (merge !== 'deep') return makeHash([['strategy', merge]]);
  return makeHash([
    ['strategy', merge],
    ['sort_merged_arrays', sortMergedArrays === true],
    ['merge_hash_arrays', mergeHashArrays === true],
    ...(knockOutPrefix === undefined ? [] : ([['knockout_prefix', knockOutPrefix]] as const)),
  ]);
}

function answer(outcome: LookupOutcome, { renderAs }: LookupCommandOptions, io: Io): ExitCode {
  const { explanation, failure, secrets, value } = outcome;
  if (explanation !== undefined) {
    io.out(explained(explanation, secrets, renderAs ?? 's'));
    return exitCodes.fine;
  }
  if (failure !== undefined) {
    io.err(`${io.errColors.red('Error:')} ${failure}\n`);
    return exitCodes.findings;
  }
  io.out(rendered(value ?? null, renderAs ?? 'yaml'));
  return exitCodes.fine;
}

function explained(explanation: Explainer, secrets: ReadonlySet<string>, format: Format): string {
  if (format === 's') return explainText(explanation, secrets);
  if (format === 'json')
    return rendered(
      explainHash(explanation, secrets, (name) => name),
      'json',
    );
  const symbols = new Set<string>();
  const hash = explainHash(explanation, secrets, (name) => {
    symbols.add(`:${name}`);
    return `:${name}`;
  });
  return toYaml(hash, { symbols });
}

function rendered(value: Value, format: Format): string {
  if (format === 'yaml') return toYaml(redacted(value));
  return format === 'json' ? `${rubyJson(redacted(value))}\n` : ended(rubyToS(value));
}

/** Puppet's YAML would show what is Sensitive. */
function redacted(value: Value): Value {
  if (value instanceof PSensitive) return String(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (!(value instanceof Map)) return value;
  return makeHash([...value].map(([key, item]) => [redacted(key), redacted(item)] as const));
}

/** As Ruby's `puts`. */
function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
