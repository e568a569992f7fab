/** One parameter or property of a native resource type. */
export interface ParameterInfo {
  name: string;
  kind: 'parameter' | 'property';
  namevar: boolean;
  /** Other names by which it may be given. */
  aliases?: readonly string[];
}

/** One way to read a title: what its groups give, in order, each with the change made to the text. */
export interface TitlePattern {
  regex: RegExp;
  captures: readonly { name: string; convert?: (text: string) => string }[];
}

/** Which resources a resource of this type is ordered after (or before, or notifies) on the machine, without being told. */
export interface AutoRelation {
  kind: 'require' | 'before' | 'subscribe' | 'notify';
  /** Lower case name of the other type. */
  type: string;
  /** Titles wanted, from the parameters of a resource. */
  titles: (get: (name: string) => unknown, title: string) => readonly string[];
}

/** What the compiler has to know of a native resource type. */
export interface ResourceTypeInfo {
  /** Lower case: `file`, `apt_key`. */
  name: string;
  /** Parameters and properties by name, without metaparameters, in order of declaration. */
  parameters: ReadonlyMap<string, ParameterInfo>;
  /** Names of the namevars, in order of declaration. */
  namevars: readonly string[];
  /** Title patterns in the order they are tried; empty when several namevars have none. */
  titlePatterns: readonly TitlePattern[];
  /** Whether two resources of the same namevar values are the same thing (exec is not). */
  isomorphic: boolean;
  autorelations: readonly AutoRelation[];
  /** Whether it does something when a resource that notifies it has changed. */
  refreshes: boolean;
  /** The name of the first namevar: `path` for file. */
  namevar: string;
  /** Where it was defined, for third-party types. */
  file?: string;
  /** Says what is wrong with a value, as Puppet would when it makes the real resource; undefined when fine. */
  check?: (name: string, value: unknown) => string | undefined;
}

/** The native types known to one environment: those of Puppet, and those of the modules. */
export interface ResourceTypes {
  /** By lower case name. */
  find(name: string): ResourceTypeInfo | undefined;
}
