import type { NodeInfo } from './evaluate/compiler.ts';
import type { Value } from './values/value.ts';

/** What is known of a machine: as Puppet's server knows it. */
export interface NodeOptions {
  certname: string;
  facts: ReadonlyMap<string, Value>;
  /** `$trusted`; default: what a certificate without extensions gives. */
  trusted?: ReadonlyMap<Value, Value>;
  /** `$server_facts`; also top-scope variables. */
  serverFacts?: ReadonlyMap<string, Value>;
  /** Parameters of an external node classifier; they win over facts. */
  parameters?: ReadonlyMap<string, Value>;
  /** Classes of an external node classifier, with parameters or null. */
  classes?: ReadonlyMap<string, Map<string, Value> | null>;
}

/** The machine as the compiler wants it: top-scope variables are the facts, the server's facts and what a classifier says. */
export function makeNode(options: NodeOptions): NodeInfo {
  const { certname, facts } = options;
  const serverFacts = options.serverFacts ?? new Map();
  return {
    name: certname,
    facts: new Map(facts),
    trusted: new Map(options.trusted ?? localTrusted(certname)),
    serverFacts: new Map<Value, Value>(serverFacts),
    parameters: new Map([...facts, ...(options.parameters ?? []), ...serverFacts]),
    classes: new Map(options.classes ?? []),
  };
}

/** `$trusted` of a machine that is compiled where it is: what a certificate without extensions gives. */
export function localTrusted(certname: string): Map<Value, Value> {
  const [hostname, ...domain] = certname.split('.');
  return new Map<Value, Value>([
    ['authenticated', 'local'],
    ['certname', certname],
    ['extensions', new Map()],
    ['hostname', hostname!],
    ['domain', domain.length === 0 ? null : domain.join('.')],
    ['external', new Map()],
  ]);
}
